/**
 * The only place that listens: one connection a process on the control database, whatever the number of channels. A replica
 * passes no notification on, so the address must be a primary's: the type asks for one.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { connect, ident, type PrimaryAddress } from '#platform/db/client.ts';
import { log } from '#platform/telemetry/log.ts';

export interface Listener {
  onMessage(payload: string): void;
  /** Each time that listening begins: what was said before went unheard. */
  onOpen?(): void;
  /** The connection is gone, and what is said from now on goes unheard until the next `onOpen`. */
  onLost?(): void;
}

export interface Listening {
  /** Resolves once the channel is heard. A channel may have several listeners; they are called in the order in which they came. */
  on(channel: string, listener: Listener): Promise<void>;
  close(): Promise<void>;
}

const RETRY_MS = 250;

/**
 * The connection comes back by itself when it was lost. Not by the driver's own `listen`: postgres.js 3.4.9 tells
 * nobody that its connection is gone.
 */
export function openListening(address: PrimaryAddress): Listening {
  const listeners = new Map<string, Listener[]>();
  let [isClosing, isReturning] = [false, false];
  const { sql } = connect(address, {
    max: 1,
    name: 'regie listen',
    idleSeconds: 0,
    isLasting: true,
    onNotification: (channel, payload) => {
      for (const listener of listeners.get(channel) ?? []) listener.onMessage(payload);
    },
    onClosed: () => void comeBack(),
  });
  const all = () => [...listeners.values()].flat();

  // One statement, so that one connection hears either all channels or none.
  const begin = (channels: Iterable<string>) =>
    sql.unsafe([...channels].map((channel) => `listen ${ident(channel)}`).join('; '));

  async function comeBack(): Promise<void> {
    for (const listener of all()) listener.onLost?.();
    if (isReturning || isClosing) return;
    isReturning = true;
    while (!isClosing) {
      try {
        const heard = all();
        await begin(listeners.keys());
        for (const listener of heard) listener.onOpen?.();
        break;
      } catch (error) {
        log.debug('db.listen', { error });
        await sleep(RETRY_MS);
      }
    }
    isReturning = false;
  }

  return {
    async on(channel, listener) {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
      await begin([channel]);
      listener.onOpen?.();
    },
    async close() {
      isClosing = true;
      await sql.end({ timeout: 5 });
    },
  };
}
