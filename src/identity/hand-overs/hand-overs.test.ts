import { sql } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hashToken } from '#identity/tokens.ts';
import { queriesOf } from '#testing/count-queries.ts';
import {
  aUser,
  destinationOf,
  mainVisitor,
  makeMember,
  signedIn,
  type TestUser,
  ticketTo,
} from '#testing/main-host.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';
import { codeOf, givePassword, givePasswords, readSecretForm, withSecondFactor } from '#testing/two-factor.ts';
import type { Visitor } from '#testing/visit.ts';

const OWN_STEP = { 'sec-fetch-site': 'same-site' };

let alpha: TestStudio;
let beta: TestStudio;
let user: TestUser;
let inAlpha: Visitor;

beforeAll(async () => {
  [alpha, beta] = [await testStudio({ name: 'Studio Lumen' }), await testStudio({ name: 'Cabine Nord' })];
  await givePasswords(alpha, 'owner');
});

beforeEach(async () => {
  alpha.clock.set(new Date());
  await control().execute(sql`delete from throttles`);
  user = await aUser(alpha);
  await makeMember(alpha, user, 'user');
  await makeMember(beta, user, 'manager');
  inAlpha = await signedIn(alpha.visitor(), user);
});

const control = () => alpha.installation.platform.control.db;
const isIn = async (visitor: Visitor) => (await visitor.get('/settings/profile')).status === 200;
const later = (seconds: number) => alpha.clock.set(new Date(alpha.clock.now().getTime() + seconds * 1_000));
const ticketPath = async (from = inAlpha) => (await ticketTo(from, beta)).pathname;
const tokenOf = (path: string) => path.split('/').at(-1) ?? '';

describe('the list of studios', () => {
  const badge = async () => {
    const [found] = (await inAlpha.get('/hand-overs')).all('#places li:has(svg)');
    return [found?.querySelector('svg')?.text.trim(), found?.querySelector('svg rect')?.getAttribute('fill')];
  };

  it('shows each in its own colour, as soon as its settings are saved', async () => {
    expect(await badge()).toEqual(['CN', 'oklch(0.8 0.15 72)']);
    const settings = { name: 'Cabine Nord', locale: 'fr', timeZone: 'Europe/Paris', currency: 'EUR' };
    await (await beta.as('owner')).post('/settings/studio', { ...settings, accentHue: '285' });
    expect(await badge()).toEqual(['CN', 'oklch(0.8 0.15 285)']);
  });

  it('reads no studio’s own database', async () => {
    for (const studio of [alpha, beta]) expect(await queriesOf(studio, () => inAlpha.get('/hand-overs'))).toEqual([]);
  });
});

describe('from one studio to another', () => {
  it('takes a form here, a page that leads on by itself, and a button there', async () => {
    const list = await inAlpha.get('/hand-overs');
    expect(list.all('#places li button > span').map(({ text }) => text.trim())).toContain('Cabine Nord');
    expect(list.one('#places').text).not.toContain('Studio Lumen');
    const asked = await inAlpha.post('/hand-overs', { studioId: beta.studio.id });
    expect([asked.status, asked.location]).toEqual([303, '/hand-overs/current']);
    const page = await inAlpha.follow(asked);
    const address = destinationOf(page);
    expect(address.origin).toBe(beta.origin);
    expect(page.headers.get('refresh')).toBe(`0; url=${address.href}`);
    const visitor = beta.visitor();
    const shown = await visitor.get(address.pathname);
    expect(shown.one('h1').text).toContain('Cabine Nord');
    expect(shown.one('.message').text).toContain(user.email);
    const done = await visitor.post(address.pathname);
    expect([done.status, done.location]).toEqual([303, '/']);
    expect([await isIn(visitor), await isIn(inAlpha)]).toEqual([true, true]);
  });

  it('gives each studio a cookie of its own, and signing out of one leaves the other', async () => {
    const visitor = beta.visitor();
    await visitor.post(await ticketPath());
    expect(visitor.cookies.get('__Host-login')).not.toBe(inAlpha.cookies.get('__Host-login'));
    await inAlpha.post('/logout');
    expect([await isIn(inAlpha), await isIn(visitor)]).toEqual([false, true]);
  });

  it('leads to the main host and on to a page of it, and from there to a studio', async () => {
    const address = await ticketTo(inAlpha, null, '/me/studios/new');
    const main = mainVisitor(alpha);
    expect(address.origin).toBe(alpha.installation.platform.options.publicUrl.origin);
    const page = await main.get(address.pathname + address.search);
    const done = await main.post(address.pathname, { next: page.one('[name=next]').getAttribute('value') });
    expect(done.location).toBe('/me/studios/new');
    const visitor = beta.visitor();
    await visitor.post((await ticketTo(main, beta)).pathname);
    expect(await isIn(visitor)).toBe(true);
  });

  it.each(['https://evil.example/', '//evil.example', '/\\evil.example'])('never leads on to %s', async (next) => {
    const address = await ticketTo(inAlpha, beta, next);
    expect(address.search).toBe('');
    expect((await beta.visitor().post(address.pathname, { next })).location).toBe('/');
  });

  it('refuses a studio of which the user is no member, and what is no studio', async () => {
    const stranger = await signedIn(mainVisitor(alpha), await aUser(alpha));
    for (const studioId of [beta.studio.id, 'x', '01890000-0000-7000-8000-000000000000'])
      expect((await stranger.post('/hand-overs', { studioId })).status).toBe(422);
  });

  it('is told to the studio that is entered, not to the one left', async () => {
    await beta.visitor().post(await ticketPath());
    const rows = await control().execute<{ studio_id: string; action: string }>(
      sql`select studio_id, action from audit where actor_id = ${user.id} and action = 'identity.hand-over'`,
    );
    expect(rows.map((row) => row.studio_id)).toEqual([beta.studio.id]);
  });

  it('keeps no ticket in the clear', async () => {
    const token = tokenOf(await ticketPath());
    for (const table of ['welcomes', 'audit', 'request_keys', 'deliveries', 'logins']) {
      const [row] = await control().execute<{ found: boolean }>(
        sql`select exists (select 1 from ${sql.identifier(table)} t where t::text like ${`%${token}%`}) as found`,
      );
      expect(row?.found, table).toBe(false);
    }
  });
});

