/** Pages remember who is signed in; what is decided about a person elsewhere must count here all the same. */
import { type AddressInfo, createServer, connect as dial, type Server, type Socket } from 'node:net';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect } from '#platform/db/client.ts';
import { openListening } from '#platform/db/listen.ts';
import { createRemembered } from '#platform/db/remembered.ts';
import { eventually } from '#testing/eventually.ts';
import { type SecondProcess, startSecondProcess } from '#testing/second-process.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';

/** Owners, admins and managers may; users may not. */
const GUARDED = '/settings/audit';

let studio: TestStudio;
let elsewhere: SecondProcess;
let open: SecondProcess['open'];

beforeAll(async () => {
  studio = await testStudio();
  elsewhere = await startSecondProcess(studio);
  open = elsewhere.open;
});
afterAll(() => elsewhere.close());

const control = () => studio.installation.platform.control.db;
const setRole = (role: string, userId: string) =>
  control().execute(
    sql`update members set role = ${role} where studio_id = ${studio.studio.id} and user_id = ${userId}`,
  );

describe('in another process', () => {
  test('a demotion counts at once, and a promotion', async () => {
    const [here, id] = [await studio.as('admin'), studio.members.admin.id];
    const there = open(here);
    expect((await there.get(GUARDED)).status).toBe(200);
    await setRole('user', id);
    await eventually(async () => (await there.get(GUARDED)).status).toBe(403);
    await setRole('admin', id);
    await eventually(async () => (await there.get(GUARDED)).status).toBe(200);
  });

  test('so does the end of a login, and of a membership', async () => {
    const [here, there] = [await studio.as('manager'), open(await studio.as('manager'))];
    expect((await there.get('/clients')).status).toBe(200);
    await control().execute(sql`update logins set revoked_at = now() where user_id = ${studio.members.manager.id}`);
    await eventually(async () => (await there.get('/clients')).location).toMatch(/^\/login/);
    expect((await here.get('/clients')).location).toMatch(/^\/login/);

    const left = open(await studio.as('user'));
    expect((await left.get('/clients')).status).toBe(200);
    await control().execute(sql`delete from members where user_id = ${studio.members.user.id}`);
    await eventually(async () => (await left.get('/clients')).location).toMatch(/^\/login/);
  });

  test('a new name is shown', async () => {
    const there = open(await studio.as('owner'));
    await there.get('/clients');
    await control().execute(sql`update users set name = 'Nouveau Nom' where id = ${studio.members.owner.id}`);
    await eventually(async () => (await there.get('/clients')).text).toContain('Nouveau Nom');
  });

  test('without the trigger it would count a minute later, and for a form at once', async () => {
    const { cluster } = studio.installation;
    const admin = connect(cluster.admin(cluster.control), { max: 1, name: 'saboteur' });
    const [there, id] = [open(await studio.as('admin')), studio.members.admin.id];
    expect((await there.get(GUARDED)).status).toBe(200);
    expect((await there.post('/settings/studio')).status).toBe(422);
    await admin.sql`alter table members disable trigger members_notify`;
    try {
      await setRole('user', id);
      // Whatever else was announced has arrived by now.
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect((await there.get(GUARDED)).status).toBe(200);
      expect((await there.post('/settings/studio')).status).toBe(403);
    } finally {
      await admin.sql`alter table members enable trigger members_notify`;
      await setRole('admin', id);
      await admin.sql.end();
    }
  });
});

describe('a login that is remembered', () => {
  test('ends when it ends, on the second', async () => {
    const { clock } = studio.installation;
    const visitor = await studio.as('owner');
    const end = new Date(Date.now() + 30_000);
    await control().execute(sql`
      update logins set expires_at = ${end.toISOString()} where user_id = ${studio.members.owner.id}`);
    clock.set(new Date(end.getTime() - 1_000));
    expect((await visitor.get('/clients')).status).toBe(200);
    clock.set(end);
    expect((await visitor.get('/clients')).location).toMatch(/^\/login/);
    clock.run();
  });

  test('is that of one studio: its cookie means nothing at another', async () => {
    const [visitor, other] = [await studio.as('admin'), await testStudio()];
    expect((await visitor.get('/clients')).status).toBe(200);
    const stranger = other.visitor();
    for (const [name, value] of visitor.cookies) stranger.cookies.set(name, value);
    for (let tries = 0; tries < 2; tries += 1) expect((await stranger.get('/clients')).location).toMatch(/^\/login/);
  });
});

describe('what is remembered', () => {
  const sockets = new Set<Socket>();
  let wire: Server;

  /** A wire between the process and its server, which can be cut. */
  beforeAll(async () => {
    const { host, port } = studio.installation.cluster.web;
    wire = createServer((near) => {
      const far = dial(port, host);
      for (const [one, other] of [
        [near, far],
        [far, near],
      ] as const) {
        sockets.add(one.on('error', () => {}).on('close', () => other.destroy()));
        one.pipe(other);
      }
    });
    await new Promise<void>((resolve) => wire.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => wire.close());

  test('is asked for each time while nothing can be heard, and afresh afterwards', async () => {
    const { port } = wire.address() as AddressInfo;
    const listening = openListening({ ...studio.installation.cluster.web, host: '127.0.0.1', port });
    const remembered = await createRemembered(listening, 'regie_people');
    let asked = 0;
    const recall = () =>
      remembered.recall('key', new Date(), async () => {
        asked += 1;
        return { about: 'someone', until: new Date(Date.now() + 3_600_000) };
      });
    await recall();
    await recall();
    expect(asked).toBe(1);

    wire.close();
    for (const socket of sockets) socket.destroy();
    const asksAgain = async () => {
      const before = asked;
      await recall();
      await recall();
      return asked - before;
    };
    await eventually(async () => await asksAgain()).toBe(2);
    await new Promise<void>((resolve) => wire.listen(port, '127.0.0.1', resolve));
    await eventually(async () => await asksAgain()).toBe(0);
    await listening.close();
  });

  test('never is an answer that was on its way when something was announced', async () => {
    const remembered = await createRemembered(studio.installation.platform.listening, 'regie_people');
    let release = () => {};
    const slow = remembered.recall('key', new Date(), async () => {
      await new Promise<void>((resolve) => {
        release = resolve;
      });
      return { about: 'someone', until: new Date(Date.now() + 3_600_000), value: 'before' };
    });
    remembered.forgetAll();
    release();
    expect((await slow)?.value).toBe('before');
    const next = await remembered.recall('key', new Date(), async () => ({
      about: 'someone',
      until: new Date(Date.now() + 3_600_000),
      value: 'after',
    }));
    expect(next?.value).toBe('after');
  });
});
