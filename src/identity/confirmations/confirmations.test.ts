/** An address is a user's once the link that was mailed to it was used; until then typing it gives nothing. */
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { OutgoingMail } from '#platform/mail/carrier.ts';
import { type Provisioner, startProvisioner } from '#platform/tenancy/provisioner.ts';
import { type TestInstallation, testInstallation } from '#testing/installation.ts';
import { runJobs } from '#testing/run-jobs.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';
import { createVisitor, type Visitor } from '#testing/visit.ts';

const PASSWORD = 'quatre mots sans rapport';
const OTHER = 'violon brume armoire 81';
const NAME = 'Gagnez http://evil.example';

let installation: TestInstallation;
let provisioner: Provisioner;
let team: TestStudio;

beforeAll(async () => {
  installation = await testInstallation();
  team = await testStudio();
  provisioner = await startProvisioner(installation.platform, installation.migrations.tenant);
});
afterAll(() => provisioner.close());
beforeEach(async () => {
  await control().execute(sql`delete from throttles`);
  installation.clock.run();
});

const control = () => installation.platform.control.db;

interface SignedUp {
  readonly origin: string;
  readonly email: string;
  /** Signed in by the welcome that follows signing up. */
  readonly browser: Visitor;
}

let counter = 0;

async function signUp(own: { email?: string; password?: string } = {}): Promise<SignedUp> {
  counter += 1;
  const slug = `proof-${counter}`;
  const email = own.email ?? `owner@${slug}.example`;
  const main = createVisitor({ app: installation.app, origin: 'http://regie.test' });
  const fields = { studioName: NAME, slug, name: NAME, password: PASSWORD, locale: 'fr', ...own, email };
  const sent = await main.post('/sign-up', fields);
  expect(sent.status).toBe(303);
  await provisioner.provision(sent.location?.split('/')[2] ?? '');
  const origin = `http://${slug}.regie.test`;
  const browser = visitor(origin);
  expect((await browser.post(`/welcome/${sent.location?.split('key=')[1]}`)).status).toBe(303);
  await runJobs(installation);
  return { origin, email, browser };
}

const visitor = (origin: string) => createVisitor({ app: installation.app, origin });

function lastMail(to: string, subject?: string): OutgoingMail {
  const mail = installation.mails.findLast((each) => each.to === to && (!subject || each.subject === subject));
  if (!mail) throw new Error(`nothing was mailed to ${to}`);
  return mail;
}

function pathIn({ text }: OutgoingMail): string {
  return new URL(/https?:\/\/\S+/.exec(text)?.[0] ?? '').pathname;
}

const linkTo = (email: string) => pathIn(lastMail(email));
const isIn = async (browser: Visitor) => (await browser.get('/settings/profile')).status === 200;
const logIn = (origin: string, email: string, password: string) => visitor(origin).post('/login', { email, password });

async function usersOf(email: string): Promise<number> {
  const rows = await control().execute(sql`select count(*)::int as count from users where email = ${email}`);
  return Number(rows[0]?.count);
}

async function isConfirmed(email: string): Promise<boolean> {
  const rows = await control().execute(
    sql`select from users where email = ${email} and email_confirmed_at is not null`,
  );
  return rows.length > 0;
}

async function confirmedOwner(own: { email?: string; password?: string } = {}): Promise<SignedUp> {
  const owner = await signUp(own);
  expect((await owner.browser.post(linkTo(owner.email))).status).toBe(303);
  return owner;
}

/** By the link of a mail, as a person who reads that mailbox and has nothing else. */
async function resetPassword(origin: string, email: string, password: string): Promise<number> {
  await visitor(origin).post('/password-resets', { email });
  await runJobs(installation);
  return (await visitor(origin).post(linkTo(email), { password })).status;
}