describe('a ticket', () => {
  it('is good once', async () => {
    const path = await ticketPath();
    expect((await beta.visitor().post(path)).status).toBe(303);
    for (const again of [await beta.visitor().post(path), await beta.visitor().get(path)])
      expect(again.status).toBe(410);
  });

  it('is not used up by being looked at', async () => {
    const path = await ticketPath();
    for (let looks = 0; looks < 3; looks += 1) {
      const page = await beta.visitor().get(path);
      expect([page.status, page.headers.getSetCookie().filter((line) => line.includes('login'))]).toEqual([200, []]);
    }
    expect((await beta.visitor().post(path)).status).toBe(303);
  });

  it('is good for a minute', async () => {
    const [early, late] = [await ticketPath(), await ticketPath()];
    later(59);
    expect((await beta.visitor().post(early)).status).toBe(303);
    later(1);
    expect((await beta.visitor().post(late)).status).toBe(410);
  });

  it('opens the one host that it was made for', async () => {
    const [path, toMain] = [await ticketPath(), (await ticketTo(inAlpha, null)).pathname];
    for (const elsewhere of [alpha.visitor(), mainVisitor(alpha)])
      expect((await elsewhere.post(path)).status).toBe(410);
    for (const studio of [alpha, beta]) expect((await studio.visitor().post(toMain)).status).toBe(410);
  });

  it('is worth nothing to a member who was removed', async () => {
    const path = await ticketPath();
    await (await beta.as('owner')).post(`/settings/members/${user.id}/removal`);
    expect((await beta.visitor().get(path)).status).toBe(410);
    expect((await beta.visitor().post(path)).status).toBe(410);
  });

  it.each(['/logout', '/settings/password'])('ends with the login that asked for it: %s', async (way) => {
    const path = await ticketPath();
    const { status } = await inAlpha.post(way, {
      currentPassword: 'quatre mots sans rapport',
      newPassword: 'cinq mots tout à fait neufs',
    });
    expect(status).toBe(303);
    expect((await beta.visitor().post(path)).status).toBe(410);
  });

  it('ends with the membership from which it came', async () => {
    const path = await ticketPath();
    await (await alpha.as('owner')).post(`/settings/members/${user.id}/removal`);
    expect((await beta.visitor().post(path)).status).toBe(410);
  });

  it('lets one of twenty in', async () => {
    const path = await ticketPath();
    const pages = await Promise.all(Array.from({ length: 20 }, () => beta.visitor().post(path)));
    const counts = [303, 410].map((status) => pages.filter((page) => page.status === status).length);
    expect(counts).toEqual([1, 19]);
  });

  it('would let several in if it were looked at first and marked then', async () => {
    const hash = hashToken(tokenOf(await ticketPath())).toString('hex');
    const isGood = sql`token_hash = decode(${hash}, 'hex') and used_at is null`;
    const enter = async (meeting: Promise<unknown>) => {
      const [found] = await control().execute(sql`select 1 from welcomes where ${isGood}`);
      await meeting;
      if (found)
        await control().execute(sql`update welcomes set used_at = now() where token_hash = decode(${hash}, 'hex')`);
      return Boolean(found);
    };
    const all = new Promise((resolve) => setTimeout(resolve, 200));
    const entered = await Promise.all([enter(all), enter(all), enter(all)]);
    expect(entered.filter(Boolean).length).toBeGreaterThan(1);
  });
});

