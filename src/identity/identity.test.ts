import { eq, sql } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hashPassword } from '#identity/passwords/hashing.ts';
import { logins, users } from '#identity/schema.ts';
import { hashToken } from '#identity/tokens.ts';
import type { Id } from '#platform/db/ids.ts';
import { readRows } from '#platform/db/raw.ts';
import type { Role } from '#platform/scope.ts';
import { compareTimes } from '#testing/compare-times.ts';
import { eventually } from '#testing/eventually.ts';
import { rawWrite } from '#testing/raw-write.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';
import { createVisitor, type Visitor } from '#testing/visit.ts';

const PASSWORD = 'quatre mots sans rapport';
const COOKIE = '__Host-login';

let studio: TestStudio;
let other: TestStudio;
let hash: string;

beforeAll(async () => {
  hash = await hashPassword(PASSWORD);
  [studio, other] = [await testStudio({ name: 'Studio Lumen' }), await testStudio()];
  for (const one of [studio, other]) for (const role of ROLES) await setHash(one.members[role].id, hash);
});

/** Counters of earlier tests would get in the way of later ones. */
beforeEach(async () => {
  await control().execute(sql`delete from throttles`);
});

const ROLES: readonly Role[] = ['owner', 'admin', 'manager', 'user'];
const control = () => studio.installation.platform.control.db;
const forgetTries = () => control().execute(sql`delete from throttles`);

async function setHash(userId: string, passwordHash: string | null): Promise<void> {
  await control()
    .update(users)
    .set({ passwordHash })
    .where(eq(users.id, userId as Id<'user'>));
}

function logIn(visitor: Visitor, fields: Record<string, string> = {}, headers: Record<string, string> = {}) {
  return visitor.post('/login', { email: studio.members.owner.email, password: PASSWORD, ...fields }, { headers });
}

async function loggedIn(role: Role = 'owner', at = studio): Promise<Visitor> {
  const visitor = at.visitor();
  const page = await visitor.post('/login', { email: at.members[role].email, password: PASSWORD });
  expect(page.status).toBe(303);
  return visitor;
}

const isIn = async (visitor: Visitor) => (await visitor.get('/settings/profile')).status === 200;

function withCookie(at: TestStudio, token: string): Visitor {
  const visitor = at.visitor();
  visitor.cookies.set(COOKIE, token);
  return visitor;
}

