import type { Translate } from '#platform/i18n/translate.ts';
import type { Session, Titled } from '#sessions/model.ts';

/**
 * What a session is called. One without a title is named by its client and its kind.
 * @param clientName left out where it stands beside the name, and for the client's own eyes
 */
export function sessionTitle(t: Translate, { title, kind }: Titled, clientName: string | null = null): string {
  return title ?? [clientName, t(`sessions.kind.${kind}`)].filter(Boolean).join(' · ');
}

/** The same where nothing but the name is shown. */
export function fullTitle(t: Translate, session: Titled & Pick<Session, 'client'>): string {
  return sessionTitle(t, session, session.client?.name);
}
