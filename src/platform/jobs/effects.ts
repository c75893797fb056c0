/**
 * Effects on the outside world that happen once however often their job runs. A row of a studio's `effects` says that the effect
 * of this key was carried out. While it is under way a second row, `claim <key>`, keeps a second runner off; it lapses, so that
 * a crash in the middle blocks no effect for good.
 *
 * One window is left and no protocol closes it: the other side has accepted, and we die before our mark is committed. After the
 * claim has lapsed the effect is tried again. So the other side must get a key too (an Idempotency-Key, a Message-ID) by which
 * it can recognise the second.
 */
import { eq, lt, sql } from 'drizzle-orm';
import { effects } from '#platform/db/platform-schema.ts';
import { removeRows } from '#platform/db/sweep.ts';
import type { ReadDb, WriteDb } from '#platform/db/types.ts';
import { AppError } from '#platform/http/errors.ts';
import { KEEP_FAILED_SECONDS } from '#platform/jobs/queue.ts';
import type { Scope } from '#platform/scope.ts';

/** One transaction in the studio's database. Never call `once` inside another: it must commit before the effect. */
export type WithWrite = <T>(work: (tx: WriteDb) => Promise<T>) => Promise<T>;

/** Longer than an effect may take, and as long as a dead worker's job waits for the next one anyway. */
const CLAIM_SECONDS = 30;
const LOOK_AGAIN_SECONDS = 10;
/**
 * A mark is needed for as long as its job may come back: at the latest as one that failed and is tried again by hand, for which the
 * queue keeps it thirty days. Three times that leaves room for a queue that stood still, or was restored from a backup.
 */
const KEPT_MS = 3 * KEEP_FAILED_SECONDS * 1_000;

/**
 * @param work must give up after 25 seconds
 * @returns false when it was done before
 * @throws AppError unavailable when another runner is at it just now
 */
export async function once(withWrite: WithWrite, key: string, work: () => Promise<void>): Promise<boolean> {
  const claim = `claim ${key}`;
  if (!(await withWrite((tx) => takeClaim(tx, claim, key)))) return false;
  try {
    await work();
  } catch (error) {
    await withWrite((tx) => tx.delete(effects).where(eq(effects.key, claim)));
    throw error;
  }
  await withWrite(async (tx) => {
    await tx.insert(effects).values({ key }).onConflictDoNothing();
    await tx.delete(effects).where(eq(effects.key, claim));
  });
  return true;
}

/**
 * Keeps an effect from being carried out, in the caller's transaction; a runner that begins meanwhile waits for its end.
 * @returns false when the effect was carried out, is being, or was begun by a runner that died
 */
export async function preventEffect(tx: WriteDb, key: string): Promise<boolean> {
  const claim = `claim ${key}`;
  const free = await tx.insert(effects).values({ key: claim }).onConflictDoNothing().returning({ key: effects.key });
  if (free.length === 0) return false;
  const marked = await tx.insert(effects).values({ key }).onConflictDoNothing().returning({ key: effects.key });
  await tx.delete(effects).where(eq(effects.key, claim));
  return marked.length > 0;
}

export async function isDone(db: ReadDb, key: string): Promise<boolean> {
  const rows = await db.select({ key: effects.key }).from(effects).where(eq(effects.key, key));
  return rows.length > 0;
}

/** The claim comes before the look: an earlier runner has either marked or let go by then. */
async function takeClaim(tx: WriteDb, claim: string, key: string): Promise<boolean> {
  const claimed = await tx
    .insert(effects)
    .values({ key: claim })
    .onConflictDoUpdate({
      target: effects.key,
      set: { doneAt: sql`clock_timestamp()` },
      setWhere: sql`${effects.doneAt} < clock_timestamp() - make_interval(secs => ${CLAIM_SECONDS})`,
    })
    .returning({ key: effects.key });
  const done = await tx.select({ key: effects.key }).from(effects).where(eq(effects.key, key));
  if (done.length > 0) {
    if (claimed.length > 0) await tx.delete(effects).where(eq(effects.key, claim));
    return false;
  }
  if (claimed.length === 0)
    throw new AppError('unavailable', 'platform.error.busy', { retryAfter: LOOK_AGAIN_SECONDS });
  return true;
}

/** Forgets what was done so long ago that no job will ask, and claims of runners that died and had no successor. */
export async function sweepEffects(scope: Pick<Scope, 'writeUnaudited' | 'now'>): Promise<void> {
  const old = new Date(scope.now.getTime() - KEPT_MS);
  await removeRows(scope, effects, lt(effects.doneAt, old));
}
