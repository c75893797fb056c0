import { sql } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aUser, mainVisitor, makeMember, signedIn, type TestUser } from '#testing/main-host.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';
import { PASSWORD } from '#testing/two-factor.ts';
import type { Visitor } from '#testing/visit.ts';

const INVITATIONS = '/settings/members/invitations';

let alpha: TestStudio;
let beta: TestStudio;
let user: TestUser;
let main: Visitor;

beforeAll(async () => {
  [alpha, beta] = [await testStudio({ name: 'Studio Lumen' }), await testStudio({ name: 'Cabine Nord' })];
});

beforeEach(async () => {
  alpha.clock.run();
  await control().execute(sql`delete from throttles`);
  user = await aUser(alpha);
  main = await signedIn(mainVisitor(alpha), user);
});

const control = () => alpha.installation.platform.control.db;
const isIn = async (visitor: Visitor) => (await visitor.get('/settings/profile')).status === 200;
const invite = async (studio: TestStudio, email: string, role = 'user') =>
  (await studio.as('owner')).post(INVITATIONS, { email, role });

async function roleOf({ id }: TestUser, { studio }: TestStudio): Promise<string | undefined> {
  const [row] = await control().execute<{ role: string }>(
    sql`select role from members where user_id = ${id} and studio_id = ${studio.id}`,
  );
  return row?.role;
}

describe('a user without a studio', () => {
  it('has a page that says what to do, and the pages of an account', async () => {
    const page = await main.get('/me');
    expect(page.one('#studios .empty').text).toContain(user.email);
    expect(page.one('#studios .empty a').getAttribute('href')).toBe('/me/studios/new');
    for (const path of ['/settings/profile', '/settings/logins', '/settings/two-factor'])
      expect((await main.get(path)).status).toBe(200);
  });

  it('changes name, language and password', async () => {
    await main.post('/settings/profile', { name: 'Zoé C.', locale: 'en' });
    expect((await main.get('/me')).one('h1').text).toBe('My account');
    const other = await signedIn(mainVisitor(alpha), user);
    const fields = { currentPassword: PASSWORD, newPassword: 'cinq mots tout à fait neufs' };
    expect((await main.post('/settings/password', fields)).status).toBe(303);
    expect([await isIn(main), await isIn(other)]).toEqual([true, false]);
  });

  it('may not use the names of studios, the product or themselves as a password, with whatever digits', async () => {
    await makeMember(alpha, user, 'user');
    const change = (visitor: Visitor, newPassword: string) =>
      visitor.post('/settings/password', { currentPassword: PASSWORD, newPassword });
    const inAlpha = await signedIn(alpha.visitor(), user);
    for (const visitor of [main, inAlpha])
      for (const password of ['studio-lumen-917364', 'regie-2026-!', 'ZoéCosta19840917']) {
        const page = await change(visitor, password);
        expect([page.status, page.one('#f-newPassword-error').text], password).toEqual([
          422,
          expect.stringContaining('nom'),
        ]);
      }
    expect((await change(main, 'lumen, ou la nuit qui tombe')).status).toBe(303);
  });

  it('proves a new address by a link of the main host', async () => {
    const email = `neuve-${user.email}`;
    await main.post('/settings/email', { email, currentPassword: PASSWORD });
    expect((await main.get('/me')).one('.notice').text).toContain(email);
    await alpha.jobsDone();
    const mail = alpha.installation.mails.at(-1);
    expect([mail?.to, mail?.studioId]).toEqual([email, null]);
    const link = new URL(/https?:\/\/\S+/.exec(mail?.text ?? '')?.[0] ?? '');
    expect((await main.post(link.pathname)).location).toBe('/me');
    expect((await main.get('/me')).all('.notice.warn')).toEqual([]);
  });

  it('makes a studio without being asked who they are, and sees it in the list', async () => {
    const slug = `s${user.id.slice(-10)}`;
    const form = await main.get('/me/studios/new');
    expect(form.all('[type=password], [name=email]')).toEqual([]);
    const made = await main.post('/me/studios', { studioName: 'Chez Zoé', slug, locale: 'fr' });
    expect([made.status, made.location]).toEqual([303, expect.stringMatching(/^\/sign-up\/[0-9a-f-]{36}\/progress/)]);
    expect((await main.get('/me')).one('#studios li').text).toContain('Chez Zoé');
    const taken = await main.post('/me/studios', { studioName: 'Encore', slug, locale: 'fr' });
    expect([taken.status, taken.one('#f-slug-error').text]).toEqual([422, expect.stringContaining(slug)]);
  });

  it('is shown to signed-in users only', async () => {
    for (const path of ['/me', '/me/studios/new', '/hand-overs', '/settings/profile'])
      expect((await mainVisitor(alpha).get(path)).location).toBe(`/login?next=${encodeURIComponent(path)}`);
  });
});

