/** How long a login lasts where the studio says so. */
import { sql } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { mainVisitor, makeMember, signedIn, type TestUser } from '#testing/main-host.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';
import { givePasswords } from '#testing/two-factor.ts';
import type { Visitor } from '#testing/visit.ts';

const FORM = '/settings/security/logins';
const HOUR = 3_600_000;

let studio: TestStudio;
let other: TestStudio;
let user: TestUser;
let start: number;

beforeAll(async () => {
  [studio, other] = [await testStudio(), await testStudio()];
  user = studio.members.user;
  await makeMember(other, user, 'user');
  await givePasswords(studio, 'owner', 'user');
});

beforeEach(async () => {
  start = Date.now();
  at(0);
  await control().execute(sql`delete from throttles`);
  await control().execute(
    sql`update studios set idle_login_hours = null, longest_login_hours = null where id = ${studio.studio.id}`,
  );
});

const control = () => studio.installation.platform.control.db;
const at = (milliseconds: number) => studio.clock.set(new Date(start + milliseconds));
const isIn = async (visitor: Visitor, path = '/clients') => (await visitor.get(path)).status === 200;
const signIn = (visitor = studio.visitor()) => signedIn(visitor, user);

/** Once it is stored that the login was seen. */
async function isSeen(visitor: Visitor): Promise<boolean> {
  const was = await isIn(visitor);
  await studio.installation.platform.services.batches.flush();
  return was;
}

async function limit(idleHours: number, longestHours: number): Promise<void> {
  const owner = await signedIn(studio.visitor(), studio.members.owner);
  expect((await owner.post(FORM, { idleHours, longestHours })).status).toBe(303);
}

describe('a login', () => {
  test('ends to the second after the absence that the studio allows, logins of before included', async () => {
    const [early, late] = [await signIn(), await signIn()];
    await limit(1, 1_440);
    at(HOUR - 1_000);
    expect(await isIn(early)).toBe(true);
    at(HOUR);
    expect(await isIn(late)).toBe(false);
  });

  test('goes on while it is used, and ends in any case after the longest time', async () => {
    const visitor = await signIn();
    await limit(4, 8);
    for (const hours of [3, 6, 7]) {
      at(hours * HOUR);
      expect(await isSeen(visitor), `${hours}`).toBe(true);
    }
    at(8 * HOUR - 1_000);
    expect(await isIn(visitor)).toBe(true);
    at(8 * HOUR);
    expect(await isIn(visitor)).toBe(false);
  });

  test('that has ended by the new rule does not come back with a longer one', async () => {
    const visitor = await signIn();
    at(9 * HOUR);
    expect(await isSeen(visitor)).toBe(true);
    await limit(8, 8);
    expect(await isIn(visitor)).toBe(false);
    await limit(336, 1_440);
    expect(await isIn(visitor)).toBe(false);
  });

  test('is not in the list once it has ended', async () => {
    const visitor = await signIn();
    await limit(1, 1_440);
    at(2 * HOUR);
    const now = await signIn();
    expect((await now.get('/settings/logins')).all('[id^="login-"]').length).toBe(1);
    const main = await signIn(mainVisitor(studio));
    expect((await main.get('/settings/logins')).all('[id^="login-"]').length).toBe(2);
    expect(await isIn(visitor)).toBe(false);
  });

  test('of another studio or of the main host is not touched', async () => {
    const there = await signIn(other.visitor());
    const main = await signIn(mainVisitor(studio));
    await limit(1, 8);
    at(9 * HOUR);
    expect([await isIn(there), await isIn(main, '/me')]).toEqual([true, true]);
  });
});

describe('the form', () => {
  test('takes what is within the house’s limits, the absence not longer than the whole', async () => {
    const owner = await studio.as('owner');
    for (const [idleHours, longestHours] of [
      [0, 24],
      [337, 1_440],
      [24, 1_441],
      ['x', 24],
      [24, 12],
    ]) {
      const page = await owner.post(FORM, { idleHours, longestHours });
      expect(page.status, `${idleHours} ${longestHours}`).toBe(422);
    }
    expect((await owner.post(FORM, { idleHours: 24, longestHours: 12 })).one('#f-idleHours-error').text).toMatch(
      /dépasse/,
    );
  });
});
