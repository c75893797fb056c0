/**
 * The only place that listens: one connection a process on the control database, whatever the number of channels. A replica
 * passes no notification on, so the address must be a primary's: the type asks for one.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Connected, connect, ident, type PrimaryAddress } from '#platform/db/client.ts';
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

interface Hearing {
  readonly sql: Connected['sql'];
  readonly listeners: Map<string, Listener[]>;
  isClosing: boolean;
  isReturning: boolean;
}

const all = ({ listeners }: Hearing) => [...listeners.values()].flat();

/** One statement, so that one connection hears either all channels or none. */
async function begin({ sql }: Hearing, channels: Iterable<string>): Promise<void> {
  await sql.unsafe([...channels].map((channel) => `listen ${ident(channel)}`).join('; '));
}

async function comeBack(hearing: Hearing): Promise<void> {
  for (const listener of all(hearing)) listener.onLost?.();
  if (hearing.isReturning || hearing.isClosing) return;
  hearing.isReturning = true;
  while (!hearing.isClosing) {
    try {
      const heard = all(hearing);
      await begin(hearing, hearing.listeners.keys());
      for (const listener of heard) listener.onOpen?.();
      break;
    } catch (error) {
      log.debug('db.listen', { error });
      await sleep(RETRY_MS);
    }
  }
  hearing.isReturning = false;
}

/**
 * The connection comes back by itself when it was lost. Not by the driver's own `listen`: postgres.js 3.4.9 gives no sign that its
 * connection is gone.
 */
export function openListening(address: PrimaryAddress): Listening {
  const listeners = new Map<string, Listener[]>();
  const { sql } = connect(address, {
    max: 1,
    name: 'regie listen',
    idleSeconds: 0,
    isLasting: true,
    onNotification: (channel, payload) => {
      for (const listener of listeners.get(channel) ?? []) listener.onMessage(payload);
    },
    onClosed: () => void comeBack(hearing),
  });
  const hearing: Hearing = { sql, listeners, isClosing: false, isReturning: false };
  return {
    async on(channel, listener) {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
      await begin(hearing, [channel]);
      listener.onOpen?.();
    },
    async close() {
      hearing.isClosing = true;
      await sql.end({ timeout: 5 });
    },
  };
}
