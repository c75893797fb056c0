/** Passkeys of the main host: one's own account there, for users of any studio or none. */
import { sql } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aUser, mainVisitor, makeMember, signedIn, type TestUser } from '#testing/main-host.ts';
import {
  addPasskey,
  askedBy,
  type Credential,
  FLAGS,
  type Lies,
  makeCredential,
  PASSKEY_LOGIN,
  PASSKEYS,
  useCredential,
} from '#testing/passkeys.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';
import { PASSWORD } from '#testing/two-factor.ts';
import type { TestPage, Visitor } from '#testing/visit.ts';

const REFUSED = /n’ouvre aucun compte à cette adresse/;

let studio: TestStudio;
let user: TestUser;
let main: Visitor;
let origin: string;
let host: string;
let credential: Credential;

beforeAll(async () => {
  studio = await testStudio();
  const { publicUrl } = studio.installation.platform.options;
  [origin, host] = [publicUrl.origin, publicUrl.hostname];
});

beforeEach(async () => {
  studio.clock.set(new Date());
  await control().execute(sql`delete from throttles`);
  user = await aUser(studio);
  main = await signedIn(mainVisitor(studio), user);
  credential = await addPasskey({ origin }, main);
});

const control = () => studio.installation.platform.control.db;
const isIn = async (visitor: Visitor) => (await visitor.get('/settings/profile')).status === 200;
const said = (page: TestPage) => page.one('[role="alert"] li').text;
const linkOn = async (visitor: Visitor) => (await visitor.get(PASSKEYS)).one('#passkeys a').getAttribute('href') ?? '';
const age = () =>
  control().execute(sql`update logins set proved_at = now() - interval '11 minutes' where user_id = ${user.id}`);

async function enter(at: Visitor, lies: Lies = {}, next?: string): Promise<TestPage> {
  return at.post(PASSKEY_LOGIN, { answer: useCredential(credential, await askedBy(at, PASSKEY_LOGIN), lies), next });
}

describe('a passkey of the main host', () => {
  it('is found from the account, listed with its host, named and removed, with mails', async () => {
    expect((await main.get('/me')).one(`a[href="${PASSKEYS}"]`).text).toContain('Clés d’accès');
    const list = await main.get(PASSKEYS);
    expect(list.one('#passkeys').text).toContain(host);
    expect(list.one('#main nav a[href="/me"]').text).toBe('Mon compte');
    const path = await linkOn(main);
    expect((await main.post(path, { name: 'Portable' })).location).toBe(PASSKEYS);
    expect((await main.get(path)).one('h1').text).toBe('Portable');
    expect((await main.post(`${path}/removal`)).location).toBe(PASSKEYS);
    await studio.jobsDone();
    const mails = studio.installation.mails.filter(({ to }) => to === user.email);
    expect(mails.map(({ subject, studioId }) => [subject, studioId])).toEqual([
      ['Nouvelle clé d’accès', null],
      ['Clé d’accès retirée', null],
    ]);
    for (const { text } of mails) expect(text).toContain(`${origin}${PASSKEYS}`);
  });

  it('is asked for at the main host', async () => {
    expect(await askedBy(mainVisitor(studio), PASSKEY_LOGIN)).toMatchObject({ rpId: host, allowCredentials: [] });
    expect((await askedBy(main, PASSKEYS)).rp).toEqual({ id: host, name: 'Régie' });
  });

  it('opens the account alone, and is what it takes besides a second factor', async () => {
    await control().execute(
      sql`insert into two_factors (user_id, secret, added_at) values (${user.id}, 'sealed', now())`,
    );
    const visitor = mainVisitor(studio);
    const page = await enter(visitor, {}, '/me/studios/new');
    expect([page.status, page.location, await isIn(visitor)]).toEqual([303, '/me/studios/new', true]);
    expect((await enter(mainVisitor(studio))).location).toBe('/me');
    const byPassword = await mainVisitor(studio).post('/login', { email: user.email, password: PASSWORD });
    expect(byPassword.location).toBe('/login/second-factor');
  });

  it('proves who asks on the main host, where making and removing one ask for it', async () => {
    const path = await linkOn(main);
    await age();
    expect((await main.post(PASSKEYS, { name: 'Clé', answer: '' })).location).toMatch(/^\/proof\?form=/);
    const asked = await main.post(`${path}/removal`);
    const form = new URL(asked.location ?? '', origin).searchParams.get('form') ?? '';
    const answer = useCredential(credential, await askedBy(main, '/proof'));
    expect((await main.post('/proof', { form, page: '', answer })).location).toBe(PASSKEYS);
    expect((await main.get(path)).status).toBe(404);
  });
});