describe('a new owner', () => {
  it('confirms with one click where they are signed in, and reading the link changes nothing', async () => {
    const { browser, email } = await signUp();
    expect((await browser.get('/')).one('.heed').text).toContain(email);
    for (let look = 0; look < 3; look += 1) {
      const page = await browser.get(linkTo(email));
      expect([page.status, page.all('main form').length, page.all('[name="password"]').length]).toEqual([200, 1, 0]);
    }
    expect(await isConfirmed(email)).toBe(false);
    const done = await browser.post(linkTo(email));
    expect([done.status, done.location]).toEqual([303, '/']);
    const today = await browser.get('/');
    expect(today.all('.heed')).toHaveLength(0);
    expect(today.text).toContain('Votre adresse est confirmée');
    expect((await browser.get(linkTo(email))).one('h1').text).toBe('Adresse confirmée');
  });

  it('is written to without a word that was typed at the sign-up', async () => {
    const { email, origin } = await signUp();
    const mail = lastMail(email);
    expect(mail).toMatchObject({ subject: 'Confirmez votre adresse', fromName: 'Régie' });
    await visitor(origin).post('/password-resets', { email });
    await runJobs(installation);
    expect(lastMail(email).subject).toContain('Nouveau mot de passe');
    for (const each of [mail, lastMail(email)])
      expect(JSON.stringify({ ...each, to: '' })).not.toMatch(/evil\.example|Gagnez/);
  });

  it('confirms on another device with the password, and enters', async () => {
    const { origin, email } = await signUp();
    const phone = visitor(origin);
    expect((await phone.get(linkTo(email))).all('[name="password"]')).toHaveLength(1);
    for (const password of ['', OTHER]) {
      const refused = await phone.post(linkTo(email), { password });
      expect([refused.status, refused.one('#f-password-error').text === '']).toEqual([422, false]);
    }
    expect(await isConfirmed(email)).toBe(false);
    expect((await phone.post(linkTo(email), { password: PASSWORD })).status).toBe(303);
    expect([await isConfirmed(email), await isIn(phone)]).toEqual([true, true]);
  });

  it('asks for another link, not too often', async () => {
    const { browser, email } = await signUp();
    const before = installation.mails.length;
    const statuses: number[] = [];
    for (let tries = 0; tries < 6; tries += 1) statuses.push((await browser.post('/settings/confirmation')).status);
    await runJobs(installation);
    expect(statuses).toEqual([303, 303, 303, 303, 303, 429]);
    expect(installation.mails.length - before).toBe(5);
    expect((await browser.post(linkTo(email))).status).toBe(303);
    await control().execute(sql`delete from throttles`);
    await browser.post('/settings/confirmation');
    await runJobs(installation);
    expect(installation.mails.length - before).toBe(5);
  });

  it('may not guess the password with the link', async () => {
    installation.clock.set('2026-11-20T10:01:00Z');
    const { origin, email } = await signUp();
    const statuses: number[] = [];
    for (let tries = 0; tries < 11; tries += 1)
      statuses.push((await visitor(origin).post(linkTo(email), { password: `guess ${tries}` })).status);
    expect(statuses).toEqual([...Array(10).fill(422), 429]);
  });
});

describe('a link', () => {
  it('ends after seven days', async () => {
    const { browser, email } = await signUp();
    installation.clock.set(new Date(Date.now() + 7 * 86_400_000 + 60_000));
    for (const page of [await browser.get(linkTo(email)), await browser.post(linkTo(email))])
      expect(page.status).toBe(410);
    expect(await isConfirmed(email)).toBe(false);
  });

  it('cannot be made or changed by hand, and opens nothing at another studio', async () => {
    const [mine, theirs] = [await signUp(), await signUp()];
    const link = linkTo(mine.email);
    const forged = [
      link.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')),
      link.replace(/\.[0-9a-z]+-/, '.zzzzzzzz-'),
      linkTo(theirs.email).replace(/[^/]+\./, `${/([0-9a-f-]{36})\./.exec(link)?.[1]}.`),
      link.split('-').slice(0, 5).join('-'),
      '/confirmations/x',
    ];
    for (const path of forged) expect([path, (await mine.browser.post(path)).status]).toEqual([path, 410]);
    expect((await theirs.browser.post(link, { password: PASSWORD })).status).toBe(410);
    expect([await isConfirmed(mine.email), await isConfirmed(theirs.email)]).toEqual([false, false]);
  });
});

