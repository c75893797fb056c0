import { sql } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { connect } from '#platform/db/client.ts';
import { accessOf } from '#platform/http/access.ts';
import { eventually } from '#testing/eventually.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';
import { codeOf, type Factor, givePassword, givePasswords, withSecondFactor } from '#testing/two-factor.ts';
import type { Visitor } from '#testing/visit.ts';

const PAGE = '/login/second-factor';
const HALF = '__Host-half-login';

let studio: TestStudio;
let other: TestStudio;
let factor: Factor;

beforeAll(async () => {
  [studio, other] = [await testStudio(), await testStudio()];
  await givePasswords(studio, 'owner', 'admin');
});

beforeEach(async () => {
  studio.clock.set(new Date());
  for (const table of ['two_factors', 'half_logins', 'throttles'])
    await control().execute(sql`delete from ${sql.identifier(table)}`);
  factor = await withSecondFactor(studio, 'owner');
});

const control = () => studio.installation.platform.control.db;
const isIn = async (visitor: Visitor) => (await visitor.get('/settings/profile')).status === 200;
const code = (away = 1) => codeOf(studio, factor.secret, away);
const wrong = () => (code() === '000000' ? '111111' : '000000');

async function half(next?: string): Promise<Visitor> {
  return (await givePassword(studio, 'owner', next === undefined ? {} : { next })).visitor;
}

describe('a right password', () => {
  it('leads to the second step, with a cookie of five minutes and no login', async () => {
    const { visitor, page } = await givePassword(studio, 'owner', { next: '/clients?q=x' });
    expect([page.status, page.location]).toEqual([303, PAGE]);
    const cookies = page.headers.getSetCookie().filter((line) => line.startsWith('__Host-'));
    expect(cookies).toHaveLength(1);
    expect(cookies[0]).toMatch(/^__Host-half-login=/);
    for (const part of ['; Path=/', '; HttpOnly', '; Secure', '; SameSite=Lax', '; Max-Age=300'])
      expect(cookies[0]).toContain(part);
    expect(await isIn(visitor)).toBe(false);
    expect((await visitor.follow(page)).status).toBe(200);
    const done = await visitor.post(PAGE, { code: code() });
    expect([done.status, done.location]).toEqual([303, '/clients?q=x']);
    expect(visitor.cookies.has(HALF)).toBe(false);
    expect(await isIn(visitor)).toBe(true);
    expect((await visitor.get(PAGE)).location).toBe('/');
  });

  it('enters at once for those without a second factor', async () => {
    expect((await givePassword(studio, 'admin')).page.location).toBe('/');
  });

  it('is worth nothing by itself, on every route', async () => {
    const visitor = await half();
    const token = visitor.cookies.get(HALF) ?? '';
    const thieves = ['__Host-login', '__Host-browser', HALF].map((name) => {
      const thief = studio.visitor();
      thief.cookies.set(name, token);
      return thief;
    });
    const { routes } = studio.installation.built.tables.studio;
    const guarded = routes.filter(({ handler }) => 'permission' in (accessOf(handler) ?? {}));
    const paths = new Set(guarded.filter(({ method }) => method === 'GET').map(({ path }) => path));
    expect(paths.size).toBeGreaterThan(50);
    for (const path of [...paths].filter((candidate) => !candidate.startsWith('/dev/')))
      for (const thief of thieves) {
        const filled = path.replace(/:\w+(\{[^}]*\})?/g, '01890000-0000-7000-8000-000000000000');
        const { status, location } = await thief.get(filled);
        expect([status, location?.replace(/\?.*/, '').replace('/portal', '')], path).toEqual([303, '/login']);
      }
  });
});

describe('the second step', () => {
  it('without a half-login leads back to the password', async () => {
    for (const visitor of [studio.anonymous, studio.visitor()]) {
      visitor.cookies.set(HALF, 'A'.repeat(43));
      expect((await visitor.get(PAGE)).location).toBe('/login');
      expect((await visitor.post(PAGE, { code: code() })).location).toBe('/login');
    }
  });

  it('ends after five minutes', async () => {
    const visitor = await half();
    studio.clock.set(new Date(studio.clock.now().getTime() + 5 * 60_000));
    expect((await visitor.post(PAGE, { code: code() })).location).toBe('/login');
    expect(await isIn(visitor)).toBe(false);
  });

  it('is that of one studio, and of one browser', async () => {
    const visitor = await half();
    const stranger = other.visitor();
    stranger.cookies.set(HALF, visitor.cookies.get(HALF) ?? '');
    expect((await stranger.post(PAGE, { code: code() })).location).toBe('/login');
  });

  it.each([{}, { code: '', backupCode: '' }, { code: '12345' }, { code: '１２３４５６' }])(
    'asks for a code, and counts no try for %j',
    async (fields) => {
      const visitor = await half();
      for (let tries = 0; tries < 6; tries += 1) expect((await visitor.post(PAGE, fields)).status).toBe(422);
      expect((await visitor.post(PAGE, { code: code() })).status).toBe(303);
    },
  );

  it('takes five tries, and then not even the right code', async () => {
    const visitor = await half();
    const token = visitor.cookies.get(HALF) ?? '';
    for (let tries = 0; tries < 4; tries += 1) {
      const page = await visitor.post(PAGE, { code: wrong() });
      expect([page.status, page.one('#f-code-error').text.match(/\d/)?.[0]]).toEqual([422, String(4 - tries)]);
    }
    expect((await visitor.post(PAGE, { code: wrong() })).location).toBe('/login');
    visitor.cookies.set(HALF, token);
    expect((await visitor.post(PAGE, { code: code() })).location).toBe('/login');
    expect(await isIn(visitor)).toBe(false);
  });

  it('takes ten tries for one account in a quarter of an hour, however many passwords are given', async () => {
    let checked = 0;
    for (let round = 0; round < 4; round += 1) {
      const visitor = await half();
      for (let tries = 0; tries < 5; tries += 1)
        if ((await visitor.post(PAGE, { code: wrong() })).status !== 429) checked += 1;
    }
    expect(checked).toBe(10);
    expect((await (await half()).post(PAGE, { code: code() })).status).toBe(429);
  });

  it('still lets a browser in that the user entered from before, while a stranger guesses', async () => {
    const own = await half();
    expect((await own.post(PAGE, { code: code(-1) })).status).toBe(303);
    await own.post('/logout');
    for (let round = 0; round < 3; round += 1) {
      const visitor = await half();
      for (let tries = 0; tries < 5; tries += 1) await visitor.post(PAGE, { code: wrong() });
    }
    expect((await (await half()).post(PAGE, { code: code() })).status).toBe(429);
    await givePassword(studio, 'owner', { visitor: own });
    expect((await own.post(PAGE, { code: code() })).status).toBe(303);
  });
});

