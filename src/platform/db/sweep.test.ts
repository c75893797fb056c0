import { lt } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { effects } from '#platform/db/platform-schema.ts';
import { removeRows, type Sweepable } from '#platform/db/sweep.ts';
import { type BareStudios, openBareStudios } from '#testing/bare-studios.ts';

const NOON = new Date('2026-11-20T12:00:00Z');

let bare: BareStudios;
beforeAll(async () => {
  bare = await openBareStudios(1);
});
afterAll(() => bare.close());
beforeEach(() => bare.studios[0].sql`delete from effects`.then(() => {}));

const sweepable = (): Sweepable => ({ writeUnaudited: (_, work) => bare.withWrite(bare.studios[0].id, work) });
const sweep = (from = sweepable()) => removeRows(from, effects, lt(effects.doneAt, NOON));
const plant = (count: number, kind: string, at: string) => bare.studios[0].sql`
  insert into effects (key, done_at) select ${kind} || n, ${at} from generate_series(1, ${count}) n`;
const left = async () => {
  const rows = await bare.studios[0].sql<{ key: string }[]>`select key from effects order by key`;
  return rows.map(({ key }) => key);
};

it('removes what is old a thousand at once, and nothing else', async () => {
  await plant(2_300, 'old ', '2026-11-20T11:59:59Z');
  await plant(2, 'young ', '2026-11-20T12:00:00Z');
  let rounds = 0;
  const { writeUnaudited } = sweepable();
  const removed = await sweep({
    writeUnaudited(reason, work) {
      rounds += 1;
      return writeUnaudited(reason, work);
    },
  });
  expect([removed, rounds]).toEqual([2_300, 3]);
  expect(await left()).toEqual(['young 1', 'young 2']);
});

it('waits for no row that is in use, and takes it the next time', async () => {
  await plant(3, 'old ', '2026-11-20T11:00:00Z');
  await bare.studios[0].sql.begin(async (tx) => {
    await tx`select 1 from effects where key = 'old 2' for update`;
    expect(await sweep()).toBe(2);
  });
  expect(await left()).toEqual(['old 2']);
  expect(await sweep()).toBe(1);
});
