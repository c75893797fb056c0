/**
 * Whether a studio's database still answers those who wait for it. PostgreSQL's own timeouts end a long statement; they do not
 * end one whose server process hangs, nor the wait for a connection that others keep. So while a request lasts longer than a
 * healthy one does, the database is asked something trivial, and without an answer the request ends.
 */
import { AppError } from '#platform/http/errors.ts';

const PATIENCE_MS = 700;
/** Counted in checks, not in time: while this process is busy itself it makes none, and reads no answer either. */
const SILENT_CHECKS = 7;

export interface Pulse {
  /** @throws AppError unavailable when the database has fallen silent; the work itself goes on unheard */
  during<T>(work: Promise<T>): Promise<T>;
  /** To be called four times a second. */
  check(): void;
}

interface Waiting {
  readonly since: number;
  fail(error: Error): void;
}

export function createPulse(ask: () => Promise<unknown>): Pulse {
  const waiting = new Set<Waiting>();
  /** Since when an answer is waited for, and how many checks have gone by without it; null when nothing was asked. */
  let probe: { readonly began: number; checks: number } | null = null;

  function begin(): void {
    const current = { began: performance.now(), checks: 0 };
    probe = current;
    const answered = () => {
      if (probe === current) probe = null;
    };
    // After an error those who wait get an error of their own.
    ask().then(answered, answered);
  }

  function giveUp(began: number): void {
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
      if (probe) {
        probe.checks += 1;
        if (probe.checks < SILENT_CHECKS) return;
        giveUp(probe.began);
        probe = null;
        return;
      }
      const [oldest] = waiting;
      if (oldest && performance.now() - oldest.since >= PATIENCE_MS) begin();
    },
  };
}
