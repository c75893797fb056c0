import { sql } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hashPassword } from '#identity/passwords/hashing.ts';
import { connect } from '#platform/db/client.ts';
import { newId } from '#platform/db/ids.ts';
import { mailDays } from '#platform/db/platform-schema.ts';
import { readRows } from '#platform/db/raw.ts';
import type { Role } from '#platform/scope.ts';
import { compareTimes } from '#testing/compare-times.ts';
import { rawWrite } from '#testing/raw-write.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';
import { createVisitor, type Fields, type TestPage, type Visitor } from '#testing/visit.ts';

const MEMBERS = '/settings/members';
const INVITATIONS = `${MEMBERS}/invitations`;
const PASSWORD = 'quatre mots sans rapport';

let studio: TestStudio;
let other: TestStudio;
let owner: Visitor;
let hash: string;

beforeAll(async () => {
  hash = await hashPassword(PASSWORD);
  [studio, other] = [await testStudio({ name: 'Studio Lumen' }), await testStudio({ name: 'Cabine Nord' })];
  owner = await studio.as('owner');
});

beforeEach(async () => {
  studio.clock.run();
  await control().execute(sql`delete from throttles`);
  for (const one of [studio, other]) await rawWrite(await one.scope(), (tx) => tx.delete(mailDays));
});

const control = () => studio.installation.platform.control.db;
const anAddress = () => `nina-${Math.random().toString(36).slice(2)}@costa.example`;
const ask = (email: string, fields: Fields = {}, by = owner) =>
  by.post(INVITATIONS, { email, role: 'user', ...fields });

/** The path of the link in the last mail of the studio. */
async function mailedLink(at = studio): Promise<string> {
  await at.jobsDone();
  return new URL(/https?:\/\/\S+/.exec(at.mails().at(-1)?.text ?? '')?.[0] ?? '').pathname;
}

async function invited(email: string, fields: Fields = {}, by = owner): Promise<string> {
  expect((await ask(email, fields, by)).status).toBe(303);
  return mailedLink();
}

/** A user with a password and a proved address. */
async function anAccount(email: string, locale: string | null = null): Promise<string> {
  const id = newId();
  await control().execute(sql`
    insert into users (id, email, name, email_confirmed_at, password_hash, locale)
    values (${id}, ${email}, 'Nina Costa', now(), ${hash}, ${locale})`);
  return id;
}

async function memberships(email: string): Promise<string[]> {
  const rows = await readRows<{ slug: string; role: string }>(
    control(),
    sql`select s.slug, m.role from members m join users u on u.id = m.user_id join studios s on s.id = m.studio_id
      where u.email = ${email} order by s.created_at`,
  );
  return rows.map(({ slug, role }) => `${slug} ${role}`);
}

async function idOf(email: string): Promise<string> {
  const [row] = await readRows<{ id: string }>(
    control(),
    sql`select id from invitations where email = ${email} and studio_id = ${studio.studio.id} order by created_at desc limit 1`,
  );
  return row?.id ?? '';
}

const newcomer = (fields: Fields = {}): Fields => ({ name: 'Nina Costa', password: PASSWORD, ...fields });
const join = (link: string, fields: Fields = newcomer(), visitor = studio.visitor()) => visitor.post(link, fields);
const isIn = async (visitor: Visitor) => (await visitor.get('/settings/profile')).status === 200;

async function expectGone(link: string, words: string, at = studio): Promise<void> {
  for (const page of [await at.visitor().get(link), await at.visitor().post(link, newcomer())]) {
    expect(page.status).toBe(410);
    expect(page.text).toContain(words);
  }
}

