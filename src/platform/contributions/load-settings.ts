/** Loads what stands on the settings page, side by side. */
import type { SettingsCard, SettingsStatus } from '#platform/contributions/contributions.ts';
import type { AppContext } from '#platform/http/env.ts';
import { uiOf } from '#platform/http/render.ts';
import { log } from '#platform/telemetry/log.ts';

export interface LoadedSettings extends Pick<SettingsCard, 'group' | 'title' | 'href'> {
  /** Empty where it could not be loaded. */
  readonly status: SettingsStatus;
}

/** In order of rank, without what the reader may not change. */
export function loadSettings(c: AppContext): Promise<readonly LoadedSettings[]> {
  const ui = uiOf(c);
  // Cards of one module often show parts of one thing: the same function is called once.
  const loaded = new Map<unknown, Promise<unknown>>();
  const load = ({ load }: SettingsCard): Promise<unknown> => {
    if (!load) return Promise.resolve();
    const known = loaded.get(load) ?? load(c.var.scope);
    loaded.set(load, known);
    return known;
  };
  const cards = c.var.services.contributions.settings.filter(({ permission }) => ui.can(permission));
  return Promise.all(cards.map(async (card) => ({ ...card, status: await statusOf(c, card, load) })));
}

async function statusOf(
  c: AppContext,
  card: SettingsCard,
  load: (card: SettingsCard) => Promise<unknown>,
): Promise<SettingsStatus> {
  try {
    return card.status({ ui: uiOf(c), data: await load(card) });
  } catch (error) {
    const fields = { request: c.var.requestId, studio: c.var.studio?.slug, href: card.href, error };
    log.error('platform.settings', fields);
    return {};
  }
}