describe('logging in', () => {
  it('leads to where one wanted to go, with a cookie that only this host may set and no script can read', async () => {
    const visitor = studio.visitor();
    const refused = await visitor.get('/settings/logins?x=1');
    expect([refused.status, refused.location]).toEqual([303, '/login?next=%2Fsettings%2Flogins%3Fx%3D1']);
    const form = await visitor.follow(refused);
    expect(form.one('[name="next"]').getAttribute('value')).toBe('/settings/logins?x=1');
    const page = await logIn(visitor, { next: '/settings/logins?x=1' });
    expect([page.status, page.location]).toEqual([303, '/settings/logins?x=1']);
    const cookies = page.headers.getSetCookie().filter((line) => line.startsWith('__Host-'));
    expect(cookies).toHaveLength(2);
    for (const cookie of cookies) {
      for (const part of ['; Path=/', '; HttpOnly', '; Secure', '; SameSite=Lax', '; Max-Age='])
        expect(cookie).toContain(part);
      expect(cookie).not.toMatch(/domain=/i);
    }
    expect(await isIn(visitor)).toBe(true);
    expect((await visitor.get('/login')).location).toBe('/');
  });

  it('takes the address in any case and with spaces around it', async () => {
    const page = await logIn(studio.visitor(), { email: ` ${studio.members.owner.email.toUpperCase()}  ` });
    expect(page.status).toBe(303);
  });

  it('takes a letter with its accent however it was typed', async () => {
    await setHash(studio.members.user.id, await hashPassword('éléphant bleu 2000'));
    const fields = { email: studio.members.user.email, password: 'éléphant bleu 2000'.normalize('NFD') };
    expect((await logIn(studio.visitor(), fields)).status).toBe(303);
    await setHash(studio.members.user.id, hash);
  });

  it('distinguishes passwords that differ in the seventy-third byte', async () => {
    const long = 'x'.repeat(72);
    await setHash(studio.members.user.id, await hashPassword(`${long}a`));
    const email = studio.members.user.email;
    expect((await logIn(studio.visitor(), { email, password: `${long}b` })).status).toBe(422);
    expect((await logIn(studio.visitor(), { email, password: `${long}a` })).status).toBe(303);
    await setHash(studio.members.user.id, hash);
  });

  it.each([
    ['email', ''],
    ['password', ''],
    ['email', 'no-address'],
    ['email', 'a@b@c.example'],
  ])('asks for a missing or impossible %s (case %#)', async (field, value) => {
    const page = await logIn(studio.visitor(), { [field]: value });
    expect(page.status).toBe(422);
    expect(page.one(`#f-${field}-error`).text).not.toBe('');
  });

  it.each([
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/%0d%0aLocation: x',
    'javascript:alert(1)',
    '/ /evil.example',
    ' //evil.example',
    '/é',
    '/login?next=/login',
    'evil',
    '',
    '///evil.example',
    '/\u0000/evil',
  ])('never leads elsewhere: next=%j', async (next) => {
    const { location, status } = await logIn(studio.visitor(), { next });
    if (next.includes('\u0000')) return expect(status).toBe(422);
    expect(location).toMatch(/^\/(?![/\\])/);
    expect(new URL(location ?? '', studio.origin).origin).toBe(studio.origin);
    const form = await studio.visitor().get(`/login?next=${encodeURIComponent(next)}`);
    expect(form.one('[name="next"]').getAttribute('value')).toMatch(/^\/(?![/\\])/);
  });

  it('never takes a token over from the browser', async () => {
    const chosen = 'A'.repeat(43);
    const visitor = withCookie(studio, chosen);
    await logIn(visitor);
    expect(visitor.cookies.get(COOKIE)).not.toBe(chosen);
    expect(await isIn(withCookie(studio, chosen))).toBe(false);
  });

  it('gives a new token every time and ends the one before', async () => {
    const visitor = await loggedIn();
    const first = visitor.cookies.get(COOKIE) ?? '';
    await logIn(visitor);
    expect(visitor.cookies.get(COOKIE)).not.toBe(first);
    expect(await isIn(withCookie(studio, first))).toBe(false);
    expect(await isIn(visitor)).toBe(true);
  });

  it('keeps no token anywhere, only its hash', async () => {
    const visitor = await loggedIn();
    const [token, browser] = [visitor.cookies.get(COOKIE) ?? '', visitor.cookies.get('__Host-browser') ?? ''];
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    const raw = [token, browser].flatMap((text) => [text, Buffer.from(text, 'base64url').toString('hex')]);
    const everything = await dump();
    expect(everything).toContain(studio.members.owner.email);
    for (const text of raw) expect(everything).not.toContain(text);
  });

  it('renews a hash that was made with other parameters', async () => {
    const { hash: oldHash } = await import('@node-rs/argon2');
    await setHash(studio.members.user.id, await oldHash(PASSWORD, { memoryCost: 8_192, timeCost: 1 }));
    await loggedIn('user');
    const [row] = await control()
      .select({ hash: users.passwordHash })
      .from(users)
      .where(eq(users.email, studio.members.user.email));
    expect(row?.hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    await loggedIn('user');
  });

  it('is refused when another site sends the form', async () => {
    for (const headers of [
      { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
      { origin: other.origin, 'sec-fetch-site': 'same-site' },
      { origin: 'null', 'sec-fetch-site': 'same-origin' },
    ])
      expect((await logIn(studio.visitor(), {}, headers)).status).toBe(403);
  });
});

describe('a stranger', () => {
  const attempts = (): [string, Record<string, string>][] => [
    ['a wrong password', { password: 'something else' }],
    ['an unknown address', { email: 'unknown@nowhere.example' }],
    ['a member of another studio', { email: other.members.owner.email }],
  ];

  it('gets the same answer for any address', async () => {
    const pages = [];
    for (const [, fields] of attempts()) pages.push(await logIn(studio.visitor(), fields));
    const seen = pages.map((page) => [page.status, page.one('main').text, page.headers.getSetCookie()]);
    expect(seen.map(([status]) => status)).toEqual([422, 422, 422]);
    expect(new Set(seen.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(pages[0]?.one('.summary, [role="alert"]').text).toContain('ne correspond pas');
    expect(pages[1]?.one('[name="email"]').getAttribute('value')).toBe('unknown@nowhere.example');
    for (const page of pages) expect(page.text).not.toContain('something else');
  });

  // What the machine does besides may spoil one comparison; a difference that is really there spoils them all.
  it('waits as long in every case', { retry: 3 }, async () => {
    const [wrong = 0, unknown = 0, stranger = 0] = await compareTimes(
      forgetTries,
      18,
      attempts().map(
        ([, fields]) =>
          () =>
            logIn(studio.visitor(), { password: 'something else', ...fields }),
      ),
    );
    expect(Math.max(wrong, unknown, stranger) / Math.min(wrong, unknown, stranger)).toBeLessThan(1.6);
  });

  it('without a password cannot get in with any', async () => {
    await setHash(studio.members.user.id, null);
    for (const password of ['null', PASSWORD, 'undefined'])
      expect((await logIn(studio.visitor(), { email: studio.members.user.email, password })).status).toBe(422);
    await setHash(studio.members.user.id, hash);
  });
});

describe('guessing', () => {
  const guess = (visitor: Visitor, fields: Record<string, string> = {}) =>
    logIn(visitor, { password: 'wrong guess', ...fields });

  it('stops after ten wrong passwords for one account, also for the right one, and says when to come back', async () => {
    const pages = await Promise.all(Array.from({ length: 14 }, () => guess(studio.visitor())));
    const statuses = pages.map((page) => page.status).sort();
    expect(statuses).toEqual([...Array(10).fill(422), ...Array(4).fill(429)]);
    const limited = await logIn(studio.visitor());
    expect(limited.status).toBe(429);
    expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(Number(limited.headers.get('retry-after'))).toBeLessThanOrEqual(900);
    expect((await logIn(studio.visitor(), { email: studio.members.admin.email })).status).toBe(303);
  });

  it('does not shut out the browser from which the owner has entered before', async () => {
    const owner = await loggedIn();
    await owner.post('/logout');
    for (let count = 0; count < 11; count += 1) await guess(studio.visitor());
    expect((await logIn(studio.visitor())).status).toBe(429);
    expect((await logIn(owner)).status).toBe(303);
  });

  it('gets no further with the cookie of a browser that another user has used', async () => {
    const thief = await loggedIn('user');
    for (let count = 0; count < 11; count += 1) await guess(thief);
    expect((await guess(thief)).status).toBe(429);
  });

  it('counts as one account all spellings that find it, also those that JavaScript folds otherwise', async () => {
    const email = 'lİsa.οδος@lumen.example';
    const { manager } = studio.members;
    await control().execute(
      sql`update users set email = ${email}, password_hash = (select password_hash from users where id = ${studio.members.owner.id}) where id = ${manager.id}`,
    );
    const spellings = ['lİsa.οδος', 'lİSA.ΟΔΟΣ', 'LİSA.οδος', 'lisa.οδος', 'lİsa.οδοσ', 'li̇sa.ΟΔΟΣ'].map(
      (name) => `${name}@lumen.example`,
    );
    const found = [];
    for (const spelling of spellings) {
      const rows = await control().execute(sql`select from users where email = ${spelling}`);
      if ([...rows].length > 0) found.push(spelling);
      expect((await logIn(studio.visitor(), { email: spelling })).status, spelling).toBe(
        [...rows].length > 0 ? 303 : 422,
      );
    }
    expect(found.length).toBeGreaterThan(1);
    expect(new Set(found.map((spelling) => spelling.toLowerCase())).size).toBeGreaterThan(1);
    await control().execute(sql`delete from throttles`);
    for (let count = 0; count < 10; count += 1)
      await guess(studio.visitor(), { email: found[count % found.length] ?? '' });
    for (const spelling of found)
      expect((await logIn(studio.visitor(), { email: spelling })).status, spelling).toBe(429);
    await control().execute(sql`update users set email = ${manager.email} where id = ${manager.id}`);
    await control().execute(sql`delete from logins where user_id = ${manager.id}`);
  });

  it('stops after thirty from one address, whatever the account', async () => {
    const statuses: number[] = [];
    for (let count = 0; count < 31; count += 1)
      statuses.push((await guess(studio.visitor(), { email: `n${count}@nowhere.example` })).status);
    expect(statuses.slice(0, 30)).toEqual(Array(30).fill(422));
    expect(statuses[30]).toBe(429);
  });

  it('counts no right password, one after another or all at once', async () => {
    for (let count = 0; count < 35; count += 1) expect((await logIn(studio.visitor())).status).toBe(303);
    const pages = await Promise.all(Array.from({ length: 50 }, () => logIn(studio.visitor())));
    expect(pages.filter((page) => page.status === 303)).toHaveLength(50);
  });

  it('may go on when the time is over', async () => {
    for (let count = 0; count < 11; count += 1) await guess(studio.visitor());
    studio.clock.set(new Date(Date.now() + 16 * 60_000));
    expect((await logIn(studio.visitor())).status).toBe(303);
    studio.clock.run();
  });

  it('keeps no address of those who tried', async () => {
    await guess(studio.visitor(), { email: 'secret-typed-here@nowhere.example' });
    expect(await dump()).not.toContain('secret-typed-here');
  });
});

describe('a cookie', () => {
  it('is worthless at another studio, even for a member of both', async () => {
    const visitor = await loggedIn();
    const token = visitor.cookies.get(COOKIE) ?? '';
    await control().execute(
      sql`insert into members (studio_id, user_id, role) values (${other.studio.id}, ${studio.members.owner.id}, 'owner')`,
    );
    expect(await isIn(withCookie(other, token))).toBe(false);
    expect(await isIn(visitor)).toBe(true);
    await control().execute(
      sql`delete from members where studio_id = ${other.studio.id} and user_id = ${studio.members.owner.id}`,
    );
  });

  it.each(['', 'x', 'a'.repeat(42), `${'a'.repeat(43)}=`, "' or 1=1 --", 'é'.repeat(43)])(
    'made up (%j) belongs to no login',
    async (token) => {
      expect(await isIn(withCookie(studio, encodeURIComponent(token)))).toBe(false);
    },
  );

  it('that was stolen ends with the log-out', async () => {
    const visitor = await loggedIn();
    const stolen = withCookie(studio, visitor.cookies.get(COOKIE) ?? '');
    expect(await isIn(stolen)).toBe(true);
    const left = await visitor.post('/logout');
    expect([left.status, left.location]).toEqual([303, '/login']);
    expect(visitor.cookies.has(COOKIE)).toBe(false);
    expect(await isIn(stolen)).toBe(false);
  });

  it('ends when its user is no member any more', async () => {
    const visitor = await loggedIn('user');
    const { id } = studio.members.user;
    await control().execute(sql`delete from members where studio_id = ${studio.studio.id} and user_id = ${id}`);
    await eventually(() => isIn(visitor)).toBe(false);
    await control().execute(
      sql`insert into members (studio_id, user_id, role) values (${studio.studio.id}, ${id}, 'user')`,
    );
    expect(await isIn(visitor)).toBe(false);
  });

  it('gives at once no more than the role that its user has now', async () => {
    const visitor = await loggedIn('admin');
    const demote = (role: Role) =>
      control().execute(
        sql`update members set role = ${role} where studio_id = ${studio.studio.id} and user_id = ${studio.members.admin.id}`,
      );
    expect((await visitor.get('/settings/audit')).status).toBe(200);
    await demote('user');
    await eventually(async () => (await visitor.get('/settings/audit')).status).toBe(403);
    await demote('admin');
  });

  it('ends after fourteen days without a page, and after sixty in any case', async () => {
    const day = 86_400_000;
    const start = Date.now();
    const [idle, busy] = [await loggedIn(), await loggedIn()];
    for (let days = 13; days < 60; days += 13) {
      studio.clock.set(new Date(start + days * day));
      expect(await isIn(busy)).toBe(true);
      await studio.installation.platform.services.batches.flush();
      expect(await lastSeen(busy)).toBe(start + days * day);
      if (days > 14) expect(await isIn(idle)).toBe(false);
    }
    studio.clock.set(new Date(start + 60 * day + 1_000));
    expect(await isIn(busy)).toBe(false);
    studio.clock.run();
  });

  it('is noted as seen every five minutes at most', async () => {
    const visitor = await loggedIn();
    const first = await lastSeen(visitor);
    studio.clock.set(new Date(Date.now() + 4 * 60_000));
    await isIn(visitor);
    await studio.installation.platform.services.batches.flush();
    expect(await lastSeen(visitor)).toBe(first);
    studio.clock.run();
  });

  it('is noted outside the request, once for many, and by another process’s later time not at all', async () => {
    const { batches } = studio.installation.platform.services;
    const [visitor, moved] = [await loggedIn(), await loggedIn()];
    const [first, later] = [await lastSeen(visitor), Date.now() + 6 * 60_000];
    studio.clock.set(new Date(later));
    await isIn(visitor);
    await isIn(visitor);
    await isIn(moved);
    expect(await lastSeen(visitor)).toBe(first);
    await control().execute(sql`
      update logins set last_seen_at = ${new Date(later + 60_000).toISOString()}
      where token_hash = decode(${hashToken(moved.cookies.get(COOKIE) ?? '').toString('hex')}, 'hex')`);
    await batches.flush();
    expect(await lastSeen(visitor)).toBe(later);
    expect(await lastSeen(moved)).toBe(later + 60_000);
    studio.clock.run();
  });
});

async function lastSeen(visitor: Visitor): Promise<number> {
  const [row] = await control()
    .select({ at: logins.lastSeenAt })
    .from(logins)
    .where(eq(logins.tokenHash, hashToken(visitor.cookies.get(COOKIE) ?? '')));
  return row?.at.getTime() ?? 0;
}

describe('own logins', () => {
  const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0';

  it('are listed with what they say they are, this one marked', async () => {
    const [visitor, phone] = [studio.visitor(), studio.visitor()];
    const email = studio.members.manager.email;
    await logIn(visitor, { email }, { 'user-agent': FIREFOX });
    await logIn(phone, { email }, { 'user-agent': `"><script>alert(1)</script>${'x'.repeat(600)}` });
    const page = await visitor.get('/settings/logins');
    expect(page.all('.list > li')).toHaveLength(2);
    expect(page.text).toContain('Firefox sur Windows');
    expect(page.text).toContain('Appareil inconnu');
    expect(page.all('.list form')).toHaveLength(1);
  });

  it('can be ended one by one, others’ cannot', async () => {
    const [one, two, foreign] = [await loggedIn('manager'), await loggedIn('manager'), await loggedIn('user')];
    const idOf = async (visitor: Visitor) =>
      (await visitor.get('/settings/logins')).document
        .querySelectorAll('.list > li')
        .find((li) => !li.querySelector('form'))
        ?.id.replace('login-', '');
    const id = await idOf(two);
    expect((await foreign.post(`/settings/logins/${id}/revocation`)).status).toBe(404);
    expect((await one.post('/settings/logins/nonsense/revocation')).status).toBe(404);
    expect((await one.post(`/settings/logins/${id}/revocation`)).status).toBe(303);
    expect([await isIn(one), await isIn(two), await isIn(foreign)]).toEqual([true, false, true]);
    const own = await one.post(`/settings/logins/${await idOf(one)}/revocation`);
    expect([own.location, await isIn(one)]).toEqual(['/login', false]);
  });

  it('can all be ended but this one, at this studio only', async () => {
    const [one, two] = [await loggedIn('manager'), await loggedIn('manager')];
    const page = await one.follow(await one.post('/settings/logins/revocation'));
    expect(page.text).toMatch(/déconnecté/);
    expect([await isIn(one), await isIn(two)]).toEqual([true, false]);
    expect(page.all('.list > li')).toHaveLength(1);
  });
});

describe('the profile', () => {
  it('keeps name and language', async () => {
    const visitor = await loggedIn('manager');
    const name = 'Zoé <b>"O’Neill"</b> & ﷽';
    expect((await visitor.post('/settings/profile', { name, locale: 'en' })).status).toBe(303);
    const page = await visitor.get('/settings/profile');
    expect(page.one('html').getAttribute('lang')).toBe('en');
    expect(page.text).toContain('value="Zoé <b>&#34;O’Neill&#34;</b> &amp; ﷽"');
    expect((await visitor.post('/settings/profile', { name: ' ', locale: '' })).status).toBe(422);
    expect((await visitor.post('/settings/profile', { name: 'Claire', locale: 'xx' })).status).toBe(422);
    await visitor.post('/settings/profile', { name: 'Claire', locale: '' });
    expect((await visitor.get('/settings/profile')).one('html').getAttribute('lang')).toBe('fr');
  });

  it('changes the password for those who know the old one, and ends every other login', async () => {
    const [visitor, elsewhere] = [await loggedIn('manager'), await loggedIn('manager')];
    const stolen = withCookie(studio, visitor.cookies.get(COOKIE) ?? '');
    const change = (currentPassword: string, newPassword: string) =>
      visitor.post('/settings/password', { currentPassword, newPassword });
    const wrong = await change('not this one', 'cinq nouveaux mots pour entrer');
    expect([wrong.status, wrong.one('#f-currentPassword-error').text.trim()]).toEqual([
      422,
      'Ce n’est pas votre mot de passe actuel.',
    ]);
    for (const weak of ['short', 'password1', 'x'.repeat(129), 'Studio Lumen', studio.members.manager.email]) {
      const page = await change(PASSWORD, weak);
      expect([weak, page.status]).toEqual([weak, 422]);
      expect(page.one('#f-newPassword-error').text).not.toBe('');
      expect(page.all('[type="password"]').map((field) => field.getAttribute('value'))).toEqual([
        undefined,
        undefined,
        undefined,
      ]);
    }
    const changed = await change(PASSWORD, 'cinq nouveaux mots pour entrer');
    expect([changed.status, changed.location]).toEqual([303, '/settings/profile']);
    expect([await isIn(visitor), await isIn(elsewhere), await isIn(stolen)]).toEqual([true, false, false]);
    expect((await logIn(studio.visitor(), { email: studio.members.manager.email })).status).toBe(422);
    await setHash(studio.members.manager.id, hash);
  });

  it('does not let a stolen cookie guess the password', async () => {
    const visitor = await loggedIn('manager');
    const statuses: number[] = [];
    for (let count = 0; count < 12; count += 1)
      statuses.push(
        (await visitor.post('/settings/password', { currentPassword: `g${count}`, newPassword: 'x'.repeat(9) })).status,
      );
    expect(statuses).toContain(429);
  });
});

describe('preferences', () => {
  const from = (referer: string) => ({ headers: { referer } });

  it('are cookies of the browser, for anybody, on every host', async () => {
    for (const origin of [studio.origin, 'http://regie.test']) {
      const visitor = createVisitor({ app: studio.installation.app, origin });
      const page = await visitor.post('/preferences', { theme: 'dark', locale: 'en' }, from(`${origin}/login?next=/x`));
      expect([page.status, page.location]).toEqual([303, '/login?next=/x']);
      expect(visitor.cookies.get('theme')).toBe('dark');
      const shown = await visitor.get(origin === studio.origin ? '/login' : '/');
      expect([shown.one('html').getAttribute('lang'), shown.one('html').getAttribute('data-theme')]).toEqual([
        'en',
        'dark',
      ]);
      await visitor.post('/preferences', { theme: 'system' });
      expect(visitor.cookies.has('theme')).toBe(false);
    }
  });

  it('go along with the user', async () => {
    const visitor = await loggedIn('user');
    await visitor.post('/preferences', { locale: 'en' });
    expect((await (await loggedIn('user')).get('/settings/profile')).one('html').getAttribute('lang')).toBe('en');
    await visitor.post('/preferences', { locale: 'fr' });
  });

  it('refuse what there is not, and lead nowhere else', async () => {
    expect((await studio.visitor().post('/preferences', { theme: 'pink' })).status).toBe(422);
    for (const referrer of [
      'https://evil.example//evil.example',
      'https://evil.example/\\evil.example',
      'nonsense',
      '',
    ])
      expect((await studio.visitor().post('/preferences', { theme: 'dark' }, from(referrer))).location).toBe('/');
  });
});

describe('a forgotten password', () => {
  const ask = (email: string, headers: Record<string, string> = {}) =>
    studio.visitor().post('/password-resets', { email }, { headers });

  async function mailedLink(role: Role = 'user'): Promise<string> {
    await studio.jobsDone();
    const before = studio.mails().length;
    expect((await ask(studio.members[role].email)).status).toBe(303);
    await studio.jobsDone();
    const mail = studio.mails()[before];
    expect(mail?.to).toBe(studio.members[role].email);
    return /https?:\/\/\S+/.exec(mail?.text ?? '')?.[0] ?? '';
  }

  const pathOf = (link: string) => new URL(link).pathname;

  it('is replaced by a link that is good once, and ends every login', async () => {
    const [before, thief] = [await loggedIn('user'), await loggedIn('user', studio)];
    const link = await mailedLink();
    expect(link).toMatch(new RegExp(`^${studio.origin}/password-resets/[\\w-]{43}$`));
    const visitor = studio.visitor();
    for (let look = 0; look < 3; look += 1) expect((await visitor.get(pathOf(link))).status).toBe(200);
    expect((await visitor.post(pathOf(link), { password: 'password1' })).status).toBe(422);
    const done = await visitor.post(pathOf(link), { password: 'un autre secret très long' });
    expect([done.status, done.location]).toEqual([303, '/login']);
    expect([await isIn(before), await isIn(thief), await isIn(visitor)]).toEqual([false, false, false]);
    expect(
      (await logIn(studio.visitor(), { email: studio.members.user.email, password: 'un autre secret très long' }))
        .status,
    ).toBe(303);
    expect((await visitor.get(pathOf(link))).status).toBe(410);
    expect((await visitor.post(pathOf(link), { password: 'encore un autre secret' })).status).toBe(410);
    await setHash(studio.members.user.id, hash);
  });

  it('gets the same answer and the same work for an unknown address', async () => {
    await studio.jobsDone();
    const known = await ask(studio.members.user.email);
    const pages = [known, await ask('unknown@nowhere.example'), await ask(other.members.user.email)];
    expect(
      new Set(pages.map((page) => JSON.stringify([page.status, page.location, page.text, page.headers.getSetCookie()])))
        .size,
    ).toBe(1);
    const before = studio.mails().length;
    await studio.jobsDone();
    expect(
      studio
        .mails()
        .slice(before)
        .map((mail) => mail.to),
    ).toEqual([studio.members.user.email]);
    expect((await studio.visitor().follow(known)).text).toContain('Si un compte');
  });

  it('takes as long for both', { retry: 3 }, async () => {
    const emails = [studio.members.user.email, 'unknown@nowhere.example'];
    const [known = 0, unknown = 0] = await compareTimes(
      forgetTries,
      30,
      emails.map((email) => () => ask(email)),
    );
    await studio.jobsDone();
    expect(Math.abs(known - unknown)).toBeLessThan(Math.max(4, Math.min(known, unknown) * 0.6));
  });

  it('sends a link to our own host, whatever the request says it is', async () => {
    await studio.jobsDone();
    const before = studio.mails().length;
    const attempts = [
      { 'x-forwarded-host': 'evil.example', forwarded: 'host=evil.example', 'x-forwarded-proto': 'ftp' },
      { host: 'evil.example' },
    ];
    const [forwarded, poisoned] = [
      await ask(studio.members.user.email, attempts[0]),
      await ask(studio.members.user.email, attempts[1]),
    ];
    expect([forwarded.status, poisoned.status]).toEqual([303, 404]);
    await studio.jobsDone();
    const sent = studio.mails().slice(before);
    expect(sent).toHaveLength(1);
    for (const { text, html } of sent) {
      expect(text).toContain(`${studio.origin}/password-resets/`);
      expect(text + html).not.toContain('evil');
    }
  });

  it('is won by one of twenty who have the same link at the same time', async () => {
    const path = pathOf(await mailedLink());
    const tries = Array.from({ length: 20 }, (_, index) =>
      studio.visitor().post(path, { password: `secret numéro ${index} bien long` }),
    );
    const statuses = (await Promise.all(tries)).map((page) => page.status);
    expect(statuses.filter((status) => status === 303)).toHaveLength(1);
    expect(statuses.filter((status) => status === 410)).toHaveLength(19);
    const winner = statuses.indexOf(303);
    const entered = await logIn(studio.visitor(), {
      email: studio.members.user.email,
      password: `secret numéro ${winner} bien long`,
    });
    expect(entered.status).toBe(303);
    await setHash(studio.members.user.id, hash);
  });

  it('shows what twenty would do if the link were looked up before it is used: all of them win', async () => {
    const path = pathOf(await mailedLink());
    const token = hashToken(path.split('/').at(-1) ?? '').toString('hex');
    const looked = await Promise.all(
      Array.from({ length: 20 }, () =>
        control().execute(
          sql`select 1 from password_resets where token_hash = decode(${token}, 'hex') and used_at is null`,
        ),
      ),
    );
    const won = looked.filter((rows) => rows.length === 1);
    for (const _ of won)
      await control().execute(
        sql`update password_resets set used_at = now() where token_hash = decode(${token}, 'hex')`,
      );
    expect(won).toHaveLength(20);
  });

  it('has a link that is good for an hour, at this studio, and not after another was used', async () => {
    const [first, second] = [await mailedLink(), await mailedLink()];
    expect((await other.visitor().get(pathOf(first))).status).toBe(410);
    expect((await other.visitor().post(pathOf(first), { password: 'un autre secret très long' })).status).toBe(410);
    studio.clock.set(new Date(Date.now() + 61 * 60_000));
    expect((await studio.visitor().get(pathOf(first))).status).toBe(410);
    studio.clock.run();
    expect((await studio.visitor().post(pathOf(second), { password: 'un autre secret très long' })).status).toBe(303);
    expect((await studio.visitor().get(pathOf(first))).status).toBe(410);
    await setHash(studio.members.user.id, hash);
  });

  it.each(['x', 'A'.repeat(43), '../../etc/passwd', '%00'])('has no link %j', async (token) => {
    const { status } = await studio.visitor().get(`/password-resets/${encodeURIComponent(token)}`);
    expect([404, 410]).toContain(status);
  });

  it('keeps no token in a database, a job or the queue', async () => {
    const token = (await mailedLink()).split('/').at(-1) ?? '';
    expect(await dump()).not.toContain(token);
    expect(await dumpStudio()).not.toContain(token);
  });

  it('cannot be used to fill a mailbox', async () => {
    const statuses: number[] = [];
    for (let count = 0; count < 7; count += 1) statuses.push((await ask(studio.members.user.email)).status);
    expect(statuses).toEqual([303, 303, 303, 303, 303, 429, 429]);
    await studio.jobsDone();
  });
});

describe('members', () => {
  it('are listed with their roles, for the desk', async () => {
    const page = await (await loggedIn('manager')).get('/settings/members');
    const rows = page.all('tbody tr').map((row) => row.querySelector('.chip')?.text.trim());
    expect(rows).toEqual(['Propriétaire', 'Administration', 'Gestion', 'Équipe']);
    expect(page.text).toContain(studio.members.user.email);
    expect(page.text).not.toContain(other.members.user.email);
    expect((await (await loggedIn('user')).get('/settings/members')).status).toBe(403);
  });
});

describe('the audit log', () => {
  it('says who came in and what was changed, for the desk', async () => {
    const owner = await loggedIn();
    await owner.post('/settings/billing', { paymentDays: 20 });
    const page = await owner.get('/settings/audit');
    const cells = page
      .all('tbody tr')
      .slice(0, 2)
      .map((row) => row.querySelectorAll('td').map((cell) => (cell.querySelector('summary') ?? cell).text.trim()));
    const { name } = studio.members.owner;
    expect(cells[0]?.slice(1)).toEqual([`${name} a modifié la facturation du studio`, studio.studio.name]);
    expect(cells[1]?.slice(1)).toEqual([`Connexion de ${name}`, name]);
    expect((await (await loggedIn('manager')).get('/settings/audit')).status).toBe(200);
    expect((await (await loggedIn('user')).get('/settings/audit')).status).toBe(403);
  });

  it('goes on page after page and misses nothing, in the very same instant neither', async () => {
    const scope = await studio.scope();
    await rawWrite(scope, (tx) =>
      tx.execute(sql`
        insert into audit (id, at, action, actor_kind, actor_name, request_id)
        select gen_random_uuid(), now() - (n / 3) * interval '1 microsecond', 'clients.import', 'system', 'n' || n, ''
        from generate_series(1, 130) n`),
    );
    const owner = await loggedIn();
    const ids: string[] = [];
    let next: string | undefined = '/settings/audit?module=clients';
    for (let pages = 0; next && pages < 9; pages += 1) {
      const page = await owner.get(next, pages === 0 ? {} : { headers: { 'hx-request': 'true' } });
      expect(page.text.startsWith('<!')).toBe(pages === 0);
      const rows = page.all('tr[id]').map((row) => row.id);
      ids.push(...rows);
      next = page.document.querySelector('.pager a')?.getAttribute('href')?.replaceAll('&amp;', '&');
    }
    expect(ids).toHaveLength(130);
    expect(new Set(ids).size).toBe(130);
  });

  it('is filtered by who, what and when', async () => {
    const owner = await loggedIn();
    const count = async (query: string) => (await owner.get(`/settings/audit?${query}`)).all('tbody tr[id]').length;
    expect(await count(`actor=${studio.members.user.id}`)).toBeGreaterThan(0);
    expect(await count('actor=system&module=clients')).toBe(50);
    expect(await count('module=rooms')).toBe(0);
    expect(await count('from=2000-01-01&to=2000-01-02')).toBe(0);
    expect(await count('actor=nonsense&module=%27;&from=yesterday&after=x~y')).toBe(50);
    expect((await owner.get('/settings/audit?module=rooms')).text).toContain('Aucune action');
  });

  it('shows an action that has no sentence as it is called', async () => {
    await rawWrite(await studio.scope(), (tx) =>
      tx.execute(sql`insert into audit (id, action, actor_kind, actor_name, request_id, details)
        values (gen_random_uuid(), 'future.verb', 'user', '<i>X</i>', '', '{"name": "<script>x</script>"}')`),
    );
    const page = await (await loggedIn()).get('/settings/audit?module=future');
    expect(page.one('tbody tr').text).toContain('future.verb');
    expect(page.all('tbody script, tbody i')).toEqual([]);
  });
});

/** Everything in the control database, as text. */
async function dump(): Promise<string> {
  const tables = [
    'users',
    'members',
    'logins',
    'password_resets',
    'welcomes',
    'known_browsers',
    'throttles',
    'outbox_hints',
  ];
  const rows = await Promise.all(
    tables.map((table) => control().execute(sql`select t::text from ${sql.identifier(table)} t`)),
  );
  return JSON.stringify(rows);
}

async function dumpStudio(): Promise<string> {
  const { db } = await studio.scope();
  const rows = await Promise.all(
    ['audit', 'outbox', 'effects'].map((table) => readRows(db, sql`select t::text from ${sql.identifier(table)} t`)),
  );
  return JSON.stringify(rows);
}
