/** Streams as they go over a socket: who hears what, and when they end. */
import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { connect } from '#platform/db/client.ts';
import { LIMITS } from '#platform/live/hub.ts';
import { type Listening, serve } from '#platform/runtime/node.ts';
import { eventually } from '#testing/eventually.ts';
import { type Following, follow as followAt } from '#testing/follow.ts';
import { type SecondProcess, startSecondProcess } from '#testing/second-process.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';
import type { Visitor } from '#testing/visit.ts';

const ALL = '?topics=calendar,today,invoices';

let studio: TestStudio;
let other: TestStudio;
let here: SecondProcess;
let listening: Listening;
let owner: Visitor;

const open: Following[] = [];

/** The streams are of another process than the one that acts, and its heart beats quickly. */
beforeAll(async () => {
  [studio, other] = [await testStudio(), await testStudio()];
  here = await startSecondProcess(studio, { liveLimits: { ...LIMITS, beatMs: 100, mostOfLogin: 3 } });
  listening = await serve(here.app, { port: 0, host: '127.0.0.1' });
  owner = await studio.as('owner');
});
afterEach(async () => {
  for (const each of open.splice(0)) each.leave();
  await eventually(() => here.platform.live.count()).toBe(0);
});
afterAll(async () => {
  await listening.close(0);
  await here.platform.close();
});

async function follow(visitor = owner, query = ALL, where = studio): Promise<Following> {
  const following = await followAt(listening.port, where, visitor, query);
  open.push(following);
  return following;
}

const control = () => studio.installation.platform.control.db;
const makeRoom = (visitor: Visitor, name: string) => visitor.post('/rooms', { type: 'live', name });

describe('a stream', () => {
  test('says which topics a committed action changed, and nothing else', async () => {
    const stream = await follow();
    expect(stream.status).toBe(200);
    expect((await makeRoom(owner, 'Salle secrète')).status).toBe(303);
    await eventually(() => stream.events().sort()).toEqual(['calendar', 'today']);
    expect(stream.text().replaceAll(': beat\n\n', '')).toMatch(/^(data: (calendar|today)\n\n){2}$/);
  });

  test('says nothing of what was refused or came to nothing', async () => {
    const stream = await follow();
    expect((await makeRoom(owner, '')).status).toBe(422);
    expect((await makeRoom(await studio.as('user'), 'Salle')).status).toBe(403);
    await owner.post('/settings/billing', { paymentDays: 21 });
    // Announcements of one process come in the order of its actions.
    await makeRoom(owner, 'Autre salle');
    await eventually(() => stream.events().length).toBeGreaterThan(0);
    expect(stream.events()).not.toContain('invoices');
  });

  test('is not compressed, stored or kept alive, and HEAD opens none', async () => {
    const { headers } = await follow();
    expect(headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      'x-content-type-options': 'nosniff',
      connection: 'close',
    });
    expect(headers).not.toHaveProperty('content-encoding');
    const count = here.platform.live.count();
    expect((await owner.request(`/live${ALL}`, { method: 'HEAD' })).status).toBe(200);
    expect(here.platform.live.count()).toBe(count);
  });

  test('holds no connection to the studio’s database', async () => {
    const { pools } = here.platform;
    await follow();
    await pools.drop(studio.studio.database);
    expect(pools.stats()).toMatchObject({ open: 0 });
  });
});

describe('who may follow', () => {
  test('staff alone, topics that there are, with the right of each', async () => {
    const user = await studio.as('user');
    const statusOf = async (visitor: Visitor, query: string) => (await follow(visitor, query)).status;
    expect(await statusOf(studio.anonymous, ALL)).toBe(303);
    for (const query of ['', '?topics=', '?topics=calendar,payroll', '?topics=constructor', '?topics=%00'])
      expect(await statusOf(owner, query), query).toBe(422);
    expect(await statusOf(user, '?topics=calendar,today')).toBe(200);
    expect(await statusOf(user, ALL)).toBe(403);
    expect(await statusOf(user, '?topics=invoices')).toBe(403);
  });

  test('another studio hears nothing, whatever it asks for', async () => {
    const [stranger, thief] = [await other.as('owner'), other.visitor()];
    for (const [name, value] of owner.cookies) thief.cookies.set(name, value);
    expect((await follow(thief, ALL, other)).status).toBe(303);
    const queries = [ALL, `${ALL}&studio=${studio.studio.id}`, `${ALL}&age=0`];
    const streams = await Promise.all(queries.map((query) => follow(stranger, query, other)));
    const own = await follow();
    await makeRoom(owner, 'Chez moi');
    await eventually(() => own.events().length).toBe(2);
    expect(streams.flatMap((each) => each.events())).toEqual([]);
    // The control: they do hear their own.
    await makeRoom(stranger, 'Chez elle');
    await eventually(() => streams.map((each) => each.events().length)).toEqual([2, 2, 2]);
    expect(own.events()).toHaveLength(2);
  });

  test('a studio’s own database cannot announce anything to others', async () => {
    const stream = await follow();
    const { db, sql: client } = connect(studio.installation.cluster.studio(other.studio.database), {
      max: 1,
      name: 'intruder',
    });
    await db.execute(sql`select pg_notify('regie_live', ${`${studio.studio.id} invoices`})`);
    await client.end();
    await makeRoom(owner, 'Encore une');
    await eventually(() => stream.events().sort()).toEqual(['calendar', 'today']);
  });
});

