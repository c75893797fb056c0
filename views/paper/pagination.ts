/** Distributes rows over sheets. Pure: heights in points go in, rows for each sheet come out. */
import { add, type Money, money } from '#platform/format/money.ts';

export interface Row {
  readonly title: readonly string[];
  readonly detail: readonly string[];
  /** Texts of the columns; empty where a long title goes on. */
  readonly cells: readonly string[];
  /** What counts towards the totals carried over. */
  readonly amount: Money | null;
  readonly height: number;
  /** White above the text; none where a long title goes on. */
  readonly above: number;
  /** With a rule below. */
  readonly isLast: boolean;
}

/** Heights in points. */
export interface Space {
  /** From the column heads to the foot of the first sheet, and of all others. */
  readonly first: number;
  readonly next: number;
  readonly head: number;
  readonly carry: number;
  /** What must fit below the last row. */
  readonly closing: number;
}

/**
 * Every sheet but the last keeps room to carry the total over, every sheet but the first to take it up. What closes the
 * document takes the last row with it to a sheet of their own where there is no room for it.
 */
export function paginate(rows: readonly Row[], space: Space): Row[][] {
  const sheets: Row[][] = [];
  let current: Row[] = [];
  let left = space.first - space.head - space.carry;
  for (const row of rows) {
    if (row.height > left) {
      sheets.push(current);
      current = [];
      left = space.next - space.head - 2 * space.carry;
    }
    current.push(row);
    left -= row.height;
  }
  if (left + space.carry >= space.closing) return [...sheets, current];
  return [...sheets, ...(current.length > 1 ? [current.slice(0, -1), current.slice(-1)] : [current, []])];
}

/** The sum of all rows up to and with each sheet. */
export function runningTotals(sheets: readonly (readonly Row[])[], currency: string): Money[] {
  let total = money(0n, currency);
  return sheets.map((rows) => {
    for (const { amount } of rows) if (amount) total = add(total, amount);
    return total;
  });
}
