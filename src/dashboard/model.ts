/** What the first page shows: what modules contribute, the guide of a new studio, and what came in. */
import type { Guide } from '#dashboard/steps/model.ts';
import type { LoadedTodayPart } from '#platform/contributions/load-today.ts';
import type { TodayButton } from '#platform/contributions/today.ts';
import type { LocalDay } from '#platform/format/zoned.ts';
import type { HistoryItem, HistoryRow } from '#platform/history/model.ts';

export interface Today {
  readonly day: LocalDay;
  readonly buttons: readonly TodayButton[];
  readonly parts: readonly LoadedTodayPart[];
  readonly news: readonly HistoryItem[];
  /** Null once the studio has found its way. */
  readonly guide: Guide | 'failed' | null;
}

/** Of several changes by one person to one subject in one module, only the last is shown. */
export function withoutRepeats(news: readonly HistoryRow[], most: number): HistoryRow[] {
  const known = new Set<string>();
  const isNew = ({ action, actorName, subject }: HistoryRow) => {
    const [module] = action.split('.');
    const key = `${actorName} ${module} ${subject?.id ?? action}`;
    if (known.has(key)) return false;
    known.add(key);
    return true;
  };
  return news.filter(isNew).slice(0, most);
}