describe('an invitation', () => {
  it('is mailed with a link on the studio’s own host, of which only a hash is kept', async () => {
    const email = anAddress();
    const page = await ask(email, { role: 'admin', days: 3 });
    expect([page.status, page.location]).toEqual([303, MEMBERS]);
    const list = await owner.follow(page);
    expect(list.text).toContain(`L’invitation est envoyée à ${email}`);
    expect(list.one(`#invitation-${await idOf(email)}`).text).toContain('Expire dans 3 jours');
    const link = await mailedLink();
    const mail = studio.mails().at(-1);
    expect(mail?.to).toBe(email);
    expect(mail?.text).toContain(`${studio.origin}${link}`);
    expect(mail?.subject).toBe(`${studio.members.owner.name} vous invite à rejoindre Studio Lumen`);
    expect(link).toMatch(/^\/invitations\/[\w-]{43}$/);
    const token = link.split('/')[2] ?? '';
    for (const table of ['invitations', 'invitation_links', 'deliveries', 'audit', 'request_keys']) {
      const rows = await readRows(control(), sql`select to_jsonb(t) as row from ${sql.identifier(table)} t`);
      expect(JSON.stringify(rows)).not.toContain(token);
    }
  });

  it('says the studio, who invites and as what, however often it is read; then a new user joins and is signed in', async () => {
    const email = anAddress();
    const link = await invited(email, { role: 'manager' });
    for (let reads = 0; reads < 3; reads += 1) {
      const page = await studio.visitor().get(link);
      for (const text of ['Studio Lumen', studio.members.owner.name, 'Gestion', email])
        expect(page.text).toContain(text);
      expect(page.headers.get('referrer-policy')).toBe('same-origin');
    }
    const visitor = studio.visitor();
    const page = await join(link, newcomer(), visitor);
    expect([page.status, page.location]).toEqual([303, '/']);
    expect((await visitor.follow(page)).text).toContain('Vous faites maintenant partie de Studio Lumen');
    expect(await memberships(email)).toEqual([`${studio.studio.slug} manager`]);
    const again = studio.visitor();
    expect((await again.post('/login', { email: email.toUpperCase(), password: PASSWORD })).status).toBe(303);
    expect(await isIn(again)).toBe(true);
    expect((await owner.get('/settings/audit')).text).toContain('Nina Costa a rejoint le studio');
    await expectGone(link, 'a déjà été acceptée');
  });

  it('comes in the language of the account that the address has, else in the studio’s', async () => {
    const email = anAddress();
    await anAccount(email, 'en');
    await invited(email);
    expect(studio.mails().at(-1)?.subject).toContain('invites you to join');
    await invited(anAddress());
    expect(studio.mails().at(-1)?.subject).toContain('vous invite à rejoindre');
  });

  it('asks a new user for a name and for a password that is not easily guessed', async () => {
    const link = await invited(anAddress());
    for (const [field, value] of [
      ['name', ''],
      ['name', '  '],
      ['password', ''],
      ['password', 'motdepasse'],
      ['password', 'nina costa'],
    ] as const) {
      const page = await join(link, newcomer({ [field]: value }));
      expect([field, value, page.status]).toEqual([field, value, 422]);
      expect(page.one(`#f-${field}-error`).text).not.toBe('');
    }
    expect((await join(link)).status).toBe(303);
  });

  it('asks a user with an account for its password, which stays, as does the name', async () => {
    const email = anAddress();
    const id = await anAccount(email);
    const link = await invited(email);
    expect((await studio.visitor().get(link)).all('[name="name"]')).toEqual([]);
    const wrong = await join(link, { name: 'Autre', password: 'un autre mot de passe' });
    expect(wrong.status).toBe(422);
    expect(await memberships(email)).toEqual([]);
    const visitor = studio.visitor();
    expect((await join(link, { name: 'Autre', password: PASSWORD }, visitor)).status).toBe(303);
    expect(await isIn(visitor)).toBe(true);
    const [user] = await readRows(control(), sql`select name, password_hash from users where id = ${id}`);
    expect(user).toEqual({ name: 'Nina Costa', password_hash: hash });
  });

  it('does not let that password be guessed without end', async () => {
    const email = anAddress();
    await anAccount(email);
    const link = await invited(email);
    const answers = await Promise.all(Array.from({ length: 14 }, () => join(link, { password: 'une mauvaise idée' })));
    expect(answers.filter(({ status }) => status === 422)).toHaveLength(10);
    expect((await join(link, { password: PASSWORD })).status).toBe(429);
  });

  it('is accepted by a click where that person is signed in, and never lowers a role', async () => {
    const email = anAddress();
    const visitor = studio.visitor();
    const link = await invited(email);
    // A member by another way in the meantime.
    const id = await anAccount(email);
    await control().execute(
      sql`insert into members (studio_id, user_id, role) values (${studio.studio.id}, ${id}, 'manager')`,
    );
    await visitor.post('/login', { email, password: PASSWORD });
    const cookie = visitor.cookies.get('__Host-login');
    expect((await visitor.get(link)).all('main [name="password"]')).toEqual([]);
    expect((await visitor.post(link)).status).toBe(303);
    expect(visitor.cookies.get('__Host-login')).toBe(cookie);
    expect(await memberships(email)).toEqual([`${studio.studio.slug} manager`]);
  });

  it('raises a role', async () => {
    const email = anAddress();
    const link = await invited(email, { role: 'owner' });
    const id = await anAccount(email);
    await control().execute(
      sql`insert into members (studio_id, user_id, role) values (${studio.studio.id}, ${id}, 'user')`,
    );
    expect((await join(link, { password: PASSWORD })).status).toBe(303);
    expect(await memberships(email)).toEqual([`${studio.studio.slug} owner`]);
  });

  it('is not accepted by another member who opens the link, only with the account that was invited', async () => {
    const email = anAddress();
    await anAccount(email);
    const link = await invited(email);
    const visitor = await studio.as('manager');
    expect((await visitor.get(link)).text).toContain(studio.members.manager.name);
    expect((await visitor.post(link)).status).toBe(422);
    expect((await visitor.post(link, { password: PASSWORD })).status).toBe(303);
    expect((await visitor.get('/settings/profile')).text).toContain(email);
  });
});

