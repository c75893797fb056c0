/** Loads the lines of the settings page, side by side. */
import { attempt } from '#platform/contributions/attempt.ts';
import type { SettingsCard, SettingsStatus } from '#platform/contributions/contributions.ts';
import type { AppContext } from '#platform/http/env.ts';
import { uiOf } from '#platform/http/render.ts';

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
  const statusOf = (card: SettingsCard) =>
    attempt(c, card.href, async () => card.status({ ui, data: await load(card) }));
  return Promise.all(cards.map(async (card) => ({ ...card, status: (await statusOf(card)) ?? {} })));
}
