import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#platform/db/ids.ts';
import { createFairShare } from '#platform/jobs/fair-share.ts';
import { createQueue, type Queue, type QueueMessage } from '#platform/jobs/queue.ts';
import { type BareStudios, openBareStudios } from '#testing/bare-studios.ts';

const SYSTEM = { kind: 'system', name: 'test' } as const;

let bare: BareStudios;
let queue: Queue;

beforeAll(async () => {
  bare = await openBareStudios(1);
  queue = await createQueue({ databaseUrl: bare.queueUrl, prefix: 'test' });
});
afterAll(async () => {
  await queue.close();
  await bare.close();
});

function message(more: Partial<QueueMessage> = {}): QueueMessage {
  const { id: studioId } = bare.studios[0];
  return {
    id: newId(),
    job: 'test.nothing',
    studioId,
    payload: {},
    actor: SYSTEM,
    notBefore: null,
    attempts: 5,
    ...more,
  };
}

describe('the queue in PostgreSQL, by a role that was granted no more than its use', () => {
  it('takes a message once however often it is added', async () => {
    const once = message();
    await queue.add(once);
    await queue.add(once);
    await queue.addMany([once, message()]);
    expect(await queue.stats()).toMatchObject({ waiting: 2, active: 0, failed: 0 });
  });

  it('keeps what is due later apart', async () => {
    await queue.add(message({ notBefore: new Date(Date.now() + 60_000) }));
    expect((await queue.stats()).delayed).toBe(1);
  });

  it('lets that role alter nothing', async () => {
    const { addressOf, connect } = await import('#platform/db/client.ts');
    const { sql } = connect(addressOf(bare.queueUrl), { max: 1, name: 'test' });
    await expect(sql`drop table queue.job`).rejects.toMatchObject({ code: '42501' });
    await expect(sql`create table queue.mine (id int)`).rejects.toMatchObject({ code: '42501' });
    await expect(sql`select * from users`).rejects.toMatchObject({ code: '42501' });
    await sql.end();
  });
});

describe('fair share', () => {
  it('puts a studio that adds a thousand behind one that adds a few, and forgives with time', () => {
    let now = 0;
    const share = createFairShare(() => now);
    const greedy = Array.from({ length: 1_000 }, () => share('greedy'));
    expect(greedy.slice(0, 20).every((priority) => priority === 0)).toBe(true);
    expect(greedy.at(-1)).toBeGreaterThan(40);
    expect(share('modest')).toBe(0);
    now = 300_000;
    expect(share('greedy')).toBe(0);
  });
});
