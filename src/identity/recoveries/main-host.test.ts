/** A second factor that is lost, said on the main host: the same three days, for users of any studio or none. */
import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { runOnMain } from '#platform/jobs/worker.ts';
import { aUser, mainVisitor, makeMember, signedIn, type TestUser } from '#testing/main-host.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';
import { codeOf, PASSWORD, readSecretForm } from '#testing/two-factor.ts';
import type { Visitor } from '#testing/visit.ts';

const PAGE = '/login/recovery';
const HOUR = 3_600_000;
const SYSTEM = { kind: 'system', name: 'schedule' } as const;

let studio: TestStudio;
let user: TestUser;
let secret: string;

beforeEach(async () => {
  studio = await testStudio();
  studio.clock.set(new Date());
  await control().execute(sql`delete from factor_recoveries`);
  user = await aUser(studio);
  const main = await signedIn(mainVisitor(studio), user);
  const form = readSecretForm(await main.get('/settings/two-factor'));
  secret = form.secret;
  await main.post('/settings/two-factor', { pending: form.pending, code: codeOf(studio, secret) });
  await mails();
});

const control = () => studio.installation.platform.control.db;
const later = (hours: number) => studio.clock.set(new Date(studio.clock.now().getTime() + hours * HOUR));
const linkIn = (text = '') => new URL(/https?:\/\/\S+\/recoveries\/\S+/.exec(text)?.[0] ?? '');
const running = async () =>
  (await control().execute(sql`select due_at, studio_id from factor_recoveries where user_id = ${user.id}`))[0];
const factors = async () => (await control().execute(sql`select 1 from two_factors where user_id = ${user.id}`)).length;

/** Those that have left since it was last asked. */
async function mails() {
  await studio.jobsDone();
  return studio.installation.mails.splice(0);
}

/** The right password, which asks for the second factor. */
async function half(visitor: Visitor = mainVisitor(studio)): Promise<Visitor> {
  const page = await visitor.post('/login', { email: user.email, password: PASSWORD });
  expect(page.location).toBe('/login/second-factor');
  return visitor;
}

async function start(): Promise<Visitor> {
  const visitor = await half();
  expect((await visitor.post(PAGE)).location).toBe(PAGE);
  return visitor;
}

/** As the clock does each day, on the main host. */
async function remind(): Promise<void> {
  const { onMain, registry } = studio.installation.platform;
  const job = registry.definitions.get('identity.remind-recoveries');
  if (!job) throw new Error('there is no job');
  const run = { key: 'remind', progress: async () => {} };
  await onMain(SYSTEM, 'remind', (scope) => runOnMain(job, scope, {}, run));
}

async function steps(): Promise<readonly unknown[]> {
  const rows = await control().execute(
    sql`select details->>'step' as step from audit where action = 'identity.recover' and subject_id = ${user.id} order by id`,
  );
  return rows.map(({ step }) => step);
}

