import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it, test } from 'vitest';
import { connect } from '#platform/db/client.ts';
import { newId } from '#platform/db/ids.ts';
import { readRows } from '#platform/db/raw.ts';
import type { Role } from '#platform/scope.ts';
import { startSecondProcess } from '#testing/second-process.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';
import type { TestPage, Visitor } from '#testing/visit.ts';

const MEMBERS = '/settings/members';
const DEPARTURE = `${MEMBERS}/departure`;

let studio: TestStudio;

/** Roles change here, so each test has a studio of its own. */
beforeEach(async () => {
  studio = await testStudio();
});

const control = () => studio.installation.platform.control.db;
const idOf = (role: Role) => studio.members[role].id;
const setRole = (by: Visitor, userId: string, role: string) => by.post(`${MEMBERS}/${userId}/role`, { role });
const remove = (by: Visitor, userId: string) => by.post(`${MEMBERS}/${userId}/removal`);

async function roles(): Promise<Record<string, string>> {
  const rows = await readRows<{ user_id: string; role: string }>(
    control(),
    sql`select user_id, role from members where studio_id = ${studio.studio.id}`,
  );
  return Object.fromEntries(rows.map(({ user_id, role }) => [user_id, role]));
}

const countOwners = async () => Object.values(await roles()).filter((role) => role === 'owner').length;

/** The role that a member of this role has here, straight in the database. */
const make = (role: Role, is: Role) =>
  control().execute(
    sql`update members set role = ${is} where studio_id = ${studio.studio.id} and user_id = ${idOf(role)}`,
  );

async function visitors(): Promise<Record<Role, Visitor>> {
  const [owner, admin, manager, user] = await Promise.all([
    ...(['owner', 'admin', 'manager', 'user'] as const).map((role) => studio.as(role)),
  ]);
  return { owner, admin, manager, user } as Record<Role, Visitor>;
}

describe('the list', () => {
  it('says who is here, as what and since when they were last seen, with a link for each', async () => {
    const page = await (await studio.as('admin')).get(MEMBERS);
    for (const { id, name, email } of Object.values(studio.members)) {
      expect(page.one(`#user-${id}`).text).toContain(name);
      expect(page.one(`#user-${id}`).text).toContain(email);
      expect(page.one(`#user-${id} a`).getAttribute('href')).toBe(`${MEMBERS}/${id}`);
    }
    expect(page.one(`#user-${idOf('owner')}`).text).toContain('dernier propriétaire');
    expect(page.one(`#user-${idOf('admin')}`).text).toContain('vous');
    expect(page.one(`#user-${idOf('manager')}`).text).toContain('Jamais');
  });

  it('says “not in the last 30 days” where logins of before are forgotten', async () => {
    await control().execute(
      sql`update members set joined_at = now() - interval '90 days' where user_id = ${idOf('manager')}`,
    );
    const page = await (await studio.as('owner')).get(MEMBERS);
    expect(page.one(`#user-${idOf('manager')}`).text).toContain('Pas ces 30 derniers jours');
  });

  it('is not for users, nor for strangers', async () => {
    expect((await (await studio.as('user')).get(MEMBERS)).status).toBe(403);
    expect((await (await studio.as('user')).get(`${MEMBERS}/${idOf('owner')}`)).status).toBe(403);
    expect((await studio.anonymous.get(MEMBERS)).location).toMatch(/^\/login/);
  });
});

