import { eq, sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { newId } from '#platform/db/ids.ts';
import { effects } from '#platform/db/platform-schema.ts';
import { prepared } from '#platform/db/prepared.ts';
import { rawWrite } from '#testing/raw-write.ts';
import { testStudio } from '#testing/studio.ts';

const findEffect = prepared<{ key: string }, { key: string }[]>('test.find-effect', (db) =>
  db
    .select({ key: effects.key })
    .from(effects)
    .where(eq(effects.key, sql.placeholder('key'))),
);

test('a prepared query runs on the connection of the scope that it is given, and on no other', async () => {
  const [alpha, beta] = [await testStudio(), await testStudio()];
  const key = newId();
  const [inAlpha, inBeta] = [await alpha.scope(), await beta.scope()];
  await rawWrite(inAlpha, async (tx) => {
    await tx.insert(effects).values({ key });
    // Inside the transaction it sees what is not committed yet.
    expect(await findEffect(tx, { key })).toEqual([{ key }]);
    expect(await findEffect(inBeta.db, { key })).toEqual([]);
  });
  expect(await findEffect(inAlpha.db, { key })).toEqual([{ key }]);
  expect(await findEffect(inBeta.db, { key })).toEqual([]);
});

test('two hundred questions to two studios at once get their own answers', async () => {
  const scopes = await Promise.all([testStudio(), testStudio()].map(async (studio) => (await studio).scope()));
  const own = prepared<{ nothing: string }, { name: string }[]>('test.database', (db) =>
    db.select({ name: sql<string>`current_database()` }).from(sql`(select ${sql.placeholder('nothing')}::text) x`),
  );
  const asked = Array.from({ length: 200 }, (_, index) => scopes[index % 2]);
  const names = await Promise.all(
    asked.map(async (scope) => (scope ? (await own(scope.db, { nothing: '' }))[0]?.name : undefined)),
  );
  expect(names).toEqual(asked.map((scope) => scope?.studio.database));
});
