import pLimit from 'p-limit';
import { AppError } from '#platform/http/errors.ts';

export type Admit = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * Runs at most `atOnce` works at a time; the others wait in a queue.
 * @throws AppError unavailable when the queue is so long that the last answer would come too late to be of use
 */
export function createAdmission(atOnce: number, longestQueue: number): Admit {
  const limit = pLimit(atOnce);
  return (work) => {
    if (limit.pendingCount >= longestQueue)
      return Promise.reject(new AppError('unavailable', 'platform.error.busy', { retryAfter: 5 }));
    return limit(work);
  };
}