describe('who may invite', () => {
  it.each([
    ['owner', ['owner', 'admin', 'manager', 'user']],
    ['admin', ['admin', 'user']],
    ['manager', ['manager', 'user']],
  ] as const)('%s: as %j, and as nothing above', async (by, given) => {
    const visitor = await studio.as(by);
    for (const role of ['owner', 'admin', 'manager', 'user'] as const) {
      const page = await ask(anAddress(), { role }, visitor);
      const allowed = (given as readonly Role[]).includes(role);
      expect([role, page.status]).toEqual([role, allowed ? 303 : 422]);
      if (!allowed) expect(page.one('#f-role-error').text).toContain('Vous ne pouvez pas donner ce rôle');
    }
    await control().execute(sql`delete from throttles`);
  });

  it('is neither a user, nor a stranger, nor another studio’s owner', async () => {
    const user = await studio.as('user');
    const id = await idOf((await invitedTo()).email);
    for (const path of [INVITATIONS, `${INVITATIONS}/${id}/resending`, `${INVITATIONS}/${id}/revocation`]) {
      expect((await user.post(path, { email: anAddress(), role: 'user' })).status).toBe(403);
      expect((await studio.anonymous.post(path, { email: anAddress(), role: 'user' })).location).toBe('/login');
    }
    expect((await user.get(`${INVITATIONS}/new`)).status).toBe(403);
    const theirs = await other.as('owner');
    expect((await theirs.post(`${INVITATIONS}/${id}/resending`)).status).toBe(404);
    expect((await theirs.post(`${INVITATIONS}/${id}/revocation`)).status).toBe(404);
  });

  it('is no client of the portal', async () => {
    const client = await owner.post('/clients', {
      kind: 'person',
      name: 'Ada',
      email: 'ada@vasseur.example',
      portalAccess: 'on',
    });
    expect(client.status).toBe(303);
    const visitor = studio.visitor();
    await visitor.post('/portal/login', { email: 'ada@vasseur.example' });
    await visitor.post(await mailedLink());
    expect((await visitor.get('/portal')).status).toBe(200);
    expect((await ask(anAddress(), {}, visitor)).location).toBe('/login');
    expect((await visitor.get(MEMBERS)).location).toMatch(/^\/login/);
  });

  async function invitedTo() {
    const email = anAddress();
    return { email, link: await invited(email, { role: 'owner' }) };
  }

  it('may only send again and withdraw what they could have sent', async () => {
    const id = await idOf((await invitedTo()).email);
    const admin = await studio.as('admin');
    expect((await admin.get(MEMBERS)).all(`#invitation-${id} form`)).toEqual([]);
    for (const act of ['resending', 'revocation'])
      expect((await admin.post(`${INVITATIONS}/${id}/${act}`)).status).toBe(403);
  });

  it('counts when it is accepted, too: an invitation of a removed or demoted inviter is void', async () => {
    const own = await testStudio();
    const [boss, admin] = [await own.as('owner'), await own.as('admin')];
    const links: string[] = [];
    for (const role of ['admin', 'user']) {
      expect((await ask(anAddress(), { role }, admin)).status).toBe(303);
      links.push(await mailedLink(own));
    }
    const [asAdmin = '', asUser = ''] = links;
    await boss.post(`${MEMBERS}/${own.members.admin.id}/role`, { role: 'manager' });
    await expectGone(asAdmin, 'a été retirée', own);
    expect((await own.visitor().get(asUser)).status).toBe(200);
    await boss.post(`${MEMBERS}/${own.members.admin.id}/removal`);
    await expectGone(asUser, 'a été retirée', own);
  });
});

