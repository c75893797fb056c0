/** What a session costs: the cheapest combination of days, half days and quarters of an hour that covers it. */
import { type Money, money, multiply, ratioOf, sum } from '#platform/format/money.ts';
import type { RoomRates } from '#rooms/model.ts';
import type { PriceLine, PriceUnit, Session, SessionPrice } from '#sessions/model.ts';

export interface Rates extends RoomRates {
  /** ISO 4217. */
  readonly currency: string;
}

const QUARTER = 15 * 60_000;
const DAY_QUARTERS = 32;
const HALF_DAY_QUARTERS = 16;

/** How often each unit is taken; `hour` in quarters of one. */
interface Combination {
  readonly day: number;
  readonly halfDay: number;
  readonly quarters: number;
}

/** Quarter hours begun, in time that really passes: a night over a clock change is an hour shorter or longer. */
export function billedQuarters(startsAt: Date, endsAt: Date): number {
  return Math.ceil((endsAt.getTime() - startsAt.getTime()) / QUARTER);
}

/** Without lines where the room has no rate that could cover it. Of two equal prices the one in larger units is taken. */
export function priceSession(rates: Rates, startsAt: Date, endsAt: Date): SessionPrice {
  let best: SessionPrice = { lines: [], total: money(0n, rates.currency) };
  for (const combination of combinations(rates, billedQuarters(startsAt, endsAt))) {
    const price = priceOf(rates, combination);
    if (best.lines.length === 0 || price.total.amount < best.total.amount) best = price;
  }
  return best;
}

/** Every covering combination without a unit too many, larger units first. */
function* combinations({ hourly, halfDay, day }: Rates, quarters: number): Generator<Combination> {
  const mostDays = day === null ? 0 : Math.ceil(quarters / DAY_QUARTERS);
  for (let days = mostDays; days >= 0; days -= 1) {
    const left = Math.max(0, quarters - days * DAY_QUARTERS);
    const mostHalves = halfDay === null ? 0 : Math.ceil(left / HALF_DAY_QUARTERS);
    for (let halves = mostHalves; halves >= 0; halves -= 1) {
      const rest = Math.max(0, left - halves * HALF_DAY_QUARTERS);
      if (rest === 0 || hourly !== null) yield { day: days, halfDay: halves, quarters: rest };
    }
  }
}

function priceOf(rates: Rates, { day, halfDay, quarters }: Combination): SessionPrice {
  const { currency } = rates;
  const lines = [
    line('day', String(day), rates.day, currency),
    line('half-day', String(halfDay), rates.halfDay, currency),
    line('hour', String(quarters / 4), rates.hourly, currency),
  ].filter((each) => each !== null);
  return { lines, total: totalOf(lines, currency) };
}

function line(unit: PriceUnit, quantity: string, rate: bigint | null, currency: string): PriceLine | null {
  if (quantity === '0' || rate === null) return null;
  const unitPrice = money(rate, currency);
  return { unit, quantity, unitPrice, net: multiply(unitPrice, ratioOf(quantity)) };
}

function totalOf(lines: readonly PriceLine[], currency: string): Money {
  return sum(
    lines.map(({ net }) => net),
    currency,
  );
}

/** At the rates of its booking, unless a price was agreed. */
export function priceOfSession(
  session: Pick<Session, 'rates' | 'agreedPrice' | 'startsAt' | 'endsAt'>,
  currency: string,
): SessionPrice {
  const { rates, agreedPrice, startsAt, endsAt } = session;
  if (agreedPrice === null) return priceSession({ ...rates, currency }, startsAt, endsAt);
  const unitPrice = money(agreedPrice, currency);
  return { lines: [{ unit: 'flat', quantity: '1', unitPrice, net: unitPrice }], total: unitPrice };
}