describe('a code', () => {
  it('is taken once, each of the three that are good', async () => {
    for (const away of [-1, 1]) {
      expect((await (await half()).post(PAGE, { code: code(away) })).status).toBe(303);
      expect((await (await half()).post(PAGE, { code: code(away) })).status).toBe(422);
    }
  });

  it('of another user is none', async () => {
    const admin = await withSecondFactor(studio, 'admin');
    expect((await (await half()).post(PAGE, { code: codeOf(studio, admin.secret, 1) })).status).toBe(422);
    expect((await (await half()).post(PAGE, { backupCode: admin.backupCodes[0] })).status).toBe(422);
  });

  it('on paper is taken once, as it was written or typed', async () => {
    const [first = '', second = ''] = factor.backupCodes;
    const login = async (backupCode: string) => (await (await half()).post(PAGE, { backupCode })).status;
    expect(await login(first)).toBe(303);
    expect(await login(first)).toBe(422);
    expect(await login(` ${second.toUpperCase().replace('-', ' ')} `)).toBe(303);
    expect(await login(second)).toBe(422);
    expect((await factor.visitor.get('/settings/two-factor')).text).toContain('8 codes de secours');
  });
});

describe('the same code twice at once', () => {
  /** All stand still where they write, and go on together. */
  async function atOnce<T>(table: string, works: readonly (() => Promise<T>)[]): Promise<T[]> {
    const { cluster } = studio.installation;
    const admin = connect(cluster.admin(cluster.control), { max: 1, name: 'meeting', idleInTransactionMs: 0 }).sql;
    const observer = connect(cluster.admin('postgres'), { max: 1, name: 'meeting' }).sql;
    const countWaiting = async () =>
      (await observer`select 1 from pg_stat_activity where datname = ${cluster.control} and wait_event_type = 'Lock'`)
        .length;
    try {
      await admin`begin`;
      await admin.unsafe(`lock table ${table} in share mode`);
      let hasGivenUp = false;
      const running = works.map((work) =>
        work().finally(() => {
          hasGivenUp = true;
        }),
      );
      await eventually(async () => hasGivenUp || (await countWaiting()) === works.length).toBe(true);
      await admin`rollback`;
      return await Promise.all(running);
    } finally {
      await Promise.all([admin.end({ timeout: 5 }), observer.end({ timeout: 5 })]);
    }
  }

  async function bothAtOnce(table: string, fields: () => Record<string, string>): Promise<number[]> {
    for (let tries = 0; tries < 5; tries += 1) {
      const visitors = [await half(), await half()];
      const sent = fields();
      const pages = await atOnce(
        table,
        visitors.map((visitor) => () => visitor.post(PAGE, sent)),
      );
      const statuses = pages.map(({ status }) => status).sort();
      // On a busy machine they may have waited too long for their locks.
      if (!statuses.includes(503)) return statuses;
    }
    throw new Error('five times a request waited too long for its locks');
  }

  it('lets one in', async () => {
    expect(await bothAtOnce('two_factors', () => ({ code: code() }))).toEqual([303, 422]);
  });

  it('lets one in by a backup code', async () => {
    const codes = [...factor.backupCodes];
    expect(await bothAtOnce('backup_codes', () => ({ backupCode: codes.pop() ?? '' }))).toEqual([303, 422]);
  });

  it('would let both in if the row were not locked while it is judged', async () => {
    const naive = () =>
      control().transaction(async (tx) => {
        await tx.execute(sql`set local lock_timeout = 0`);
        const own = sql`user_id = ${studio.members.owner.id}`;
        const [row] = await tx.execute<{ used: boolean }>(
          sql`select 7 = any (used_steps) as used from two_factors where ${own}`,
        );
        if (row?.used !== false) return false;
        await tx.execute(sql`update two_factors set used_steps = used_steps || 7::bigint where ${own}`);
        return true;
      });
    expect(await atOnce('two_factors', [naive, naive])).toEqual([true, true]);
  });
});
