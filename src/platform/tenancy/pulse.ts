/**
 * Whether a studio's database still answers those who wait for it. PostgreSQL's own timeouts end a long statement; they do not
 * end one whose server process hangs, nor the wait for a connection that others keep. So while a request lasts longer than a
 * healthy one does, the database is asked something trivial, and without an answer the request ends.
 */
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '#platform/http/errors.ts';

const PATIENCE_MS = 700;
const ANSWER_MS = 1_700;

export interface Pulse {
  /** @throws AppError unavailable when the database has fallen silent; the work itself goes on unheard */
  during<T>(work: Promise<T>): Promise<T>;
  /** To be called a few times a second. */
  check(): void;
}

interface Waiting {
  readonly since: number;
  fail(error: Error): void;
}

async function answers(ask: () => Promise<unknown>): Promise<boolean> {
  const asked = ask().then(
    () => true,
    // Those who wait get an error of their own.
    () => true,
  );
  // An answer that came while this process was busy is still to be read.
  const late = sleep(ANSWER_MS, null, { ref: false }).then(() => nextTurn(false));
  return Promise.race([asked, late]);
}

export function createPulse(ask: () => Promise<unknown>): Pulse {
  const waiting = new Set<Waiting>();
  let asking = false;
  async function probe(): Promise<void> {
    const began = performance.now();
    asking = true;
    const answered = await answers(ask);
    asking = false;
    if (answered) return;
    for (const { since, fail } of waiting)
      if (since <= began) fail(new AppError('unavailable', 'platform.error.unavailable', { retryAfter: 5 }));
  }
  return {
    during(work) {
      return new Promise((resolve, reject) => {
        const one = { since: performance.now(), fail: reject };
        waiting.add(one);
        work.then(resolve, reject).finally(() => waiting.delete(one));
      });
    },
    check() {
      if (asking) return;
      const [oldest] = waiting;
      if (oldest && performance.now() - oldest.since >= PATIENCE_MS) void probe();
    },
  };
}
