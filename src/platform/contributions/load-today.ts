/** Loads what modules show on Today, side by side. */

import { attempt } from '#platform/contributions/attempt.ts';
import { partContext } from '#platform/contributions/part-context.ts';
import type { TodayPart, TodayParts } from '#platform/contributions/today.ts';
import type { AppContext } from '#platform/http/env.ts';
import { uiOf } from '#platform/http/render.ts';

/** What one module shows, or null in its place where it could not be loaded. */
export interface LoadedTodayPart {
  readonly part: Pick<TodayPart, 'name' | 'title'>;
  readonly parts: TodayParts | null;
}

/** In order of rank; what the reader may not see is not loaded. One that fails costs the page nothing but itself. */
export function loadToday(c: AppContext): Promise<readonly LoadedTodayPart[]> {
  const ui = uiOf(c);
  const { parts } = c.var.services.contributions.today;
  return Promise.all(parts.filter(({ permission }) => ui.can(permission)).map((part) => loadPart(c, part)));
}

async function loadPart(c: AppContext, part: TodayPart): Promise<LoadedTodayPart> {
  const parts = await attempt(c, part.name, async () =>
    part.view({ ui: uiOf(c), data: await part.load(c.var.scope, partContext(c)) }),
  );
  return { part, parts };
}