describe('what is refused', () => {
  it.each([
    ['email', ''],
    ['email', 'no-address'],
    ['role', ''],
    ['role', 'client'],
    ['days', '0'],
    ['days', '31'],
    ['days', '1.5'],
    ['days', 'sept'],
  ])('an invitation with %s = %j', async (field, value) => {
    const page = await ask(anAddress(), { [field]: value });
    expect(page.status).toBe(422);
    expect(page.one(`#f-${field}-error`).text).not.toBe('');
  });

  it('an address that is a member’s or is invited, in whatever case or spelling', async () => {
    const member = await ask(studio.members.user.email.toUpperCase());
    expect([member.status, member.one('#f-email-error').text]).toEqual([
      409,
      'Cette personne est déjà membre du studio.',
    ]);
    const name = Math.random().toString(36).slice(2);
    await invited(`${name}@bücher.example`, { role: 'admin' });
    for (const same of [`${name}@BÜCHER.example`, `${name.toUpperCase()}@xn--bcher-kva.example`]) {
      const page = await ask(same);
      expect([page.status, page.one('#f-email-error').text]).toEqual([
        409,
        'Cette adresse est déjà invitée. Renvoyez ou retirez l’invitation en attente.',
      ]);
    }
    const link = await mailedLink();
    expect((await join(link)).status).toBe(303);
    for (const same of [`${name}@bücher.example`, `${name}@XN--BCHER-KVA.example`]) {
      expect((await ask(same)).status).toBe(409);
      expect((await studio.visitor().post('/login', { email: same, password: PASSWORD })).status).toBe(303);
    }
  });

  it('nothing while no owner’s address is proved', async () => {
    const own = await testStudio();
    await control().execute(sql`update users set email_confirmed_at = null where id = ${own.members.owner.id}`);
    const page = await ask(anAddress(), {}, await own.as('owner'));
    expect(page.status).toBe(422);
    expect(page.one('#f-email-error').text).toContain('Confirmez d’abord l’adresse');
  });

  it('the sixth mail to one address in an hour, and the thirty-first of a studio', async () => {
    const own = await testStudio();
    const boss = await own.as('owner');
    const email = anAddress();
    await ask(email, {}, boss);
    const [row] = await readRows<{ id: string }>(control(), sql`select id from invitations where email = ${email}`);
    const again = () => boss.post(`${INVITATIONS}/${row?.id}/resending`);
    for (let mails = 0; mails < 5; mails += 1) expect((await again()).status).toBe(303);
    expect((await again()).status).toBe(429);
    const answers = await Promise.all(Array.from({ length: 30 }, () => ask(anAddress(), {}, boss)));
    expect(answers.filter(({ status }) => status === 429).length).toBeGreaterThanOrEqual(5);
    expect((await ask(anAddress())).status).toBe(303);
  });

  it('a mail beyond those that a studio may send to strangers, which the list then says', async () => {
    const own = await testStudio();
    const today = sql`(${new Date().toISOString()}::timestamptz at time zone 'Europe/Paris')::date`;
    await rawWrite(await own.scope(), (tx) => tx.insert(mailDays).values({ day: today, strangers: 20 }));
    const boss = await own.as('owner');
    await ask(anAddress(), {}, boss);
    await own.jobsDone();
    expect(own.mails()).toEqual([]);
    expect((await boss.get(MEMBERS)).text).toContain('E-mail non parti');
  });
});

