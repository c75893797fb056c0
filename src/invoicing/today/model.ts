import type { InvoiceId, InvoiceKind } from '#invoicing/model.ts';
import type { Money } from '#platform/format/money.ts';
import { addMonths, type LocalDay } from '#platform/format/zoned.ts';

export interface InvoiceTask {
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

/** The month so far and the same stretch of the one before. */
export function monthsOf(today: LocalDay) {
  const monthFirst = `${today.slice(0, 8)}01`;
  return { today, monthFirst, beforeFirst: addMonths(monthFirst, -1), beforeUntil: addMonths(today, -1) };
}

/** Whole percents from one sum to another, in minor units; null where there is nothing to compare with. */
export function growthOf(from: bigint, to: bigint): number | null {
  if (from <= 0n) return null;
  return Math.round(Number(((to - from) * 1_000n) / from) / 10);
}
