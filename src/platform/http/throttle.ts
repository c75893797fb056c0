/** Counts tries in the control database, so that every process and region sees the same number. */
import { and, eq, gt, lt, sql } from 'drizzle-orm';
import { removeRows } from '#platform/db/sweep.ts';
import { AppError } from '#platform/http/errors.ts';
import type { Control } from '#platform/scope.ts';
import { throttles } from '#platform/tenancy/schema.ts';

type Ledger = Pick<Control, 'writeUnaudited'>;

export interface Limit {
  /** What is counted, `login account <email>`; keep the studio's id in it where it matters. */
  readonly key: string;
  readonly most: number;
  readonly windowSeconds: number;
}

function windowStart(now: Date, seconds: number): Date {
  const length = seconds * 1000;
  return new Date(Math.floor(now.getTime() / length) * length);
}

/** Counts one more try. @throws AppError limited with the seconds until the window ends, once there were `most` */
export async function countTry(control: Ledger, now: Date, limit: Limit): Promise<void> {
  const start = windowStart(now, limit.windowSeconds);
  const [row] = await control.writeUnaudited('throttle', (tx) =>
    tx
      .insert(throttles)
      .values({ key: limit.key, windowStart: start, count: 1 })
      .onConflictDoUpdate({
        target: [throttles.key, throttles.windowStart],
        set: { count: sql`${throttles.count} + 1` },
      })
      .returning({ count: throttles.count }),
  );
  if ((row?.count ?? 0) > limit.most) throw limited(now, start, limit);
}

/** Takes one try back: it was counted before it was known to be a good one, so that tries at the same time cannot slip through. */
export async function forgiveTry(control: Ledger, now: Date, { key, windowSeconds }: Limit): Promise<void> {
  const start = windowStart(now, windowSeconds);
  await control.writeUnaudited('throttle', (tx) =>
    tx
      .update(throttles)
      .set({ count: sql`${throttles.count} - 1` })
      .where(and(eq(throttles.key, key), eq(throttles.windowStart, start), gt(throttles.count, 0))),
  );
}

/** Forgets the counters that no window needs any more. */
export async function sweepThrottles(control: Ledger, now: Date): Promise<void> {
  const old = new Date(now.getTime() - 86_400_000);
  await removeRows(control, throttles, lt(throttles.windowStart, old));
}

function limited(now: Date, start: Date, { windowSeconds }: Limit): AppError {
  const retryAfter = Math.max(1, Math.ceil((start.getTime() + windowSeconds * 1000 - now.getTime()) / 1000));
  return new AppError('limited', 'platform.error.limited', { retryAfter });
}

/** IPv6 networks hand out /64s: the whole one counts as one address. */
export function addressKey(address: string): string {
  return address.includes(':') ? address.split(':').slice(0, 4).join(':') : address;
}
