/** Pages that follow what others do: a committed action is announced in the control database, every process hears it. */
import { sql } from 'drizzle-orm';
import type { ControlDoor } from '#platform/db/control.ts';
import type { Listening } from '#platform/db/listen.ts';
import { createAnnouncer } from '#platform/live/announcer.ts';
import { gatherTopics } from '#platform/live/gather-topics.ts';
import { createHub, type Hub, type Limits } from '#platform/live/hub.ts';
import type { Module } from '#platform/module.ts';

export interface Live extends Pick<Hub, 'open' | 'count' | 'drain'> {
  /** After a commit, with the names of the actions; returns at once and never throws. */
  announce(studioId: string, actions: readonly string[]): void;
  close(): Promise<void>;
}

export interface LiveOptions {
  readonly modules: readonly Module[];
  readonly listening: Listening;
  readonly door: Pick<ControlDoor, 'writeUnaudited'>;
  readonly limits?: Limits | undefined;
}

const CHANNEL = 'regie_live';

export async function createLive({ modules, listening, door, limits }: LiveOptions): Promise<Live> {
  const topics = gatherTopics(modules);
  const hub = createHub(limits);
  const announcer = createAnnouncer(async (payloads) => {
    const list = JSON.stringify(payloads);
    await door.writeUnaudited('live', (tx) =>
      tx.execute(sql`select pg_notify(${CHANNEL}, said) from jsonb_array_elements_text(${list}::jsonb) as said`),
    );
  });
  await listening.on(CHANNEL, {
    onMessage: hub.hear,
    onOpen: () => hub.hearing(true),
    onLost: () => hub.hearing(false),
  });
  await listening.on('regie_people', { onMessage: hub.personChanged });
  return {
    open: hub.open,
    count: hub.count,
    drain: hub.drain,
    announce: (studioId, actions) => announcer.add(studioId, topics.changedBy(actions)),
    async close() {
      hub.close();
      await announcer.close();
    },
  };
}