describe('roles', () => {
  /** Who may make whom what; every other pair is refused. */
  const ALLOWED: Readonly<Record<Role, readonly string[]>> = {
    owner: ['admin', 'manager', 'user'].flatMap((from) =>
      ['owner', 'admin', 'manager', 'user'].map((to) => `${from} ${to}`),
    ),
    admin: ['user user', 'user admin'],
    manager: ['user user', 'user manager'],
    user: [],
  };

  test.each(['owner', 'admin', 'manager', 'user'] as const)(
    'are given by the %s as far as the role goes',
    async (by) => {
      const visitor = await studio.as(by);
      for (const from of ['admin', 'manager', 'user'] as const)
        for (const to of ['owner', 'admin', 'manager', 'user'] as const) {
          const page = await setRole(visitor, idOf(from), to);
          const allowed = ALLOWED[by].includes(`${from} ${to}`);
          expect([from, to, page.status]).toEqual([from, to, allowed ? 303 : 403]);
          expect((await roles())[idOf(from)]).toBe(allowed ? to : from);
          if (allowed) await make(from, from);
        }
    },
  );

  it('an admin moves other admins, a manager other managers, and neither themselves', async () => {
    await make('user', 'admin');
    expect((await setRole(await studio.as('admin'), idOf('user'), 'user')).status).toBe(303);
    await make('user', 'manager');
    expect((await setRole(await studio.as('manager'), idOf('user'), 'user')).status).toBe(303);
    expect((await setRole(await studio.as('manager'), idOf('manager'), 'user')).status).toBe(403);
    expect((await setRole(await studio.as('admin'), idOf('admin'), 'user')).status).toBe(403);
  });

  it('count at once, in a browser that was here before', async () => {
    const { owner, user, admin } = await visitors();
    expect((await admin.get(MEMBERS)).status).toBe(200);
    await setRole(owner, idOf('admin'), 'user');
    expect((await admin.get(MEMBERS)).status).toBe(403);
    await setRole(owner, idOf('user'), 'manager');
    expect((await user.get(MEMBERS)).status).toBe(200);
  });

  it('are those that there are, of members that there are', async () => {
    const owner = await studio.as('owner');
    for (const role of ['', 'client', 'root', '__proto__'])
      expect((await setRole(owner, idOf('user'), role)).status).toBe(422);
    for (const id of [newId(), 'x', '%00']) {
      expect((await setRole(owner, id, 'user')).status).toBe(404);
      expect((await remove(owner, id)).status).toBe(404);
      expect((await owner.get(`${MEMBERS}/${id}`)).status).toBe(404);
    }
  });

  it('of another studio are out of reach for its owner and for ours', async () => {
    const other = await testStudio();
    const [owner, theirs] = [await studio.as('owner'), await other.as('owner')];
    for (const [by, id] of [
      [owner, other.members.user.id],
      [theirs, idOf('user')],
    ] as const) {
      expect((await setRole(by, id, 'admin')).status).toBe(404);
      expect((await remove(by, id)).status).toBe(404);
      expect((await by.get(`${MEMBERS}/${id}`)).status).toBe(404);
    }
    const stolen = studio.visitor();
    for (const [name, value] of theirs.cookies) stolen.cookies.set(name, value);
    expect((await setRole(stolen, idOf('user'), 'admin')).location).toMatch(/^\/login/);
    expect((await roles())[idOf('user')]).toBe('user');
  });
});

describe('leaving and being removed', () => {
  it('ends the logins at this studio at the next request and leaves those elsewhere', async () => {
    const { owner, user } = await visitors();
    const other = await testStudio();
    await control().execute(
      sql`insert into members (studio_id, user_id, role) values (${other.studio.id}, ${idOf('user')}, 'user')`,
    );
    await control().execute(sql`
      insert into logins (id, token_hash, studio_id, user_id, expires_at, address, user_agent)
      values (${newId()}, '\\x01', ${other.studio.id}, ${idOf('user')}, now() + interval '1 day', '127.0.0.1', 'test')`);
    const elsewhere = await startSecondProcess(studio);
    expect((await user.get('/clients')).status).toBe(200);
    expect((await remove(owner, idOf('user'))).location).toBe(MEMBERS);
    expect((await user.get('/clients')).location).toMatch(/^\/login/);
    expect((await elsewhere.open(user).post('/clients', { name: 'Ada' })).location).toMatch(/^\/login/);
    await elsewhere.close();
    const left = await readRows(control(), sql`select studio_id from logins where user_id = ${idOf('user')}`);
    expect(left).toEqual([{ studio_id: other.studio.id }]);
  });

  it('leaves what they did under their name', async () => {
    const { owner, user } = await visitors();
    const { location } = await user.post('/clients', { name: 'Ada Vasseur' });
    await user.post(`${location}/notes`, { note: 'Rappeler jeudi' });
    await remove(owner, idOf('user'));
    expect((await owner.get(location ?? '')).text).toContain(studio.members.user.name);
    const journal = (await owner.get('/settings/audit')).text;
    expect(journal).toContain(`a retiré ${studio.members.user.name} du studio`);
  });

  it('follows the rules of roles', async () => {
    const { owner, admin, manager, user } = await visitors();
    for (const by of [admin, manager, user]) expect((await remove(by, idOf('owner'))).status).toBe(403);
    expect((await remove(admin, idOf('manager'))).status).toBe(403);
    expect((await remove(manager, idOf('admin'))).status).toBe(403);
    expect((await remove(admin, idOf('admin'))).status).toBe(403);
    expect((await remove(user, idOf('user'))).status).toBe(403);
    expect((await remove(admin, idOf('user'))).status).toBe(303);
    expect((await remove(owner, idOf('manager'))).status).toBe(303);
  });

  it('is everybody’s own decision', async () => {
    for (const role of ['admin', 'manager', 'user'] as const) {
      const visitor = await studio.as(role);
      expect((await visitor.get(DEPARTURE)).text).toContain('Studio Lumen');
      const page = await visitor.post(DEPARTURE);
      expect([page.status, page.location]).toEqual([303, '/login']);
      expect((await visitor.get('/clients')).location).toMatch(/^\/login/);
    }
    expect(Object.values(await roles())).toEqual(['owner']);
  });
});

