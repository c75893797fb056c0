import { AppError } from '#platform/http/errors.ts';

export type Turnstile = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * Lets so many through at once and keeps the others in a row.
 * @throws AppError unavailable when so many wait that the last one's answer would come too late to be of use
 */
export function createTurnstile(atOnce: number, longestQueue: number): Turnstile {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (running < atOnce) running += 1;
    else if (waiting.length < longestQueue) await new Promise<void>((resolve) => waiting.push(resolve));
    else throw new AppError('unavailable', 'platform.error.busy', { retryAfter: 5 });
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