describe('a link', () => {
  it('that is no token, was changed or belongs to another studio opens nothing', async () => {
    const link = await invited(anAddress());
    const changed = link.slice(0, -1) + (link.endsWith('A') ? 'B' : 'A');
    for (const path of ['/invitations/x', changed, `${link}A`, `/invitations/${'%00'.repeat(3)}`])
      await expectGone(path, 'Ce lien n’est pas valable ici');
    await expectGone(link, 'Ce lien n’est pas valable ici', other);
    expect((await studio.visitor().get(link)).status).toBe(200);
  });

  it('of an earlier mail is dead, and so is one that has expired, until it is sent again', async () => {
    const email = anAddress();
    const first = await invited(email, { days: 1 });
    const id = await idOf(email);
    expect((await owner.post(`${INVITATIONS}/${id}/resending`)).status).toBe(303);
    await expectGone(first, 'plus récente');
    const second = await mailedLink();
    studio.clock.set(new Date(Date.now() + 25 * 3_600_000));
    await expectGone(second, 'a expiré');
    expect((await (await studio.as('owner')).get(MEMBERS)).one(`#invitation-${id}`).text).toContain('Expirée');
    await (await studio.as('owner')).post(`${INVITATIONS}/${id}/resending`);
    const third = await mailedLink();
    await expectGone(second, 'plus récente');
    expect((await join(third)).status).toBe(303);
  });

  it('that has expired does not keep the address from being invited', async () => {
    const email = anAddress();
    const first = await invited(email, { days: 1 });
    studio.clock.set(new Date(Date.now() + 25 * 3_600_000));
    const second = await invited(email, {}, await studio.as('owner'));
    await expectGone(first, 'a expiré');
    expect((await join(second)).status).toBe(303);
  });

  it('that was withdrawn is dead, and neither that nor what was accepted can be sent again', async () => {
    const email = anAddress();
    const link = await invited(email);
    const id = await idOf(email);
    expect((await owner.post(`${INVITATIONS}/${id}/revocation`)).location).toBe(MEMBERS);
    await expectGone(link, 'a été retirée');
    for (const act of ['resending', 'revocation'])
      expect((await owner.post(`${INVITATIONS}/${id}/${act}`)).status).toBe(409);
    const accepted = await invited(email);
    await join(accepted);
    const page = await owner.post(`${INVITATIONS}/${await idOf(email)}/revocation`);
    expect([page.status, page.one('[role="alert"]').text]).toEqual([
      409,
      expect.stringContaining('vient d’être acceptée'),
    ]);
  });

  it('is not made where the invitation was withdrawn before its mail left', async () => {
    const email = anAddress();
    const before = studio.mails().length;
    await ask(email);
    await owner.post(`${INVITATIONS}/${await idOf(email)}/revocation`);
    await studio.jobsDone();
    expect(studio.mails()).toHaveLength(before);
  });
});

