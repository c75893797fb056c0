/** The only place that listens. A replica passes no notification on, so the address must be a primary's: the type asks for one. */
import { setTimeout as sleep } from 'node:timers/promises';
import { connect, type PrimaryAddress } from '#platform/db/client.ts';
import { log } from '#platform/telemetry/log.ts';

export interface Listening {
  close(): Promise<void>;
}

/**
 * On a connection of its own, which comes back by itself when it was lost.
 * @param onOpen called each time that listening begins: what was said before went unheard
 */
export async function listen(
  address: PrimaryAddress,
  channel: string,
  onMessage: (payload: string) => void,
  onOpen: () => void = () => {},
): Promise<Listening> {
  const { sql } = connect(address, { max: 1, name: 'regie listen', idleSeconds: 0 });
  const { unlisten } = await sql.listen(channel, onMessage, onOpen);
  return {
    async close() {
      // With the server away it would wait until it is back.
      const unlistened = unlisten().catch((error: unknown) => log.debug('db.unlisten', { error }));
      await Promise.race([unlistened, sleep(1_000, null, { ref: false })]);
      await sql.end({ timeout: 1 });
    },
  };
}
