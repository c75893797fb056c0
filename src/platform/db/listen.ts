/** The only place that listens. A replica passes no notification on, so the address must be a primary's: the type asks for one. */
import { setTimeout as sleep } from 'node:timers/promises';
import { connect, ident, type PrimaryAddress } from '#platform/db/client.ts';
import { log } from '#platform/telemetry/log.ts';

export interface Listening {
  close(): Promise<void>;
}

export interface Listener {
  onMessage(payload: string): void;
  /** Each time that listening begins: what was said before went unheard. */
  onOpen?(): void;
  /** The connection is gone, and what is said from now on goes unheard until the next `onOpen`. */
  onLost?(): void;
}

const RETRY_MS = 250;

/**
 * On a connection of its own, which comes back by itself when it was lost. Not by the driver's own `listen`: postgres.js 3.4.9 gives
 * no sign that its connection is gone.
 */
export async function listen(address: PrimaryAddress, channel: string, listener: Listener): Promise<Listening> {
  let [isClosing, isReturning] = [false, false];
  const { sql } = connect(address, {
    max: 1,
    name: 'regie listen',
    idleSeconds: 0,
    onNotification: (_channel, payload) => listener.onMessage(payload),
    onClosed: () => void comeBack(),
  });

  async function begin(): Promise<void> {
    await sql.unsafe(`listen ${ident(channel)}`);
    listener.onOpen?.();
  }

  async function comeBack(): Promise<void> {
    listener.onLost?.();
    if (isReturning) return;
    isReturning = true;
    while (!isClosing) {
      try {
        await begin();
        break;
      } catch (error) {
        log.debug('db.listen', { channel, error });
        await sleep(RETRY_MS);
      }
    }
    isReturning = false;
  }

  await begin();
  return {
    async close() {
      isClosing = true;
      await sql.end({ timeout: 5 });
    },
  };
}
