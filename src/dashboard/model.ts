/** What the first page shows: what modules contribute, the guide of a new studio, and what came in. */
import type { Guide } from '#dashboard/steps/model.ts';
import type { PaymentMethod } from '#payments/model.ts';
import type { LoadedTodayPart } from '#platform/contributions/load-today.ts';
import type { TodayButton } from '#platform/contributions/today.ts';
import type { Money } from '#platform/format/money.ts';
import type { LocalDay } from '#platform/format/zoned.ts';

/** One action since yesterday. */
export interface NewsItem {
  readonly at: Date;
  readonly action: string;
  /** Null: the program itself, or an anonymous visitor. */
  readonly actorName: string | null;
  readonly subject: { readonly kind: string; readonly id: string } | null;
  /** What the subject is called now. */
  readonly name: string;
  readonly clientName: string | null;
  /** Of a payment, and how it came. */
  readonly amount: Money | null;
  readonly method: PaymentMethod | null;
  /** Of a session that was moved. */
  readonly movedFrom: Date | null;
  readonly movedTo: Date | null;
  /** Of an activation: given rather than withdrawn. */
  readonly isGiven: boolean;
}

export interface Today {
  readonly day: LocalDay;
  readonly buttons: readonly TodayButton[];
  readonly parts: readonly LoadedTodayPart[];
  readonly news: readonly NewsItem[];
  /** Null once the studio has found its way. */
  readonly guide: Guide | 'failed' | null;
}

/** Of what one person did to one thing only the last is told. */
export function withoutRepeats(news: readonly NewsItem[], most: number): NewsItem[] {
  const known = new Set<string>();
  const isNew = ({ action, actorName, subject, amount }: NewsItem) => {
    const key = `${actorName} ${subject?.id ?? action}${amount ? ' paid' : ''}`;
    if (known.has(key)) return false;
    known.add(key);
    return true;
  };
  return news.filter(isNew).slice(0, most);
}