describe('attacks:', () => {
  it.each<[string, () => Lies]>([
    ['of the origin of a studio', () => ({ origin: studio.origin })],
    ['for the host of a studio', () => ({ host: studio.studio.host })],
    ['without the user verified', () => ({ flags: FLAGS.present })],
    ['with the handle of another user', () => ({ userHandle: 'A'.repeat(43) })],
    ['a passkey that nobody has', () => ({ id: 'A'.repeat(32) })],
  ])('an answer %s opens nothing', async (_, lies) => {
    const visitor = mainVisitor(studio);
    const page = await enter(visitor, lies());
    expect([page.status, said(page)]).toEqual([422, expect.stringMatching(REFUSED)]);
    expect(await isIn(visitor)).toBe(false);
  });

  it('a passkey of the main host opens no studio of its user, and one of a studio not the main host', async () => {
    await makeMember(studio, user, 'owner');
    for (const lies of [{}, { host: studio.studio.host, origin: studio.origin }]) {
      const visitor = studio.visitor();
      expect((await enter(visitor, lies)).status).toBe(422);
      expect(await isIn(visitor)).toBe(false);
    }
    credential = await addPasskey(studio, await signedIn(studio.visitor(), user));
    for (const lies of [{}, { host, origin }]) expect((await enter(mainVisitor(studio), lies)).status).toBe(422);
    expect((await enter(studio.visitor())).status).toBe(303);
  });

  it('a challenge of a studio is none here, nor one of here there', async () => {
    await makeMember(studio, user, 'user');
    const [here, there] = [mainVisitor(studio), studio.visitor()];
    for (const [from, to] of [
      [here, there],
      [there, here],
    ] as const) {
      const answer = useCredential(credential, await askedBy(from, PASSKEY_LOGIN));
      for (const [name, value] of from.cookies) to.cookies.set(name, value);
      const page = await to.post(PASSKEY_LOGIN, { answer });
      expect([page.status, said(page)]).toEqual([422, expect.stringMatching(/plus de cinq minutes/)]);
    }
  });

  it('a studio’s page makes none for the main host', async () => {
    await makeMember(studio, user, 'user');
    const inStudio = await signedIn(studio.visitor(), user);
    const asked = await askedBy(inStudio, PASSKEYS);
    const { answer } = makeCredential(asked, studio.origin, { host });
    expect((await inStudio.post(PASSKEYS, { name: 'Clé', answer })).status).toBe(422);
    const wide = makeCredential(await askedBy(main, PASSKEYS), studio.origin).answer;
    expect((await main.post(PASSKEYS, { name: 'Clé', answer: wide })).status).toBe(422);
  });

  it('another user neither sees, names nor removes it, and it ends with the removal', async () => {
    const path = await linkOn(main);
    const stranger = await signedIn(mainVisitor(studio), await aUser(studio));
    const pages = [stranger.get(path), stranger.post(path, { name: 'x' }), stranger.post(`${path}/removal`)];
    expect((await Promise.all(pages)).map(({ status }) => status)).toEqual([404, 404, 404]);
    expect((await main.post(`${path}/removal`)).status).toBe(303);
    expect((await enter(mainVisitor(studio))).status).toBe(422);
  });
});
