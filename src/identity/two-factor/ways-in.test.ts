/** No way into a login goes around the second factor, and a remembered device is the one that skips it. */
import { sql } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hashToken, newToken } from '#identity/tokens.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';
import { codeOf, type Factor, givePassword, givePasswords, PASSWORD, withSecondFactor } from '#testing/two-factor.ts';
import type { Visitor } from '#testing/visit.ts';

const PAGE = '/login/second-factor';
const SETTINGS = '/settings/two-factor';
const DAY = 86_400_000;

let studio: TestStudio;
let factor: Factor;

beforeAll(async () => {
  studio = await testStudio();
});

beforeEach(async () => {
  studio.clock.set(new Date());
  await givePasswords(studio, 'owner', 'admin');
  for (const table of ['two_factors', 'half_logins', 'throttles'])
    await control().execute(sql`delete from ${sql.identifier(table)}`);
  factor = await withSecondFactor(studio, 'owner');
});

const control = () => studio.installation.platform.control.db;
const isIn = async (visitor: Visitor) => (await visitor.get('/settings/profile')).status === 200;

async function mailedLink(): Promise<string> {
  await studio.jobsDone();
  return new URL(/https?:\/\/\S+/.exec(studio.mails().at(-1)?.text ?? '')?.[0] ?? '').pathname;
}

/** Wherever it led, the visitor is not in before the code, and is after it. */
async function expectFactor(visitor: Visitor): Promise<void> {
  expect(await isIn(visitor)).toBe(false);
  expect((await visitor.post(PAGE, { code: codeOf(studio, factor.secret, 1) })).status).toBe(303);
  expect(await isIn(visitor)).toBe(true);
}

describe('the second factor is asked for', () => {
  it('after a password reset, which does not switch it off', async () => {
    const visitor = studio.visitor();
    await visitor.post('/password-resets', { email: studio.members.owner.email });
    const done = await visitor.post(await mailedLink(), { password: 'cinq autres mots sans rapport' });
    expect(done.location).toBe('/login');
    expect(await isIn(visitor)).toBe(false);
    const page = await visitor.post('/login', {
      email: studio.members.owner.email,
      password: 'cinq autres mots sans rapport',
    });
    expect(page.location).toBe(PAGE);
    await expectFactor(visitor);
  });

  it('on the welcome page of a new studio', async () => {
    const token = newToken();
    await control().execute(sql`
      insert into welcomes (token_hash, studio_id, user_id, expires_at)
      values (decode(${hashToken(token).toString('hex')}, 'hex'), ${studio.studio.id}, ${studio.members.owner.id}, now() + interval '1 day')`);
    const visitor = studio.visitor();
    expect((await visitor.post(`/welcome/${token}`)).location).toBe(PAGE);
    await expectFactor(visitor);
  });

  it('when an address is confirmed with the password', async () => {
    const { id } = studio.members.owner;
    await control().execute(sql`update users set email_confirmed_at = null where id = ${id}`);
    await factor.visitor.post('/settings/confirmation');
    const visitor = studio.visitor();
    expect((await visitor.post(await mailedLink(), { password: PASSWORD })).location).toBe(PAGE);
    await expectFactor(visitor);
  });

  it('when a newer user becomes part of the account that has it', async () => {
    const { owner, user } = studio.members;
    await control().execute(sql`
      update users set email = ${owner.email}, email_confirmed_at = null where id = ${user.id}`);
    const newer = await studio.as('user');
    await newer.post('/settings/confirmation');
    expect((await newer.post(await mailedLink())).location).toBe(PAGE);
    await expectFactor(newer);
  });

  it('when an invitation is accepted with the password of an account that has it', async () => {
    const other = await testStudio();
    const { email } = studio.members.owner;
    await (await other.as('owner')).post('/settings/members/invitations', { email, role: 'user', days: 7 });
    await other.jobsDone();
    const link = /https?:\/\/\S+/.exec(other.mails().at(-1)?.text ?? '')?.[0] ?? '';
    const visitor = other.visitor();
    const done = await visitor.post(new URL(link).pathname, { password: PASSWORD });
    expect(done.location).toBe(PAGE);
    await expectFactor(visitor);
  });

  it('not when the password is changed from a login that has given it', async () => {
    const { visitor } = factor;
    const fields = { currentPassword: PASSWORD, newPassword: 'cinq autres mots sans rapport' };
    expect((await visitor.post('/settings/password', fields)).status).toBe(303);
    expect(await isIn(visitor)).toBe(true);
  });

  it('and a new password ends half-logins', async () => {
    const { visitor } = await givePassword(studio, 'owner');
    const fields = { currentPassword: PASSWORD, newPassword: 'cinq autres mots sans rapport' };
    await factor.visitor.post('/settings/password', fields);
    expect((await visitor.post(PAGE, { code: codeOf(studio, factor.secret, 1) })).location).toBe('/login');
  });
});

