/** A second factor that is lost: three days and mails, or an owner. The password alone makes none of it quicker. */
import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { readRows } from '#platform/db/raw.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';
import { codeOf, type Factor, givePassword, givePasswords, PASSWORD, withSecondFactor } from '#testing/two-factor.ts';
import type { Visitor } from '#testing/visit.ts';

const PAGE = '/login/recovery';
const HOUR = 3_600_000;

let studio: TestStudio;
let factor: Factor;

beforeEach(async () => {
  studio = await testStudio();
  studio.clock.set(new Date());
  await givePasswords(studio, 'owner', 'admin');
  factor = await withSecondFactor(studio, 'owner');
  await mailsOf();
});

const control = () => studio.installation.platform.control.db;
const later = (hours: number) => studio.clock.set(new Date(studio.clock.now().getTime() + hours * HOUR));
const isIn = async (visitor: Visitor) => (await visitor.get('/settings/profile')).status === 200;
const enters = async () => (await givePassword(studio, 'owner')).page.location === '/';
const ofOwner = (table: string) =>
  control().execute(sql`select * from ${sql.identifier(table)} where user_id = ${studio.members.owner.id}`);
const running = async () => (await ofOwner('factor_recoveries'))[0]?.due_at;

/** Those that have left since it was last asked. */
async function mailsOf() {
  await studio.jobsDone();
  const { mails } = studio.installation;
  return mails.splice(0).filter(({ studioId }) => studioId === studio.studio.id);
}

async function start(): Promise<Visitor> {
  const { visitor } = await givePassword(studio, 'owner');
  expect((await visitor.post(PAGE)).location).toBe(PAGE);
  return visitor;
}

/** As the clock does each day. */
async function remind(): Promise<void> {
  const job = studio.installation.platform.registry.definitions.get('identity.remind-recoveries');
  await job?.run(await studio.scope(), {}, { key: 'remind', progress: async () => {} });
}

async function steps(): Promise<readonly unknown[]> {
  await studio.installation.platform.services.batches.flush();
  await studio.installation.platform.services.deliveries.sweep(0);
  const { db } = await studio.scope();
  const rows = await readRows<{ step: string }>(
    db,
    sql`select details ->> 'step' as step from audit where action = 'identity.recover' order by id`,
  );
  return rows.map(({ step }) => step);
}

const linkIn = (text = '') => new URL(/https?:\/\/\S+/.exec(text)?.[0] ?? '').pathname;

