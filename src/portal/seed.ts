import { findClientByEmail } from '#clients/service.ts';
import type { Scope } from '#platform/scope.ts';
import { enter, insertLink, tokenFor } from '#portal/logins.ts';

/** The demo's client has been in the portal before, on a phone. No mail, so that the first link in /dev/mail is a fresh one. */
export async function seed(_: Scope, scope: Scope): Promise<void> {
  const client = await findClientByEmail(scope, `client@${scope.studio.slug}.example`);
  if (!client) return;
  const then = { ...scope, now: new Date(scope.now.getTime() - 3 * 86_400_000) };
  const linkId = await then.write('portal.login', (write) => {
    write.about({ kind: 'client', id: client.id }, { step: 'asked' }, { at: then.now });
    return insertLink(write, client.id, then.now);
  });
  await enter(then, tokenFor(then, linkId), {
    address: '192.0.2.44',
    userAgent: 'Mozilla/5.0 (Linux; Android 14; SM-A245F)',
  });
}
