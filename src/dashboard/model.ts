/** What the first page tells: what is on, what is late, what came in. */
import type { ClientId } from '#clients/model.ts';
import type { DayLoad } from '#dashboard/occupation/model.ts';
import type { FirstSteps } from '#dashboard/steps/model.ts';
import type { InvoiceId, InvoiceKind } from '#invoicing/model.ts';
import type { Money } from '#platform/format/money.ts';
import type { LocalDay } from '#platform/format/zoned.ts';
import type { HistoryItem, HistoryRow } from '#platform/history/model.ts';
import type { ActivationKind, RoomId } from '#rooms/model.ts';
import type { RoomStatus, SessionId } from '#sessions/model.ts';

export interface InvoiceTask {
  readonly kind: 'overdue' | 'unsent' | 'draft';
  readonly id: InvoiceId;
  readonly document: InvoiceKind;
  readonly number: string | null;
  readonly clientName: string;
  /** Somewhere to write to is known. */
  readonly hasEmail: boolean;
  /** What is due of an overdue one, else the whole. */
  readonly amount: Money;
  /** Of an overdue one: days since it was due. */
  readonly daysLate: number;
  readonly remindedAt: Date | null;
  /** It has left by mail, or is about to. */
  readonly isSent: boolean;
  /** Of a draft: when it was begun. Of an unsent one: when it was issued. */
  readonly since: Date;
}

export interface SessionTask {
  readonly kind: 'unconfirmed' | 'over' | 'uninvoiced';
  readonly id: SessionId;
  readonly title: string;
  readonly clientId: ClientId | null;
  readonly clientName: string | null;
  readonly roomName: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
}

export interface RoomTask {
  readonly kind: 'inactive';
  readonly id: RoomId;
  readonly name: string;
  readonly missing: ActivationKind;
}

export type Task = InvoiceTask | SessionTask | RoomTask;
export type TaskKind = Task['kind'];

/** The most pressing of one kind, and how many there are. */
export interface TaskGroup {
  readonly kind: TaskKind;
  readonly tasks: readonly Task[];
  readonly total: number;
}

export interface MoneyFigures {
  /** One for each currency, the studio's own first. */
  readonly due: readonly Money[];
  readonly dueCount: number;
  readonly late: readonly Money[];
  readonly lateCount: number;
  /** Net, issued since the first of the month, less credit notes; in the studio's currency. */
  readonly issued: Money;
  /** Whole percents since the same day of the month before; null where there was nothing then. */
  readonly growth: number | null;
  /** That day. */
  readonly beforeUntil: LocalDay;
}

export interface RoomNow extends RoomStatus {
  /** Missing activations. */
  readonly missing: readonly ActivationKind[];
  /** How much of what is on is over, 0 to 100. */
  readonly percent: number;
  /** When the next session begins. */
  readonly nextIs: 'soon' | 'today' | 'tomorrow' | null;
  /** Proposed for a new session: `<input type="datetime-local">` values. */
  readonly slot: { readonly startsAt: string; readonly endsAt: string };
}

export interface Today {
  readonly day: LocalDay;
  readonly rooms: readonly RoomNow[];
  /** Seven days, today first. */
  readonly week: readonly DayLoad[];
  /** Null for those who may not read invoices. */
  readonly money: MoneyFigures | null;
  readonly tasks: readonly TaskGroup[];
  readonly news: readonly HistoryItem[];
  /** Null once the studio has found its way. */
  readonly steps: FirstSteps | null;
}

/** Whole percents from one sum to another, in minor units; null where there is nothing to compare with. */
export function growthOf(from: bigint, to: bigint): number | null {
  if (from <= 0n) return null;
  return Math.round(Number(((to - from) * 1_000n) / from) / 10);
}

/** How much of a session is over, 0 to 100. */
export function percentOver({ startsAt, endsAt }: Pick<SessionTask, 'startsAt' | 'endsAt'>, now: Date): number {
  const share = (now.getTime() - startsAt.getTime()) / (endsAt.getTime() - startsAt.getTime());
  return Math.round(Math.min(1, Math.max(0, share)) * 100);
}

/** Of what one person did to one thing in one module only the last is told. */
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
