import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '#platform/db/ids.ts';
import type { OutboxMessage } from '#platform/db/write.ts';
import type { DispatcherOptions } from '#platform/jobs/delivery.ts';
import { createDispatcher } from '#platform/jobs/dispatcher.ts';
import { deleteHint, findHint } from '#platform/jobs/hints.ts';
import { storeMessages } from '#platform/jobs/outbox.ts';
import type { QueueMessage } from '#platform/jobs/queue.ts';
import { type BareStudio, type BareStudios, openBareStudios } from '#testing/bare-studios.ts';
import { eventually } from '#testing/eventually.ts';

let bare: BareStudios;
let studio: BareStudio;

beforeAll(async () => {
  bare = await openBareStudios(2);
  studio = bare.studios[0];
});
afterAll(() => bare.close());
beforeEach(async () => {
  await bare.control.sql`delete from outbox_hints`;
  for (const { sql } of bare.studios) await sql`delete from outbox`;
});

/** A queue that a test can look into and break. It knows an id for as long as the real one would. */
function createTestQueue(durable = true) {
  const taken = new Map<string, QueueMessage>();
  const queue = {
    durable,
    down: false,
    mark: 'first',
    taken,
    epoch: async () => queue.mark,
    async addMany(messages: readonly QueueMessage[]) {
      if (queue.down) throw new Error('connect ECONNREFUSED');
      for (const message of messages) if (!taken.has(message.id)) taken.set(message.id, message);
    },
  };
  return queue;
}

function open(queue: DispatcherOptions['queue']) {
  return createDispatcher({ queue, control: bare.control.db, withWrite: bare.withWrite });
}

function message(notBefore: Date | null = null): OutboxMessage {
  return { id: newId(), job: 'test.ring', payload: { bell: 'é' }, actor: { kind: 'system', name: 'test' }, notBefore };
}

/** As `scope.write` does, without the dispatch. */
async function write(dispatcher: ReturnType<typeof open>, messages: readonly OutboxMessage[]): Promise<void> {
  await bare.withWrite(studio.id, async (tx) => {
    await storeMessages(tx, messages);
    await dispatcher.hint(studio.id);
  });
}

const ageHints = () => bare.control.sql`update outbox_hints set hinted_at = hinted_at - interval '2 minutes'`;
const countRows = async () => (await studio.sql`select count(*)::int as n from outbox`)[0]?.n;
const countHints = async () => (await bare.control.sql`select count(*)::int as n from outbox_hints`)[0]?.n;

describe('dispatching', () => {
  it('hands a message over after the commit, and forgets row and hint', async () => {
    const queue = createTestQueue();
    const dispatcher = open(queue);
    const due = new Date('2027-03-28T01:30:00Z');
    const sent = [message(), message(due)];
    await write(dispatcher, sent);
    dispatcher.dispatch(studio.id, sent);
    await dispatcher.idle();
    expect([...queue.taken.values()]).toEqual(sent.map((one) => ({ ...one, studioId: studio.id, attempts: 5 })));
    expect(await countRows()).toBe(0);
    await eventually(countHints).toBe(0);
    await dispatcher.close();
  });

  it('lets the request succeed while the queue is away; the sweeper brings it later, once', async () => {
    const queue = createTestQueue();
    const dispatcher = open(queue);
    const sent = [message()];
    queue.down = true;
    await write(dispatcher, sent);
    expect(() => dispatcher.dispatch(studio.id, sent)).not.toThrow();
    await dispatcher.idle();
    expect(await countRows()).toBe(1);
    await ageHints();
    expect(await dispatcher.sweep()).toBe(0);
    queue.down = false;
    expect(await dispatcher.sweep()).toBe(1);
    expect(await dispatcher.sweep()).toBe(0);
    expect([...queue.taken.keys()]).toEqual([sent[0]?.id]);
    expect([await countRows(), await countHints()]).toEqual([0, 0]);
    await dispatcher.close();
  });
});

describe('a process killed in the middle of a write', () => {
  const points = [
    ['before the commit', 'hinted', 0],
    ['between commit and dispatch', 'committed', 1],
  ] as const;
  it.each(points)('%s: what was committed arrives exactly once', async (_, point, expected) => {
    await killAt(point);
    expect([await countRows(), await countHints()]).toEqual([expected, 1]);
    const queue = createTestQueue();
    const [one, two] = [open(queue), open(queue)];
    await ageHints();
    const swept = await Promise.all([one.sweep(), two.sweep()]);
    expect(swept.reduce((sum, n) => sum + n, 0)).toBe(expected);
    expect(queue.taken.size).toBe(expected);
    await ageHints();
    await one.sweep();
    expect([await countRows(), await countHints(), queue.taken.size]).toEqual([0, 0, expected]);
  });

  async function killAt(point: 'hinted' | 'committed'): Promise<void> {
    const script = `
      import { addressOf, connect } from '#platform/db/client.ts';
      import { newId } from '#platform/db/ids.ts';
      import { createDispatcher } from '#platform/jobs/dispatcher.ts';
      import { storeMessages } from '#platform/jobs/outbox.ts';
      const control = connect(addressOf('${bare.controlUrl}'), { max: 1, name: 'victim' });
      const studio = connect(addressOf('${studio.url}'), { max: 1, name: 'victim' });
      const queue = { durable: true, addMany: async () => {}, epoch: async () => '' };
      const withWrite = (id, work) => studio.db.transaction(work);
      const dispatcher = createDispatcher({ queue, control: control.db, withWrite });
      const actor = { kind: 'system', name: 'victim' };
      await withWrite('', async (tx) => {
        await storeMessages(tx, [{ id: newId(), job: 'test.ring', payload: {}, actor, notBefore: null }]);
        await dispatcher.hint('${studio.id}');
        if ('${point}' === 'hinted') process.kill(process.pid, 'SIGKILL');
      });
      process.kill(process.pid, 'SIGKILL');`;
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
      stdio: 'inherit',
    });
    const [, signal] = await once(child, 'exit');
    expect(signal).toBe('SIGKILL');
    // The server needs a moment to notice and roll back.
    await eventually(
      async () => (await studio.sql`select from pg_stat_activity where application_name = 'victim'`).length,
    ).toBe(0);
  }
});