describe('two at once', () => {
  it('two studios that invite one address get one person', async () => {
    const email = anAddress();
    const theirs = await other.as('owner');
    await ask(email, { role: 'admin' }, theirs);
    const [mine, foreign] = [await invited(email), await mailedLink(other)];
    const pages = await Promise.all([join(mine), join(foreign, newcomer(), other.visitor())]);
    const statuses = pages.map(({ status }) => status).sort();
    // The second one is told that there is an account now, and gives its password.
    expect([
      [303, 303],
      [303, 409],
      [303, 422],
    ]).toContainEqual(statuses);
    if (pages[0]?.status !== 303) await join(mine, { password: PASSWORD });
    if (pages[1]?.status !== 303) await join(foreign, { password: PASSWORD }, other.visitor());
    expect(await memberships(email)).toEqual([`${studio.studio.slug} user`, `${other.studio.slug} admin`]);
    const users = await readRows(control(), sql`select id from users where email = ${email}`);
    expect(users).toHaveLength(1);
  });

  it('of two who accept, one wins', async () => {
    for (let round = 0; round < 3; round += 1) {
      const email = anAddress();
      const link = await invited(email);
      const pages = await Promise.all([join(link), join(link, newcomer({ name: 'Autre' }))]);
      expect(pages.map(({ status }) => status).sort()).toEqual([303, 410]);
      expect(await memberships(email)).toHaveLength(1);
    }
  });

  it('an acceptance and a withdrawal: one wins, and the other is told', async () => {
    for (let round = 0; round < 4; round += 1) {
      const email = anAddress();
      const link = await invited(email);
      const revocation = `${INVITATIONS}/${await idOf(email)}/revocation`;
      const [accepted, revoked] = await Promise.all([join(link), owner.post(revocation)]);
      expect([
        [303, 409],
        [410, 303],
      ]).toContainEqual([accepted.status, revoked.status]);
      expect(await memberships(email)).toHaveLength(accepted.status === 303 ? 1 : 0);
    }
  });

  it('two who invite one address send one mail; without the index they would send two', async () => {
    const { cluster } = studio.installation;
    const admin = connect(cluster.admin(cluster.control), { max: 1, name: 'saboteur' }).sql;
    const both = async (email: string) => {
      const visitors = [await studio.as('owner'), await studio.as('admin')];
      return (await Promise.all(visitors.map((by) => ask(email, {}, by)))).map(({ status }) => status).sort();
    };
    const email = anAddress();
    expect(await both(anAddress())).toEqual([303, 409]);
    try {
      await admin`drop index invitations_open`;
      expect(await both(email)).toEqual([303, 303]);
    } finally {
      await admin`delete from invitations where email = ${email}`;
      await admin`create unique index invitations_open on invitations (studio_id, email) where accepted_at is null and revoked_at is null`;
      await admin.end();
    }
  });
});

describe('whether the address has an account elsewhere', () => {
  const withoutIds = ({ text }: TestPage) =>
    text.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'ID').replace(/nina-[a-z0-9]+@/g, 'ADDRESS@');

  it('the inviter does not learn from any answer or list', async () => {
    const [known, unknown] = [anAddress(), anAddress()];
    await anAccount(known);
    const answers: unknown[] = [];
    for (const email of [known, unknown]) {
      const own = createVisitor({ app: studio.installation.app, origin: studio.origin }, new Map(owner.cookies));
      const page = await ask(email, {}, own);
      const said = (await own.follow(page)).one('.flash, .toast').text.replace(email, 'ADDRESS');
      const item = withoutIds(await own.get(MEMBERS)).includes('ADDRESS@');
      answers.push([page.status, page.location, said, item]);
      await own.post(`${INVITATIONS}/${await idOf(email)}/revocation`);
    }
    expect(answers[0]).toEqual(answers[1]);
  });

  // What the machine does besides may spoil one comparison; a difference that is really there spoils them all.
  it('nor from the time that it takes', { retry: 3 }, async () => {
    const known = await Promise.all(Array.from({ length: 12 }, async () => anAddress()));
    for (const email of known) await anAccount(email);
    const waiting = [...known];
    const [account = 0, none = 0] = await compareTimes(() => control().execute(sql`delete from throttles`), 12, [
      () => ask(waiting.pop() ?? anAddress()),
      () => ask(anAddress()),
    ]);
    expect(Math.abs(account - none)).toBeLessThan(Math.max(4, Math.min(account, none) * 0.6));
  });
});