describe('a remembered device', () => {
  async function remembered(): Promise<Visitor> {
    const { visitor } = await givePassword(studio, 'owner');
    const done = await visitor.post(PAGE, { code: codeOf(studio, factor.secret, 1), remember: 'on' });
    const cookie = done.headers.getSetCookie().find((line) => line.startsWith('__Host-device-'));
    for (const part of ['; Path=/', '; HttpOnly', '; Secure', '; SameSite=Lax', `; Max-Age=${30 * 86_400}`])
      expect(cookie).toContain(part);
    await visitor.post('/logout');
    return visitor;
  }

  const asks = async (visitor: Visitor) => (await givePassword(studio, 'owner', { visitor })).page.location === PAGE;

  it('skips the code for thirty days, and not the password', async () => {
    const visitor = await remembered();
    const email = studio.members.owner.email;
    expect((await visitor.post('/login', { email, password: 'another one' })).status).toBe(422);
    expect(await asks(visitor)).toBe(false);
    expect(await isIn(visitor)).toBe(true);
    studio.clock.set(new Date(studio.clock.now().getTime() + 30 * DAY));
    expect(await asks(visitor)).toBe(true);
  });

  it('belongs to one user alone: not to another, and not known without its cookie', async () => {
    const visitor = await remembered();
    const admin = await withSecondFactor(studio, 'admin');
    const page = await visitor.post('/login', { email: studio.members.admin.email, password: PASSWORD });
    expect(page.location).toBe(PAGE);
    await visitor.post(PAGE, { code: codeOf(studio, admin.secret, 1), remember: 'on' });
    await visitor.post('/logout');
    expect(await asks(visitor)).toBe(false);
    expect(await asks(studio.visitor())).toBe(true);
  });

  it('is listed, and forgotten by its user alone', async () => {
    const visitor = await remembered();
    const page = await factor.visitor.get(SETTINGS);
    const action = page.one('form[action*="/devices/"]').getAttribute('action') ?? '';
    const stranger = await studio.as('admin');
    expect((await stranger.post(action)).status).toBe(404);
    expect((await factor.visitor.post(action)).location).toBe(SETTINGS);
    expect((await factor.visitor.get(SETTINGS)).all('form[action*="/devices/"]')).toEqual([]);
    expect(await asks(visitor)).toBe(true);
  });

  it('ends with the password, and with the second factor', async () => {
    const first = await remembered();
    const fields = { currentPassword: PASSWORD, newPassword: 'cinq autres mots sans rapport' };
    await factor.visitor.post('/settings/password', fields);
    await givePasswords(studio, 'owner');
    expect(await asks(first)).toBe(true);
    studio.clock.set(new Date(studio.clock.now().getTime() + 120_000));
    const second = await remembered();
    await factor.visitor.post(`${SETTINGS}/removal`);
    factor = await withSecondFactor(studio, 'owner');
    expect(await asks(second)).toBe(true);
  });
});
