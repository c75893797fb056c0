/** A studio that asks its members for a second factor from a day on. */
import { sql } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readRows } from '#platform/db/raw.ts';
import { addDays, localDay } from '#platform/format/zoned.ts';
import { mainVisitor, makeMember, signedIn, ticketTo } from '#testing/main-host.ts';
import { addPasskey, signInWith } from '#testing/passkeys.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';
import { givePassword, givePasswords, withSecondFactor } from '#testing/two-factor.ts';
import type { Visitor } from '#testing/visit.ts';

const FORM = '/settings/security/second-factor';
const TWO_FACTOR = '/settings/two-factor';

let studio: TestStudio;
let other: TestStudio;
let owner: Visitor;
let today: string;

beforeAll(async () => {
  [studio, other] = [await testStudio(), await testStudio()];
  await makeMember(other, { ...studio.members.user, email: '' }, 'user');
  await givePasswords(studio, 'owner', 'user');
});

beforeEach(async () => {
  studio.clock.set(new Date());
  await control().execute(sql`update studios set factor_from = null where id = ${studio.studio.id}`);
  const ownerId = studio.members.owner.id;
  for (const table of ['passkeys', 'throttles']) await control().execute(sql`delete from ${sql.identifier(table)}`);
  await control().execute(sql`delete from two_factors where user_id <> ${ownerId}`);
  today = localDay(studio.clock.now(), 'Europe/Paris');
  const kept = await control().execute(sql`select 1 from two_factors where user_id = ${ownerId}`);
  if (kept.length === 0) ({ visitor: owner } = await withSecondFactor(studio, 'owner'));
});

const control = () => studio.installation.platform.control.db;
const statusOf = async (visitor: Visitor, path = '/clients') => (await visitor.get(path)).status;
const ask = (factorFrom: string, visitor = owner) => visitor.post(FORM, { factorFrom });

describe('the day', () => {
  test('is today or later, and is written down with what was before', async () => {
    const past = await ask(addDays(today, -1));
    expect([past.status, past.one('#f-factorFrom-error').text]).toEqual([422, expect.stringMatching(/passée/)]);
    expect((await ask('demain')).status).toBe(422);
    const tomorrow = addDays(today, 1);
    expect((await ask(tomorrow)).status).toBe(303);
    expect((await owner.get('/settings/security')).one('#f-factorFrom').getAttribute('value')).toBe(tomorrow);
    const [row] = await readRows(
      (await studio.scope()).db,
      sql`select details from audit where action = 'identity.set-policy' order by at desc limit 1`,
    );
    expect(row?.details).toMatchObject({ policy: 'factor', changes: { factorFrom: [null, tomorrow] } });
    expect((await ask('')).status).toBe(303);
  });

  test('is not today for an owner without a second factor, who may name a later one', async () => {
    const bare = await studio.as('owner');
    await control().execute(sql`delete from two_factors`);
    const refused = await ask(today, bare);
    expect([refused.status, refused.one('#f-factorFrom-error').text]).toEqual([422, expect.stringMatching(/arrêté/)]);
    expect(await statusOf(bare)).toBe(200);
    expect((await ask(addDays(today, 1), bare)).status).toBe(303);
  });

  test('is read by admins and changed by owners alone', async () => {
    const admin = await studio.as('admin');
    const page = await admin.get('/settings/security');
    expect([page.status, page.all('main form').length]).toEqual([200, 0]);
    expect((await ask(today, admin)).status).toBe(403);
    expect(await statusOf(await studio.as('manager'), '/settings/security')).toBe(403);
  });

  test('is told once to each member without a second factor, and above their pages; owners are told of the change', async () => {
    await studio.jobsDone();
    const before = studio.mails().length;
    await ask(addDays(today, 3));
    await studio.jobsDone();
    await ask(addDays(today, 3));
    await studio.jobsDone();
    const { admin, manager, user } = studio.members;
    const mails = studio.mails().slice(before);
    const told = mails.filter(({ subject }) => subject === 'Un second facteur vous sera demandé');
    expect(told.map(({ to }) => to).sort()).toEqual([admin.email, manager.email, user.email].sort());
    expect(told[0]?.text).toContain(`http://${studio.studio.host}${TWO_FACTOR}`);
    const changed = mails.filter(({ subject }) => subject === 'Règles de connexion changées');
    expect(changed.map(({ to }) => to)).toEqual([studio.members.owner.email]);
    const page = await (await studio.as('user')).get('/clients');
    expect([page.status, page.one('.heed strong').text]).toEqual([200, expect.stringMatching(/^À partir du/)]);
    expect((await owner.get('/clients')).all('.heed').length).toBe(0);
  });
});