describe('logins everywhere', () => {
  it('are named by what they open, and end one by one or all at once, from the next request on', async () => {
    await makeMember(alpha, user, 'user');
    await makeMember(beta, user, 'admin');
    const [inAlpha, inBeta] = [await signedIn(alpha.visitor(), user), await signedIn(beta.visitor(), user)];
    expect([await isIn(inAlpha), await isIn(inBeta)]).toEqual([true, true]);
    const list = await main.get('/settings/logins');
    const lines = list.all('.list li');
    expect(lines.map(({ text }) => /Studio Lumen|Cabine Nord|Régie/.exec(text)?.[0]).sort()).toEqual([
      ...['Cabine Nord', 'Régie', 'Studio Lumen'],
    ]);
    const ofAlpha = lines.find(({ text }) => text.includes('Studio Lumen'));
    await main.post(ofAlpha?.querySelector('form')?.getAttribute('action') ?? '');
    expect([await isIn(inAlpha), await isIn(inBeta), await isIn(main)]).toEqual([false, true, true]);
    await main.post('/settings/logins/revocation');
    expect([await isIn(inBeta), await isIn(main)]).toEqual([false, true]);
  });

  it('of another user cannot be ended', async () => {
    const stranger = await signedIn(mainVisitor(alpha), await aUser(alpha));
    const own = (await main.get('/settings/logins')).one('.list li').id.replace('login-', '');
    expect((await stranger.post(`/settings/logins/${own}/revocation`)).status).toBe(404);
    expect(await isIn(main)).toBe(true);
  });
});

describe('invitations', () => {
  const firstForm = async () => (await main.get('/me')).one('#invitations form').getAttribute('action') ?? '';

  it('to one’s own address are listed and accepted without the link, which is spent by it', async () => {
    await invite(alpha, user.email, 'manager');
    await alpha.jobsDone();
    const link = new URL(/https?:\/\/\S+/.exec(alpha.mails().at(-1)?.text ?? '')?.[0] ?? '').pathname;
    const done = await main.post(await firstForm());
    expect([done.status, done.location]).toEqual([303, '/me']);
    const page = await main.follow(done);
    expect(page.all('#invitations')).toEqual([]);
    expect(page.one('#studios li').text).toContain('Studio Lumen');
    expect(await roleOf(user, alpha)).toBe('manager');
    expect((await alpha.visitor().get(link)).status).toBe(410);
  });

  it('are found in another spelling of the address, and never lower a role', async () => {
    await invite(alpha, user.email.toUpperCase());
    const action = await firstForm();
    await makeMember(alpha, user, 'admin');
    expect((await main.post(action)).status).toBe(303);
    expect(await roleOf(user, alpha)).toBe('admin');
  });

  it('are not shown, nor accepted, before the address is proved', async () => {
    const claimed = await aUser(alpha, { confirmed: false });
    const visitor = await signedIn(mainVisitor(alpha), claimed);
    await invite(alpha, claimed.email);
    expect((await visitor.get('/me')).all('#invitations')).toEqual([]);
    const [row] = await control().execute<{ id: string }>(
      sql`select id from invitations where email = ${claimed.email}`,
    );
    expect((await visitor.post(`/me/invitations/${row?.id}/acceptance`)).status).toBe(409);
    expect(await roleOf(claimed, alpha)).toBeUndefined();
  });

  it('of another are not found, and a revoked one says so', async () => {
    await invite(alpha, user.email);
    const action = await firstForm();
    const stranger = await signedIn(mainVisitor(alpha), await aUser(alpha));
    expect((await stranger.post(action)).status).toBe(404);
    const id = action.split('/')[3];
    await (await alpha.as('owner')).post(`${INVITATIONS}/${id}/revocation`);
    expect((await main.post(action)).status).toBe(410);
    expect(await roleOf(user, alpha)).toBeUndefined();
  });
});