describe('a lost factor', () => {
  it('is off after three days and the right password, which is told in mails and in the log', async () => {
    const visitor = await start();
    const asked = await mailsOf();
    expect((await visitor.get(PAGE)).text).toContain('Revenez à partir du');
    expect(await enters()).toBe(false);
    later(71);
    expect(await enters()).toBe(false);
    later(1);
    const entered = await givePassword(studio, 'owner');
    expect([entered.page.location, await isIn(entered.visitor)]).toEqual(['/', true]);
    expect(await ofOwner('two_factors')).toHaveLength(0);
    expect([...asked, ...(await mailsOf())].map(({ subject }) => subject)).toEqual(
      expect.arrayContaining(['Vous dites avoir perdu votre second facteur', 'Double authentification désactivée']),
    );
    expect(await steps()).toEqual(['asked', 'done']);
  });

  it('is mailed at once and each day, once, to the user and the other owners, with a link', async () => {
    await control().execute(sql`update members set role = 'owner' where user_id = ${studio.members.admin.id}`);
    await control().execute(sql`update users set locale = 'en' where id = ${studio.members.admin.id}`);
    await start();
    const first = await mailsOf();
    expect(first.map(({ to }) => to).sort()).toEqual([studio.members.admin.email, studio.members.owner.email]);
    for (const { text } of first) expect(linkIn(text.split('\n\n').at(-1))).toMatch(/^\/recoveries\//);
    expect(first.find(({ to }) => to === studio.members.admin.email)?.text).toContain('If not, cancel this request');
    await remind();
    expect(await mailsOf()).toEqual([]);
    for (const days of [1, 2, 3]) {
      later(24);
      await Promise.all([remind().catch(() => {}), remind().catch(() => {})]);
      await remind();
      expect((await mailsOf()).length, `day ${days}`).toBe(2);
    }
  });

  it('is asked for after the right password alone', async () => {
    const stranger = studio.visitor();
    expect([(await stranger.get(PAGE)).location, (await stranger.post(PAGE)).location]).toEqual(['/login', '/login']);
    const { visitor } = await givePassword(studio, 'owner');
    expect((await visitor.get('/login/second-factor')).one(`a[href="${PAGE}"]`).text).toContain('perdu');
    expect((await visitor.get(PAGE)).one('form').getAttribute('action')).toBe(PAGE);
  });
});

describe('who has the password alone', () => {
  it('makes the wait no shorter by asking again, and writes no more mails', async () => {
    const visitor = await start();
    const due = await running();
    await mailsOf();
    later(0.05);
    await visitor.post(PAGE);
    await start();
    expect(await running()).toEqual(due);
    expect(await mailsOf()).toEqual([]);
    for (let tries = 0; tries < 3; tries += 1) await visitor.post(PAGE);
    expect((await visitor.post(PAGE)).status).toBe(429);
  });

  it('loses what was started when the user enters with a code', async () => {
    await start();
    const { visitor } = await givePassword(studio, 'owner');
    later(0.02);
    await visitor.post('/login/second-factor', { code: codeOf(studio, factor.secret) });
    expect([await isIn(visitor), await running()]).toEqual([true, undefined]);
    later(72);
    expect(await enters()).toBe(false);
    expect(await steps()).toEqual(['asked', 'cancelled']);
  });

  it('loses it with a new password, by mail too', async () => {
    await start();
    await factor.visitor.post('/settings/password', {
      currentPassword: PASSWORD,
      newPassword: 'cinq mots tout autres ici',
    });
    expect(await running()).toBe(undefined);
  });

  it('cannot leave it lying: three days after its end it is over', async () => {
    await start();
    later(143);
    await remind();
    expect((await mailsOf()).length).toBeGreaterThan(0);
    later(1);
    expect(await enters()).toBe(false);
    await remind();
    expect(await mailsOf()).toEqual([]);
    await start();
    later(71);
    expect(await enters()).toBe(false);
  });
});

describe('the link of the mail', () => {
  it('shows a button, which ends the wait once', async () => {
    await start();
    const link = linkIn((await mailsOf())[0]?.text.split('\n\n').at(-1));
    const reader = studio.visitor();
    for (let times = 0; times < 3; times += 1) expect((await reader.get(link)).status).toBe(200);
    expect(await running()).toBeTruthy();
    const form = (await reader.get(link)).one('form');
    expect((await reader.post(form.getAttribute('action') ?? '')).location).toBe('/login');
    expect((await reader.post(link)).status).toBe(410);
    expect((await reader.get(link)).status).toBe(410);
    later(72);
    expect(await enters()).toBe(false);
    expect(await steps()).toEqual(['asked', 'cancelled']);
  });

  it('is worth nothing when it was made up, cut short or sent to another studio', async () => {
    await start();
    const link = linkIn((await mailsOf())[0]?.text.split('\n\n').at(-1));
    const other = await testStudio();
    for (const [visitor, path] of [
      [studio.visitor(), link.slice(0, -1)],
      [studio.visitor(), '/recoveries/some-token'],
      [other.visitor(), link],
    ] as const)
      expect((await visitor.post(path)).status, path).toBe(410);
    expect(await running()).toBeTruthy();
  });
});

describe('an owner', () => {
  const lift = (id: string) => `/settings/members/${id}/second-factor/removal`;

  it('switches off the factor of a member of this studio, who is told with all owners', async () => {
    const { admin } = studio.members;
    await withSecondFactor(studio, 'admin');
    await mailsOf();
    const page = await factor.visitor.get(`/settings/members/${admin.id}`);
    expect(page.all(`form[action="${lift(admin.id)}"]`)).toHaveLength(1);
    expect((await factor.visitor.post(lift(admin.id))).location).toBe(`/settings/members/${admin.id}`);
    expect((await givePassword(studio, 'admin')).page.location).toBe('/');
    expect((await factor.visitor.post(lift(admin.id))).status).toBe(404);
    const mails = (await mailsOf()).filter(({ subject }) => subject.includes('ouble authentification'));
    expect(mails.map(({ to }) => to).sort()).toEqual([admin.email, studio.members.owner.email]);
    for (const { text } of mails) expect(text).toContain(`Par ${studio.members.owner.name}`);
  });

  it('does so for no one who works elsewhere too, nor for oneself; no other role does so for anyone', async () => {
    const { admin, owner, manager } = studio.members;
    await withSecondFactor(studio, 'admin');
    const other = await testStudio();
    await control().execute(
      sql`insert into members (studio_id, user_id, role) values (${other.studio.id}, ${admin.id}, 'user')`,
    );
    const refused = await factor.visitor.post(lift(admin.id));
    expect(refused.status).toBe(409);
    expect(refused.text).not.toContain(
      other.studio.name === studio.studio.name ? other.studio.slug : other.studio.name,
    );
    expect((await givePassword(studio, 'admin')).page.location).toBe('/login/second-factor');
    expect((await factor.visitor.post(lift(owner.id))).status).toBe(403);
    expect((await factor.visitor.post(lift(manager.id))).status).toBe(404);
    expect((await factor.visitor.post(lift(other.members.user.id))).status).toBe(404);
    const helper = await studio.as('admin');
    expect((await helper.post(lift(owner.id))).status).toBe(403);
    expect((await helper.get(`/settings/members/${owner.id}`)).all(`form[action="${lift(owner.id)}"]`)).toEqual([]);
  });
});