describe('the last owner', () => {
  it('can neither be demoted nor removed nor leave, and is told why', async () => {
    const owner = await studio.as('owner');
    for (const page of [
      ...(await Promise.all(['admin', 'manager', 'user'].map((role) => setRole(owner, idOf('owner'), role)))),
      await remove(owner, idOf('owner')),
      await owner.post(DEPARTURE),
    ]) {
      expect(page.status).toBe(409);
      expect(page.one('[role="alert"]').text).toContain('Un studio doit garder au moins un propriétaire');
    }
    expect((await roles())[idOf('owner')]).toBe('owner');
    expect((await owner.get(`${MEMBERS}/${idOf('owner')}`)).all(`form[action^="${MEMBERS}"]`)).toEqual([]);
    expect((await owner.get(DEPARTURE)).all(`form[action="${DEPARTURE}"]`)).toEqual([]);
  });

  it('may do all of it once there is another', async () => {
    await make('admin', 'owner');
    const owner = await studio.as('owner');
    expect((await setRole(owner, idOf('owner'), 'user')).location).toBe('/');
    await make('owner', 'owner');
    expect((await remove(owner, idOf('owner'))).location).toBe('/login');
    expect(await countOwners()).toBe(1);
  });

  /** Both owners at once, each from a browser of theirs. */
  async function atOnce(act: (by: Visitor, other: string) => Promise<TestPage>): Promise<number[]> {
    await make('owner', 'owner');
    await make('admin', 'owner');
    const [one, two] = [await studio.as('owner'), await studio.as('admin')];
    const pages = await Promise.all([act(one, idOf('admin')), act(two, idOf('owner'))]);
    return pages.map(({ status }) => status).sort();
  }

  it('stays where two owners demote each other at once', async () => {
    for (let round = 0; round < 5; round += 1) {
      const answers = await atOnce((by, other) => setRole(by, other, 'admin'));
      // A second that came after the first was over is no owner any more.
      expect([
        [303, 409],
        [303, 403],
      ]).toContainEqual(answers);
      expect(await countOwners()).toBe(1);
    }
  });

  it('stays where two owners leave at once; without the trigger both would go', async () => {
    const { cluster } = studio.installation;
    const admin = connect(cluster.admin(cluster.control), { max: 2, name: 'saboteur', idleInTransactionMs: 0 }).sql;
    const leaveTogether = async () => {
      await control().execute(sql`
        insert into members (studio_id, user_id, role) values (${studio.studio.id}, ${idOf('owner')}, 'owner'), (${studio.studio.id}, ${idOf('admin')}, 'owner')
        on conflict (studio_id, user_id) do update set role = 'owner'`);
      return atOnce((by) => by.post(DEPARTURE));
    };
    try {
      expect(await leaveTogether()).toEqual([303, 409]);
      expect(await countOwners()).toBe(1);
      await admin`alter table members disable trigger members_last_owner`;
      expect(await leaveTogether()).toEqual([303, 303]);
      expect(await countOwners()).toBe(0);
    } finally {
      await admin`alter table members enable trigger members_last_owner`;
      await admin.end();
    }
  });
});
