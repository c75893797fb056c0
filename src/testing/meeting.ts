/** Two requests of one studio that meet in its database: the first stands still in its transaction while the second runs. */
import { connect, ident } from '#platform/db/client.ts';
import { eventually } from '#testing/eventually.ts';
import type { TestStudio } from '#testing/studio.ts';
import type { TestPage } from '#testing/visit.ts';

type Send = () => Promise<TestPage>;

interface Meeting {
  readonly answers: readonly [TestPage, TestPage];
  /** The second was answered before the first could go on. */
  readonly overtook: boolean;
}

async function meetOnce({ installation, studio }: TestStudio, table: string, [first, second]: readonly [Send, Send]) {
  const { cluster } = installation;
  const admin = connect(cluster.admin(studio.database), { max: 1, name: 'meeting', idleInTransactionMs: 0 }).sql;
  const observer = connect(cluster.admin('postgres'), { max: 1, name: 'meeting' }).sql;
  const countWaiting = async () => {
    const rows = await observer`
      select 1 from pg_stat_activity where datname = ${studio.database} and wait_event_type = 'Lock'`;
    return rows.length;
  };
  let overtook = false;
  await admin`begin`;
  await admin.unsafe(`lock table ${ident(table)} in share mode`);
  try {
    const one = first();
    await eventually(countWaiting).toBe(1);
    const two = second();
    void two.then(() => {
      overtook = true;
    });
    await eventually(async () => overtook || (await countWaiting()) > 1).toBe(true);
    const meeting = { overtook };
    await admin`rollback`;
    return { ...meeting, answers: await Promise.all([one, two]) };
  } finally {
    await Promise.all([admin.end({ timeout: 5 }), observer.end({ timeout: 5 })]);
  }
}

/**
 * @param table that the first writes to when it has looked at what matters
 * @param prepare the two requests, the second to another process, whose connections are its own; each time on something new: on a busy machine they may have waited too long for their locks
 */
export async function meet(
  studio: TestStudio,
  table: string,
  prepare: () => Promise<readonly [Send, Send]>,
): Promise<Meeting> {
  for (let tries = 0; tries < 5; tries += 1) {
    const meeting: Meeting = await meetOnce(studio, table, await prepare());
    if (meeting.answers.every(({ status }) => status !== 503)) return meeting;
  }
  throw new Error('five times a request waited too long for its locks');
}
