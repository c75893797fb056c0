/** Loads what modules show on the home of the client's portal, side by side. */
import { attempt } from '#platform/contributions/attempt.ts';
import type { PortalCard } from '#platform/contributions/contributions.ts';
import { clientOf } from '#platform/http/client-of.ts';
import type { AppContext } from '#platform/http/env.ts';
import { uiOf } from '#platform/http/render.ts';

export interface LoadedPortalCard extends Pick<PortalCard, 'title'> {
  /** Null where it could not be loaded. */
  readonly body: JSX.Element | null;
}

/** In order of rank. */
export function loadPortalCards(c: AppContext): Promise<readonly LoadedPortalCard[]> {
  const { can } = uiOf(c);
  const shown = c.var.services.contributions.portalCards.filter(({ permission }) => !permission || can(permission));
  return Promise.all(shown.map((card) => loadCard(c, card)));
}

async function loadCard(c: AppContext, { name, title, load, view }: PortalCard): Promise<LoadedPortalCard> {
  const body = await attempt(c, name, async () => view({ ui: uiOf(c), data: await load(c.var.scope, clientOf(c)) }));
  return { title, body };
}