describe('from that day on', () => {
  test('a member without one is led to set it up from every page, and free once it is there', async () => {
    const member = await studio.as('user');
    expect(await statusOf(member)).toBe(200);
    await ask(today);
    for (const path of ['/', '/clients', '/settings', '/settings/profile', '/settings/logins', '/live?topics=today']) {
      const page = await member.get(path);
      expect([page.status, page.location], path).toEqual([303, TWO_FACTOR]);
    }
    const posted = await member.post('/clients', { kind: 'person', lastName: 'Costa' }).catch((error: Error) => error);
    expect(String(posted)).toMatch(/no action was written/);
    const part = await member.get('/clients', { headers: { 'hx-request': 'true' } });
    expect([part.status, part.headers.get('hx-redirect')]).toEqual([204, TWO_FACTOR]);
    const json = await member.get('/clients', { headers: { accept: 'application/json' } });
    expect([json.status, json.headers.get('content-type')]).toEqual([403, 'application/problem+json; charset=utf-8']);
    const setUp = await member.get(TWO_FACTOR);
    expect(setUp.all('nav a, .room-status[hx-get]').map((link) => link.getAttribute('href'))).not.toContain('/clients');
    expect(setUp.all('[hx-trigger*="load"], [hx-trigger*="every"]').length).toBe(0);
    expect([await statusOf(member, '/settings/passkeys'), await statusOf(member, '/hand-overs')]).toEqual([200, 200]);
    await withSecondFactor(studio, 'user');
    expect(await statusOf(member)).toBe(200);
  });

  test('it is midnight at the studio, not before', async () => {
    const member = await studio.as('user');
    const day = addDays(today, 1);
    await ask(day);
    const midnight = new Date(`${day}T00:00:00+01:00`);
    studio.clock.set(new Date(midnight.getTime() - 1_000));
    expect(await statusOf(member)).toBe(200);
    studio.clock.set(midnight);
    expect(await statusOf(member)).toBe(303);
  });

  test('the login with the password leads there, and signing out stays possible', async () => {
    await ask(today);
    const { visitor } = await givePassword(studio, 'user');
    expect((await visitor.get('/')).location).toBe(TWO_FACTOR);
    const out = await visitor.post('/logout');
    expect([out.location, visitor.cookies.has('__Host-login')]).toEqual(['/login', false]);
  });

  test('a passkey is both factors for the login that it opened or was made in, as long as it is there', async () => {
    const member = await studio.as('user');
    await ask(today);
    const credential = await addPasskey(studio, member);
    expect(await statusOf(member)).toBe(200);
    const { visitor } = await signInWith(studio, credential);
    expect(await statusOf(visitor)).toBe(200);
    const { visitor: byPassword } = await givePassword(studio, 'user');
    expect((await byPassword.get('/')).location).toBe(TWO_FACTOR);
    const link = (await visitor.get('/settings/passkeys')).one('#passkeys a').getAttribute('href') ?? '';
    expect((await visitor.post(`${link}/removal`)).status).toBe(303);
    expect([await statusOf(visitor), await statusOf(member)]).toEqual([303, 303]);
  });

  test('nothing changes about another studio, the main host and the portal', async () => {
    await ask(today);
    const email = studio.members.user.email;
    const there = await signedIn(other.visitor(), { id: '', email });
    expect([await statusOf(there), (await there.get('/clients')).all('.heed').length]).toEqual([200, 0]);
    const main = await signedIn(mainVisitor(studio), { id: '', email });
    expect(await statusOf(main, '/me')).toBe(200);
    const here = await signedIn(studio.visitor(), { id: '', email });
    const { pathname } = await ticketTo(here, other);
    const arrived = other.visitor();
    await arrived.post(pathname);
    expect(await statusOf(arrived)).toBe(200);
    const back = await ticketTo(arrived, studio);
    const returned = studio.visitor();
    await returned.post(back.pathname);
    expect((await returned.get('/clients')).location).toBe(TWO_FACTOR);
    expect(await statusOf(studio.anonymous, '/portal/login')).toBe(200);
  });
});