describe('a user of no studio who has lost the factor', () => {
  it('is led there from the page that asks for it, waits three days, and enters with the password alone', async () => {
    const visitor = await half();
    expect((await visitor.get('/login/second-factor')).one(`a[href="${PAGE}"]`).text).toContain('perdu');
    expect((await visitor.get(PAGE)).one('form').getAttribute('action')).toBe(PAGE);
    expect((await visitor.post(PAGE)).location).toBe(PAGE);
    expect((await visitor.get(PAGE)).text).toContain('Revenez à partir du');
    const [mail, ...others] = await mails();
    expect(others).toEqual([]);
    expect([mail?.to, mail?.studioId, mail?.subject]).toEqual([
      user.email,
      null,
      'Vous dites avoir perdu votre second facteur',
    ]);
    later(71);
    await half();
    later(1);
    const entered = mainVisitor(studio);
    expect((await entered.post('/login', { email: user.email, password: PASSWORD })).location).toBe('/me');
    expect([(await entered.get('/me')).status, await factors()]).toEqual([200, 0]);
    expect((await mails()).map(({ subject }) => subject)).toContain('Double authentification désactivée');
    expect(await steps()).toEqual(['asked', 'done']);
  });

  it('is written to each day, once, with a link of the main host that ends the wait', async () => {
    await start();
    const [first] = await mails();
    await remind();
    expect(await mails()).toEqual([]);
    later(24);
    await remind();
    const daily = await mails();
    expect(daily.map(({ to }) => to)).toEqual([user.email]);
    // The same day once more, after a crash: readers' programs take it for the same mail.
    await remind();
    expect((await mails()).map(({ messageId }) => messageId)).toEqual([daily[0]?.messageId]);
    const link = linkIn(daily[0]?.text);
    expect(link.href).toBe(linkIn(first?.text).href);
    expect(link.origin).toBe(studio.installation.platform.options.publicUrl.origin);
    const reader = mainVisitor(studio);
    expect((await reader.get(link.pathname)).one('form').getAttribute('action')).toBe(link.pathname);
    expect(await running()).toBeTruthy();
    expect((await reader.post(link.pathname)).location).toBe('/login');
    expect([await running(), (await reader.post(link.pathname)).status]).toEqual([undefined, 410]);
    later(72);
    await half();
    expect(await steps()).toEqual(['asked', 'cancelled']);
  });

  it('may enter with a code meanwhile, which ends it', async () => {
    await start();
    const visitor = await half();
    later(0.02);
    await visitor.post('/login/second-factor', { code: codeOf(studio, secret) });
    expect([(await visitor.get('/me')).status, await running()]).toEqual([200, undefined]);
  });
});

describe('a member of studios', () => {
  it('is told with the owners of all of them, once each, and enters any of them after three days', async () => {
    const other = await testStudio();
    for (const each of [studio, other]) await makeMember(each, user, 'user');
    const owner = { id: studio.members.owner.id, email: studio.members.owner.email };
    await makeMember(other, owner, 'owner');
    await start();
    const sent = await mails();
    expect(sent.map(({ to }) => to).sort()).toEqual([user.email, owner.email, other.members.owner.email].sort());
    for (const { text, studioId } of sent) {
      expect(studioId).toBeNull();
      for (const { name } of [studio.studio, other.studio]) expect(text).not.toContain(name);
    }
    later(72);
    const page = await studio.visitor().post('/login', { email: user.email, password: PASSWORD });
    expect([page.location, await factors()]).toEqual(['/', 0]);
  });
});

describe('attacks:', () => {
  it('nothing starts without the password', async () => {
    const stranger = mainVisitor(studio);
    expect([(await stranger.get(PAGE)).location, (await stranger.post(PAGE)).location]).toEqual(['/login', '/login']);
    // As one of a ticket would be.
    const visitor = await half();
    await control().execute(sql`update half_logins set by_password = false`);
    expect((await visitor.get('/login/second-factor')).all(`a[href="${PAGE}"]`)).toEqual([]);
    expect([(await visitor.post(PAGE)).location, await running()]).toEqual(['/login', undefined]);
  });

  it('a half-login of a studio starts none here, nor one of here there', async () => {
    await makeMember(studio, user, 'user');
    const [here, there] = [await half(), await half(studio.visitor())];
    for (const [from, to] of [
      [here, studio.visitor()],
      [there, mainVisitor(studio)],
    ] as const) {
      for (const [name, value] of from.cookies) to.cookies.set(name, value);
      expect((await to.post(PAGE)).location).toBe('/login');
    }
    expect(await running()).toBeUndefined();
  });

  it('asking again, here or at a studio, makes the wait no shorter and writes no more', async () => {
    await makeMember(studio, user, 'user');
    await start();
    const before = await running();
    await mails();
    later(1);
    await start();
    const inStudio = await half(studio.visitor());
    await inStudio.post(PAGE);
    expect([await running(), await mails()]).toEqual([before, []]);
  });

  it('a link is good at the host that made it, whole', async () => {
    await makeMember(studio, user, 'user');
    await start();
    const { pathname } = linkIn((await mails()).find(({ to }) => to === user.email)?.text);
    for (const [visitor, path] of [
      [mainVisitor(studio), pathname.slice(0, -1)],
      [mainVisitor(studio), '/recoveries/some-token'],
      [studio.visitor(), pathname],
    ] as const)
      expect((await visitor.post(path)).status, path).toBe(410);
    expect(await running()).toBeTruthy();
  });
});