describe('a writer that has hinted and not yet committed', () => {
  /** @param meanwhile runs while the message is stored and hinted, but invisible */
  async function writeSlowly(meanwhile: () => Promise<unknown>) {
    const dispatcher = open(createTestQueue());
    await bare.withWrite(studio.id, async (tx) => {
      await storeMessages(tx, [message()]);
      await dispatcher.hint(studio.id);
      await meanwhile();
    });
  }

  it('keeps its hint, however often the outbox looks empty', async () => {
    const queue = createTestQueue();
    const dispatcher = open(queue);
    await writeSlowly(async () => {
      await ageHints();
      expect(await dispatcher.sweep()).toBe(0);
      expect(await dispatcher.sweep()).toBe(0);
    });
    expect(await countHints()).toBe(1);
    expect(await dispatcher.sweep()).toBe(1);
    expect([await countRows(), await countHints()]).toEqual([0, 0]);
  });

  it('control: comparing times alone loses the message', async () => {
    const dispatcher = open(createTestQueue());
    await writeSlowly(async () => {
      const hint = await findHint(bare.control.db, studio.id);
      expect(await countRows()).toBe(0);
      if (hint) await deleteHint(bare.control.db, hint);
    });
    expect(await dispatcher.sweep()).toBe(0);
    expect([await countRows(), await countHints()]).toEqual([1, 0]);
  });

  it('and a hint written after ours was read is not taken away', async () => {
    const dispatcher = open(createTestQueue());
    await dispatcher.hint(studio.id);
    const read = await findHint(bare.control.db, studio.id);
    await dispatcher.hint(studio.id);
    if (read) await deleteHint(bare.control.db, read);
    expect(await countHints()).toBe(1);
  });
});

describe('sweeping', () => {
  it('finds a studio that writes all the time, whose hint is never old', async () => {
    const queue = createTestQueue();
    const dispatcher = open(queue);
    await write(dispatcher, [message()]);
    expect(await dispatcher.sweep()).toBe(0);
    await dispatcher.hint(studio.id);
    expect(await dispatcher.sweep()).toBe(1);
  });

  it('goes on when one studio cannot be reached', async () => {
    const queue = createTestQueue();
    const dispatcher = createDispatcher({
      queue,
      control: bare.control.db,
      withWrite: (id, work) =>
        id === bare.studios[1]?.id ? Promise.reject(new Error('gone')) : bare.withWrite(id, work),
    });
    await dispatcher.hint(bare.studios[1]?.id ?? '');
    await write(dispatcher, [message()]);
    await ageHints();
    expect(await dispatcher.sweep()).toBe(1);
    expect(await countHints()).toBe(1);
  });

  it('brings a thousand messages in batches', async () => {
    const queue = createTestQueue();
    const dispatcher = open(queue);
    await write(
      dispatcher,
      Array.from({ length: 1_001 }, () => message()),
    );
    await ageHints();
    expect(await dispatcher.sweep()).toBe(1_001);
    expect([await countRows(), await countHints()]).toEqual([0, 0]);
  });
});

describe('a queue that may lose everything', () => {
  it('leaves rows until their job is done, and gets them again after a loss and not without one', async () => {
    const queue = createTestQueue(false);
    const dispatcher = open(queue);
    const sent = [message(), message()];
    await write(dispatcher, sent);
    dispatcher.dispatch(studio.id, sent);
    await dispatcher.idle();
    expect([queue.taken.size, await countRows()]).toEqual([2, 2]);

    await ageHints();
    expect(await dispatcher.sweep()).toBe(2);
    expect(await dispatcher.sweep()).toBe(0);
    queue.taken.clear();
    queue.mark = 'flushed';
    expect(await dispatcher.sweep()).toBe(2);
    expect([queue.taken.size, await countHints()]).toEqual([2, 1]);

    await dispatcher.acknowledge(
      studio.id,
      sent.map(({ id }) => id),
    );
    await eventually(countHints).toBe(0);
    expect(await countRows()).toBe(0);
    await dispatcher.close();
  });
});