describe('the second factor', () => {
  it('is not asked for again when the login has passed it', async () => {
    const secret = await enrol();
    later(60);
    const again = await signInWithCode(secret);
    const there = beta.visitor();
    expect((await there.post(await ticketPath(again))).location).toBe('/');
    expect(await isIn(there)).toBe(true);
  });

  it('is asked for when the login is from before', async () => {
    await enrol();
    const there = beta.visitor();
    expect((await there.post(await ticketPath(inAlpha))).location).toBe('/login/second-factor');
    expect(await isIn(there)).toBe(false);
  });

  it('is neither given up for lost nor switched off by a ticket, for which no password was given', async () => {
    await enrol();
    const asks = async () => {
      const there = beta.visitor();
      expect((await there.post(await ticketPath(inAlpha))).location).toBe('/login/second-factor');
      expect((await there.get('/login/second-factor')).all('a[href="/login/recovery"]')).toHaveLength(0);
      expect((await there.get('/login/recovery')).location).toBe('/login');
      expect((await there.post('/login/recovery')).location).toBe('/login');
    };
    await asks();
    expect(await ofUser('factor_recoveries')).toHaveLength(0);
    const withPassword = await signedIn(beta.visitor(), user);
    expect((await withPassword.post('/login/recovery')).location).toBe('/login/recovery');
    later(73 * 3_600);
    await asks();
    expect(await ofUser('two_factors')).toHaveLength(1);
    await signedIn(beta.visitor(), user);
    expect(await ofUser('two_factors')).toHaveLength(0);
  });

  const ofUser = (table: string) =>
    control().execute(sql`select 1 from ${sql.identifier(table)} where user_id = ${user.id}`);

  it('cannot be gone around: a half-login gets no ticket', async () => {
    const { secret } = await withSecondFactor(alpha, 'owner');
    expect(secret).not.toBe('');
    const { visitor } = await givePassword(alpha, 'owner');
    const before = await control().execute(sql`select 1 from welcomes`);
    const page = await visitor.post('/hand-overs', { studioId: '' });
    expect([page.status, page.location]).toEqual([303, '/login']);
    expect((await visitor.get('/hand-overs/current')).location).toMatch(/^\/login/);
    expect((await control().execute(sql`select 1 from welcomes`)).length).toBe(before.length);
  });

  /** Switches it on from the login that there is. @returns its secret */
  async function enrol(): Promise<string> {
    later(1);
    const form = readSecretForm(await inAlpha.get('/settings/two-factor'));
    const code = codeOf(alpha, form.secret);
    expect((await inAlpha.post('/settings/two-factor', { pending: form.pending, code })).status).toBe(303);
    return form.secret;
  }

  async function signInWithCode(secret: string): Promise<Visitor> {
    const visitor = await signedIn(alpha.visitor(), user);
    expect((await visitor.post('/login/second-factor', { code: codeOf(alpha, secret) })).location).toBe('/');
    return visitor;
  }
});

describe('going on without a click', () => {
  const goesOn = (visitor: Visitor, path: string, headers: Readonly<Record<string, string>>) =>
    visitor.get(path, { headers }).then((page) => page.all('form[hx-post]').length > 0);

  it('is for a browser that has been in before as this user, led here by one of our own pages', async () => {
    const known = await signedIn(beta.visitor(), user);
    await known.post('/logout');
    const path = await ticketPath();
    expect(await goesOn(known, path, OWN_STEP)).toBe(true);
    for (const site of ['cross-site', 'none', ''])
      expect(await goesOn(known, path, { 'sec-fetch-site': site })).toBe(false);
    const done = await known.post(path, {}, { headers: { 'hx-request': 'true' } });
    expect([done.status, done.headers.get('hx-redirect')]).toEqual([204, '/']);
  });

  it('is not for a stranger’s ticket, which would sign its reader in as the stranger', async () => {
    const victim = await beta.as('owner');
    await victim.post('/logout');
    const path = await ticketPath();
    expect(await goesOn(victim, path, OWN_STEP)).toBe(false);
    expect(await goesOn(beta.visitor(), path, OWN_STEP)).toBe(false);
  });
});

describe('what an admin of one studio can set', () => {
  it('changes nothing about how a member enters another', async () => {
    const inBeta = await signedIn(beta.visitor(), user);
    const main = await signedIn(mainVisitor(alpha), user);
    const admin = await alpha.as('owner');
    await admin.post(`/settings/members/${user.id}/role`, { role: 'admin' });
    await admin.post(`/settings/members/${user.id}/removal`);
    expect([await isIn(inAlpha), await isIn(inBeta), await isIn(main)]).toEqual([false, true, true]);
    expect(await isIn(await signedIn(beta.visitor(), user))).toBe(true);
    const back = beta.visitor();
    await back.post((await ticketTo(main, beta)).pathname);
    expect(await isIn(back)).toBe(true);
  });

  it('does not show which other studios a member works for', async () => {
    const page = await (await alpha.as('owner')).get(`/settings/members/${user.id}`);
    expect(page.text).not.toContain('Cabine Nord');
    expect((await inAlpha.get('/settings/logins')).text).not.toContain('Cabine Nord');
  });
});