describe('a stranger who signs up with another person’s address', () => {
  it('does not keep it: its owner signs up too and confirms', async () => {
    const email = 'late@victim.example';
    const thief = await signUp({ email, password: OTHER });
    const owner = await signUp({ email });
    expect((await owner.browser.post(linkTo(email))).status).toBe(303);
    expect(await isConfirmed(email)).toBe(true);
    expect((await logIn(owner.origin, email, OTHER)).status).toBe(422);
    expect((await logIn(thief.origin, email, PASSWORD)).status).toBe(422);
  });

  it('gets nothing when the owner opens what arrives: the button wants a password that they do not have', async () => {
    const email = 'curious@victim.example';
    await signUp({ email, password: OTHER });
    const { pathname } = new URL(linkTo(email), 'http://x');
    const origin = `http://proof-${counter}.regie.test`;
    for (const password of ['', PASSWORD])
      expect((await visitor(origin).post(pathname, { password })).status).toBe(422);
    expect(await isConfirmed(email)).toBe(false);
  });

  it('is out once the owner takes the account by a new password: login, welcome, link and password', async () => {
    const email = 'pre-claimed@victim.example';
    const thief = await signUp({ email, password: OTHER });
    const link = linkTo(email);
    await control().execute(sql`update welcomes set used_at = null`);
    expect(await isIn(thief.browser)).toBe(true);
    expect(await resetPassword(thief.origin, email, PASSWORD)).toBe(303);
    expect([await isConfirmed(email), await isIn(thief.browser)]).toEqual([true, false]);
    expect((await logIn(thief.origin, email, OTHER)).status).toBe(422);
    expect((await logIn(thief.origin, email, PASSWORD)).status).toBe(303);
    expect((await visitor(thief.origin).get(link)).one('h1').text).toBe('Adresse confirmée');
    const open = await control().execute(
      sql`select from welcomes w join users u on u.id = w.user_id where u.email = ${email} and w.used_at is null`,
    );
    expect(open).toHaveLength(0);
  });

  it('is out as well where the owner has an account already: the studio becomes part of it', async () => {
    const owner = await confirmedOwner({ email: 'settled@victim.example' });
    const thief = await signUp({ email: owner.email, password: OTHER });
    expect(await usersOf(owner.email)).toBe(2);
    expect(await resetPassword(thief.origin, owner.email, 'lampe givre cornet 52')).toBe(303);
    expect([await usersOf(owner.email), await isIn(thief.browser)]).toEqual([1, false]);
    expect((await logIn(thief.origin, owner.email, OTHER)).status).toBe(422);
    for (const origin of [owner.origin, thief.origin])
      expect((await logIn(origin, owner.email, 'lampe givre cornet 52')).status).toBe(303);
  });

  it('gets no tries at the owner’s own studio with a browser of theirs', async () => {
    installation.clock.set('2026-11-20T10:01:00Z');
    const owner = await confirmedOwner({ email: 'guarded@victim.example' });
    const thief = await signUp({ email: owner.email, password: OTHER });
    const guess = (cookies?: Map<string, string>) =>
      createVisitor({ app: installation.app, origin: owner.origin }, new Map(cookies)).post('/login', {
        email: owner.email,
        password: 'wrong guess',
      });
    for (let tries = 0; tries < 10; tries += 1) expect((await guess()).status).toBe(422);
    expect(thief.browser.cookies.has('__Host-browser')).toBe(true);
    const { cookies } = thief.browser;
    cookies.delete('__Host-login');
    expect((await guess(cookies)).status).toBe(429);
    expect((await guess(owner.browser.cookies)).status).not.toBe(429);
  });
});

