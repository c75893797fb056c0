/** What the platform keeps in a studio's database for a time. */
import { sql } from 'drizzle-orm';
import { beforeEach, expect, it } from 'vitest';
import { readRows } from '#platform/db/raw.ts';
import { rawWrite } from '#testing/raw-write.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';

const DAY_MS = 86_400_000;

let studio: TestStudio;

beforeEach(async () => {
  studio = await testStudio();
});

async function read(statement: ReturnType<typeof sql>): Promise<readonly string[]> {
  const rows = await readRows<{ text: string }>((await studio.scope()).db, statement);
  return rows.map(({ text }) => text);
}

/** As the clock does so many days from now. */
async function sweepIn(days: number): Promise<void> {
  studio.clock.set(new Date(Date.now() + days * DAY_MS));
  const job = studio.installation.platform.registry.definitions.get('studios.sweep');
  await job?.run(await studio.scope(), {}, { key: 'sweep', progress: async () => {} });
}

it('a mail whose job comes back within three months has left, and is not sent again', async () => {
  const send = async () => {
    const mail = { to: studio.members.owner.email, subject: 'Facture', text: 'Bonjour' };
    await (await studio.scope()).mail.send(mail, 'job 1');
    return studio.mails().length;
  };
  const marks = () => read(sql`select key as text from effects`);
  expect(await send()).toBe(1);
  await sweepIn(89);
  expect([await marks(), await send()]).toEqual([['mail job 1'], 1]);
  await sweepIn(91);
  expect([await marks(), await send()]).toEqual([[], 2]);
});

it('a claim is removed like a mark when the runner that died had no successor', async () => {
  await rawWrite(await studio.scope(), (tx) => tx.execute(sql`insert into effects (key) values ('claim mail job 2')`));
  await sweepIn(91);
  expect(await read(sql`select key as text from effects`)).toEqual([]);
});

it('the counts of mails are those of a month', async () => {
  const day = (ago: number) => new Date(Date.now() - ago * DAY_MS).toISOString().slice(0, 10);
  const [today, kept, old] = [day(0), day(29), day(31)];
  await rawWrite(await studio.scope(), (tx) =>
    tx.execute(sql`insert into mail_days (day, strangers) values (${today}, 1), (${kept}, 2), (${old}, 20)`),
  );
  await sweepIn(0);
  expect(await read(sql`select day::text as text from mail_days order by day desc`)).toEqual([today, kept]);
});
