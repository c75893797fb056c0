/** A transaction that is tried again as long as nothing of it can have been kept. */
import { isConnectionLost, isRolledBack } from '#platform/db/errors.ts';
import { type LogFields, log } from '#platform/telemetry/log.ts';

const MOST_TRIES = 3;

export interface Attempt {
  /** COMMIT has been sent, or is about to be: a connection lost from here on leaves open what became of it. */
  committing: boolean;
}

/** @param run begins from nothing each time */
export async function retrying<T>(fields: LogFields, run: (attempt: Attempt) => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    const attempt: Attempt = { committing: false };
    try {
      return await run(attempt);
    } catch (error) {
      const again = isRolledBack(error) || (isConnectionLost(error) && !attempt.committing);
      if (tries >= MOST_TRIES || !again) throw error;
      log.warn('db.retry', { ...fields, tries, error });
    }
  }
}