describe('an address that has an account', () => {
  it('has the new studio join it once the link is used: one user, one password', async () => {
    const first = await confirmedOwner({ email: 'Twice@known.example' });
    const second = await signUp({ email: 'twice@known.example', password: OTHER });
    expect(lastMail('twice@known.example').text).toContain('Vous avez déjà un compte');
    expect(await usersOf(first.email)).toBe(2);
    const done = await second.browser.post(linkTo('twice@known.example'));
    expect(done.status).toBe(303);
    expect((await second.browser.get('/')).text).toContain('avec le mot de passe de ce compte');
    expect(await usersOf(first.email)).toBe(1);
    expect((await second.browser.get('/settings/members')).text).toContain('Propriétaire');
    expect((await logIn(second.origin, first.email, OTHER)).status).toBe(422);
    expect((await logIn(second.origin, first.email, PASSWORD)).status).toBe(303);
    expect((await logIn(first.origin, first.email, PASSWORD)).status).toBe(303);
    expect(await isIn(first.browser)).toBe(true);
  });

  it('has one user when many confirm at once', async () => {
    const email = 'crowd@known.example';
    const crowd: { browser: Visitor; link: string; origin: string }[] = [];
    for (let index = 0; index < 4; index += 1) {
      const { browser, origin } = await signUp({ email });
      crowd.push({ browser, origin, link: linkTo(email) });
    }
    const pages = await Promise.all(crowd.map(({ browser, link }) => browser.post(link)));
    expect(pages.map(({ status }) => status)).toEqual([303, 303, 303, 303]);
    expect([await usersOf(email), await isConfirmed(email)]).toEqual([1, true]);
    for (const { origin } of crowd) expect((await logIn(origin, email, PASSWORD)).status).toBe(303);
  });
});

describe('a mistyped address', () => {
  const change = (browser: Visitor, email: string, currentPassword = PASSWORD) =>
    browser.post('/settings/email', { email, currentPassword });

  it('is corrected in the profile, and the old link is void', async () => {
    const { browser, email } = await signUp();
    const old = linkTo(email);
    expect((await change(browser, 'right@corrected.example', 'wrong')).status).toBe(422);
    expect((await change(browser, 'right@corrected.example')).status).toBe(303);
    await runJobs(installation);
    expect((await browser.get('/')).one('.heed').text).toContain('right@corrected.example');
    expect((await browser.post(old)).status).toBe(410);
    expect((await browser.post(linkTo('right@corrected.example'))).status).toBe(303);
    expect([await isConfirmed('right@corrected.example'), await usersOf(email)]).toEqual([true, 0]);
  });

  it('has to be confirmed again by who was confirmed; another spelling of it has not', async () => {
    const { browser, email } = await confirmedOwner();
    expect((await change(browser, email.toUpperCase())).status).toBe(303);
    expect((await browser.get('/')).all('.heed')).toHaveLength(0);
    expect((await change(browser, 'moved@corrected.example')).status).toBe(303);
    expect((await browser.get('/')).all('.heed')).toHaveLength(1);
  });

  it('does not take a link for a new password to the old mailbox along', async () => {
    const { browser, origin, email } = await signUp();
    await visitor(origin).post('/password-resets', { email });
    await runJobs(installation);
    const link = linkTo(email);
    expect((await change(browser, 'away@corrected.example')).status).toBe(303);
    expect((await visitor(origin).post(link, { password: OTHER })).status).toBe(410);
  });

  it('tells nothing of users elsewhere, and is not another member’s', async () => {
    const elsewhere = await confirmedOwner({ email: 'elsewhere@corrected.example' });
    const { browser } = await signUp();
    expect((await change(browser, elsewhere.email)).status).toBe(303);
    const admin = await team.as('admin');
    await control().execute(
      sql`update users set password_hash = (select password_hash from users where email = ${elsewhere.email} and email_confirmed_at is not null) where id = ${team.members.admin.id}`,
    );
    const taken = await change(admin, team.members.user.email);
    expect([taken.status, taken.one('#f-email-email-error').text]).toEqual([
      422,
      'Un autre membre du studio utilise cette adresse.',
    ]);
  });
});
