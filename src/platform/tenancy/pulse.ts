/**
 * Whether a studio's database still answers those who wait for it. PostgreSQL's own timeouts end a long statement; they do not
 * end one whose server process hangs, nor the wait for a connection that others keep. So while a request lasts longer than a
 * healthy one does, the database is asked something trivial, and when no statement at all has been answered for two seconds the
 * request ends. One that has begun to write may be committed at any moment: it waits for longer than a statement may last.
 */
import type postgres from 'postgres';
import { AppError } from '#platform/http/errors.ts';

const PATIENCE_MS = 700;
/** Counted in checks, not in time: while this process is busy itself it makes none, and reads no answer either. */
const SILENT_CHECKS = 8;
/** The longest statement of a transaction, and some time to answer. */
const WRITE_PATIENCE_MS = 12_000;

export interface Pulse {
  /**
   * @param hasWritten whether the work has begun to write
   * @throws AppError unavailable when the database has fallen silent; the work itself goes on, without effect on the answer
   */
  during<T>(work: Promise<T>, hasWritten: () => boolean): Promise<T>;
  /** A statement was answered. Many of them may be waiting before ours. */
  answered(): void;
  /** To be called four times a second. */
  check(): void;
}

interface Waiting {
  readonly since: number;
  hasWritten(): boolean;
  fail(error: Error): void;
}

export function createPulse(ask: () => Promise<unknown>): Pulse {
  const waiting = new Set<Waiting>();
  /** Since when an answer is waited for, and how many checks have gone by without any; null when nothing was asked. */
  let probe: { readonly began: number; checks: number } | null = null;

  function begin(): void {
    const current = { began: performance.now(), checks: 0 };
    probe = current;
    const end = () => {
      if (probe === current) probe = null;
    };
    // After an error those who wait get an error of their own.
    ask().then(end, end);
  }

  function giveUp(began: number): void {
    probe = null;
    for (const one of waiting)
      if (one.since <= began && !mayCommit(one))
        one.fail(new AppError('unavailable', 'platform.error.unavailable', { retryAfter: 5 }));
  }

  return {
    during(work, hasWritten) {
      return new Promise((resolve, reject) => {
        const one = { since: performance.now(), hasWritten, fail: reject };
        waiting.add(one);
        work.then(resolve, reject).finally(() => waiting.delete(one));
      });
    },
    answered() {
      if (probe) probe.checks = 0;
    },
    check() {
      const [oldest] = waiting;
      if (!probe && oldest && performance.now() - oldest.since >= PATIENCE_MS) begin();
      else if (probe && ++probe.checks === SILENT_CHECKS) giveUp(probe.began);
    },
  };
}

function mayCommit({ since, hasWritten }: Waiting): boolean {
  return hasWritten() && performance.now() - since < WRITE_PATIENCE_MS;
}

/** Tells of each statement that succeeds. It is not sent earlier for it: postgres.js does that when a query's own `then` is called. */
export function onAnswers(sql: postgres.Sql, answered: () => void): void {
  const send = sql.unsafe;
  const refused = () => undefined;
  sql.unsafe = ((...parameters: Parameters<typeof send>) => {
    const query = send.apply(sql, parameters);
    Promise.prototype.then.call(query, answered, refused);
    return query;
  }) as typeof send;
}