describe('a stream ends', () => {
  const of = (userId: string) => sql`studio_id = ${studio.studio.id} and user_id = ${userId}`;

  test('with its login, and with the membership; others go on', async () => {
    const [manager, user] = [await studio.as('manager'), await studio.as('user')];
    const [own, theirs, left] = [await follow(), await follow(manager), await follow(user, '?topics=today')];
    await control().execute(sql`update logins set revoked_at = now() where ${of(studio.members.manager.id)}`);
    await eventually(() => theirs.hasEnded()).toBe(true);
    await control().execute(sql`delete from members where ${of(studio.members.user.id)}`);
    await eventually(() => left.hasEnded()).toBe(true);
    await makeRoom(owner, 'Suite');
    await eventually(() => own.events().length).toBe(2);
    expect([own.hasEnded(), theirs.events(), left.events()]).toEqual([false, [], []]);
    expect((await follow(manager)).status).toBe(303);
  });

  test('with the right to one of its topics, not with a right that it does not need', async () => {
    const admin = await studio.as('admin');
    const [all, some] = [await follow(admin), await follow(admin, '?topics=calendar')];
    const member = of(studio.members.admin.id);
    await control().execute(sql`update members set role = 'user' where ${member}`);
    await eventually(() => all.hasEnded()).toBe(true);
    expect([some.hasEnded(), (await follow(admin)).status]).toEqual([false, 403]);
    await control().execute(sql`update members set role = 'admin' where ${member}`);
  });

  test('when the login expires, and when the studio is closed', async () => {
    const { clock } = studio.installation;
    const admin = await studio.as('admin');
    const end = new Date(Date.now() + 30_000);
    const until = sql`update logins set expires_at = ${end.toISOString()} where ${of(studio.members.admin.id)}`;
    const stream = await follow(admin);
    await control().execute(until);
    clock.set(new Date(end.getTime() - 1_000));
    await makeRoom(owner, 'Avant la fin');
    await eventually(() => stream.events().length).toBe(2);
    clock.set(end);
    await eventually(() => stream.hasEnded()).toBe(true);
    clock.run();

    const theirs = await follow(await other.as('owner'), ALL, other);
    const close = (status: string) =>
      control().execute(sql`update studios set status = ${status} where id = ${other.studio.id}`);
    await close('suspended');
    await eventually(() => theirs.hasEnded()).toBe(true);
    await close('ready');
  });
});

describe('too many streams', () => {
  test('of one login are refused for a while', async () => {
    for (let count = 0; count < 3; count += 1) expect((await follow()).status).toBe(200);
    const { status, headers } = await follow();
    expect([status, headers['retry-after']]).toEqual([429, '30']);
    expect((await follow(await studio.as('owner'))).status).toBe(200);
    open.shift()?.leave();
    await eventually(async () => (await follow()).status).toBe(200);
  });

  test('of one process go elsewhere', async () => {
    const small = await startSecondProcess(studio, { liveLimits: { ...LIMITS, mostStreams: 1 } });
    const socket = await serve(small.app, { port: 0, host: '127.0.0.1' });
    open.push(await followAt(socket.port, studio, owner, ALL));
    const { status, headers } = await followAt(socket.port, studio, await studio.as('admin'), ALL);
    expect([status, headers['retry-after']]).toEqual([503, '30']);
    await socket.close(0);
    await small.platform.close();
  });
});

describe('when the listening connection is cut', () => {
  test('streams stay, are told that they may have missed something, and hear again', async () => {
    const stream = await follow();
    await control().execute(sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'regie listen' and datname = current_database()`);
    await eventually(() => stream.events()).toEqual(['resync']);
    await makeRoom(owner, 'Après la coupure');
    await eventually(() => stream.events().sort()).toEqual(['calendar', 'resync', 'today']);
    expect(stream.hasEnded()).toBe(false);
  });

  test('a process has one such connection, whatever it hears', async () => {
    const [row] = await control().execute(sql`
      select count(*)::int as count from pg_stat_activity
      where application_name = 'regie listen' and datname = current_database()`);
    expect(row).toEqual({ count: 2 });
  });
});

test('a process that stops hands its streams over at once, and takes no more', async () => {
  const leaving = await startSecondProcess(studio);
  const socket = await serve(leaving.app, { port: 0, host: '127.0.0.1' });
  const stream = await followAt(socket.port, studio, owner, ALL);
  leaving.platform.live.drain();
  await eventually(() => stream.hasEnded()).toBe(true);
  const { status, headers } = await followAt(socket.port, studio, owner, ALL);
  expect([status, headers['retry-after']]).toEqual([503, '2']);
  // Longer than a test may last: nothing is left that would have to be cut off.
  await socket.close(600_000);
  await leaving.platform.close();
});
