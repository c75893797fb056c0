import { sql } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { accessOf } from '#platform/http/access.ts';
import { aUser, mainVisitor, makeMember, signedIn, type TestUser } from '#testing/main-host.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';
import { codeOf, PASSWORD, readSecretForm } from '#testing/two-factor.ts';
import type { TestPage, Visitor } from '#testing/visit.ts';

const HALF = '__Host-half-login';
const ID = '01890000-0000-7000-8000-000000000000';

let studio: TestStudio;
let user: TestUser;
let main: Visitor;

beforeAll(async () => {
  studio = await testStudio();
});

beforeEach(async () => {
  studio.clock.set(new Date());
  await control().execute(sql`delete from throttles`);
  user = await aUser(studio);
  main = mainVisitor(studio);
});

const control = () => studio.installation.platform.control.db;
const isIn = async (visitor: Visitor) => (await visitor.get('/settings/profile')).status === 200;
const tryPassword = (visitor: Visitor, email: string, password = 'tout à fait faux') =>
  visitor.post('/login', { email, password });

/** Without what is different on every page. */
const bare = ({ text }: TestPage, email: string) =>
  text.replace(/name="requestKey" value="[^"]+"/g, '').replaceAll(email, '');

describe('the login of the main host', () => {
  it('is a cookie of its own, for two months, and leads to the account', async () => {
    const page = await tryPassword(main, user.email, PASSWORD);
    expect([page.status, page.location]).toEqual([303, '/me']);
    const line = page.headers.getSetCookie().find((cookie) => cookie.startsWith('__Host-login='));
    for (const part of ['; Path=/', '; HttpOnly', '; Secure', '; SameSite=Lax', '; Max-Age=5184000'])
      expect(line).toContain(part);
    const shown = await main.get('/me');
    expect([shown.status, shown.headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect((await main.get('/login')).location).toBe('/me');
  });

  it('opens no studio, and that of a studio opens nothing here, on every route', async () => {
    await makeMember(studio, user, 'owner');
    const tables = studio.installation.built.tables;
    const steal = (from: Visitor, to: Visitor) => {
      for (const [name, value] of from.cookies) to.cookies.set(name, value);
      return to;
    };
    const inStudio = steal(await signedIn(main, user), studio.visitor());
    const onMain = steal(await signedIn(studio.visitor(), user), mainVisitor(studio));
    for (const [table, thief] of [
      [tables.studio, inStudio],
      [tables.main, onMain],
    ] as const) {
      const guarded = table.routes.filter(({ handler }) => 'permission' in (accessOf(handler) ?? {}));
      const paths = new Set(guarded.filter(({ method }) => method === 'GET').map(({ path }) => path));
      expect(paths.size).toBeGreaterThan(5);
      for (const path of [...paths].filter((candidate) => !candidate.startsWith('/dev/'))) {
        const { status, location } = await thief.get(path.replace(/:\w+(\{[^}]*\})?/g, ID));
        expect([status, location?.replace(/\?.*/, '').replace('/portal', '')], path).toEqual([303, '/login']);
      }
    }
  });

  it('ends alone: the studio’s stays', async () => {
    await makeMember(studio, user, 'user');
    const inside = await signedIn(studio.visitor(), user);
    await signedIn(main, user);
    await main.post('/logout');
    expect([await isIn(main), await isIn(inside)]).toEqual([false, true]);
  });

  it('answers the same for a wrong password and an unknown address', async () => {
    const pages = await Promise.all([
      tryPassword(mainVisitor(studio), user.email),
      tryPassword(mainVisitor(studio), 'inconnue@costa.example'),
    ]);
    const [known, unknown] = pages;
    expect(pages.map(({ status }) => status)).toEqual([422, 422]);
    expect(bare(known, user.email)).toBe(bare(unknown, 'inconnue@costa.example'));
    expect([...known.headers.keys()].sort()).toEqual([...unknown.headers.keys()].sort());
  });

  it('counts wrong passwords together with those at studios', async () => {
    await makeMember(studio, user, 'user');
    for (let tries = 0; tries < 10; tries += 1)
      expect((await tryPassword(tries % 2 ? mainVisitor(studio) : studio.visitor(), user.email)).status).toBe(422);
    for (const visitor of [mainVisitor(studio), studio.visitor()])
      expect((await tryPassword(visitor, user.email, PASSWORD)).status).toBe(429);
  });

  it('refused is noted in the log of the installation', async () => {
    await tryPassword(main, user.email);
    await studio.installation.platform.services.batches.flush();
    const rows = await control().execute<{ studio_id: string | null }>(
      sql`select studio_id from audit where action = 'identity.refuse-login' and subject_id = ${user.id}`,
    );
    expect(rows.map((row) => row.studio_id)).toEqual([null]);
  });

  it('asks for the second factor, with a half-login that is worth nothing at a studio', async () => {
    await makeMember(studio, user, 'user');
    await signedIn(main, user);
    const { secret, pending } = readSecretForm(await main.get('/settings/two-factor'));
    const set = await main.post('/settings/two-factor', { pending, code: codeOf(studio, secret) });
    expect((await main.follow(set)).all('.backup-codes li')).toHaveLength(10);
    const visitor = mainVisitor(studio);
    expect((await tryPassword(visitor, user.email, PASSWORD)).location).toBe('/login/second-factor');
    expect(await isIn(visitor)).toBe(false);
    const thief = studio.visitor();
    thief.cookies.set(HALF, visitor.cookies.get(HALF) ?? '');
    const code = codeOf(studio, secret, 1);
    expect((await thief.post('/login/second-factor', { code })).location).toBe('/login');
    expect((await visitor.post('/login/second-factor', { code })).location).toBe('/me');
    expect(await isIn(visitor)).toBe(true);
    await studio.jobsDone();
    const notices = studio.installation.mails.filter(({ to }) => to === user.email);
    expect(notices.map(({ studioId }) => studioId)).toEqual([null, null]);
  });
});

describe('a forgotten password', () => {
  const ask = (email: string) => mainVisitor(studio).post('/password-resets', { email });
  const mailsTo = (email: string) => studio.installation.mails.filter(({ to }) => to === email);

  it('is reset on the main host, also by a user of no studio', async () => {
    await ask(user.email);
    await studio.jobsDone();
    const link = new URL(/https?:\/\/\S+/.exec(mailsTo(user.email).at(-1)?.text ?? '')?.[0] ?? '');
    expect(link.origin).toBe(studio.installation.platform.options.publicUrl.origin);
    expect((await studio.visitor().get(link.pathname)).status).toBe(410);
    const password = 'cinq mots tout à fait neufs';
    expect((await main.post(link.pathname, { password })).location).toBe('/login');
    expect((await main.post(link.pathname, { password })).status).toBe(410);
    expect((await tryPassword(main, user.email, PASSWORD)).status).toBe(422);
    expect((await tryPassword(main, user.email, password)).location).toBe('/me');
  });

  it('is asked for with the same answer whether the address is known, and mails none that is not', async () => {
    const [known, unknown] = [await ask(user.email), await ask('inconnue@costa.example')];
    expect([known.status, known.location]).toEqual([unknown.status, unknown.location]);
    expect([...known.headers.keys()].sort()).toEqual([...unknown.headers.keys()].sort());
    await studio.jobsDone();
    expect([mailsTo(user.email).length, mailsTo('inconnue@costa.example').length]).toEqual([1, 0]);
  });

  it('waits for the queue where that is away', async () => {
    const { queue, platform } = studio.installation;
    queue.isAway = true;
    await ask(user.email);
    queue.isAway = false;
    await studio.jobsDone();
    expect(mailsTo(user.email)).toEqual([]);
    await platform.services.deliveries.sweep(0);
    await studio.jobsDone();
    expect(mailsTo(user.email)).toHaveLength(1);
    await platform.services.deliveries.sweep(0);
    await studio.jobsDone();
    expect(mailsTo(user.email)).toHaveLength(1);
  });

  it('is kept for a queue that may lose it until the job is done', async () => {
    const { queue, platform } = studio.installation;
    queue.isAway = true;
    await ask(user.email);
    queue.isAway = false;
    const waiting = () =>
      control().execute<{ id: string }>(
        sql`select m ->> 'id' as id from deliveries, jsonb_array_elements(messages) m where studio_id is null`,
      );
    const [message] = await waiting();
    await platform.services.deliveries.acknowledge(['another']);
    expect(await waiting()).toHaveLength(1);
    await platform.services.deliveries.acknowledge([message?.id ?? '']);
    expect(await waiting()).toHaveLength(0);
    const rows = await control().execute(sql`select 1 from deliveries where studio_id is null`);
    expect(rows).toHaveLength(0);
  });
});
