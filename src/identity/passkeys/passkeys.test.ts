import { sql } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addPasskey, askedBy, FLAGS, type Lies, makeCredential, PASSKEYS, signInWith } from '#testing/passkeys.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';
import { givePasswords } from '#testing/two-factor.ts';
import type { TestPage, Visitor } from '#testing/visit.ts';

let studio: TestStudio;
let other: TestStudio;
let owner: Visitor;

beforeAll(async () => {
  [studio, other] = [await testStudio(), await testStudio()];
  owner = await studio.as('owner');
});

beforeEach(async () => {
  studio.clock.set(new Date());
  for (const table of ['passkeys', 'throttles']) await control().execute(sql`delete from ${sql.identifier(table)}`);
  await givePasswords(studio, 'owner');
});

const control = () => studio.installation.platform.control.db;
const linksOn = (page: TestPage) => page.all('#passkeys a').map((link) => link.getAttribute('href') ?? '');
const said = (page: TestPage) => page.one('[role="alert"] li').text;

async function send(lies: Lies, name = 'Clé'): Promise<TestPage> {
  const { answer } = makeCredential(await askedBy(owner, PASSKEYS), studio.origin, lies);
  return owner.post(PASSKEYS, { name, answer });
}

describe('a new passkey', () => {
  it('is listed with its name and its host, and mailed', async () => {
    await addPasskey(studio, owner);
    const list = (await owner.get(PASSKEYS)).one('#passkeys').text;
    for (const text of ['Clé de test', studio.studio.host, 'jamais utilisée']) expect(list).toContain(text);
    await studio.jobsDone();
    expect(studio.mails().at(-1)).toMatchObject({ to: studio.members.owner.email, subject: 'Nouvelle clé d’accès' });
    expect((await owner.get('/settings/audit')).text).toMatch(/a ajouté la clé d’accès «\sClé de test\s»/);
  });

  it('is one of several, each of which opens the studio', async () => {
    const [first, second] = [await addPasskey(studio, owner), await addPasskey(studio, owner)];
    expect(second.userHandle).toBe(first.userHandle);
    for (const credential of [first, second]) expect((await signInWith(studio, credential)).page.status).toBe(303);
  });

  it('asks for a name', async () => {
    for (const name of ['', '  ', 'x'.repeat(201)]) {
      const page = await send({}, name);
      expect([page.status, page.one('#f-name-error').text.length > 0]).toEqual([422, true]);
    }
  });

  it('says what is needed where the browser gave no answer', async () => {
    const page = await owner.post(PASSKEYS, { name: 'Clé', answer: '' });
    expect([page.status, said(page)]).toEqual([422, expect.stringContaining('JavaScript')]);
    expect((await owner.post(PASSKEYS, { name: 'Clé', answer: '{}' })).status).toBe(422);
    for (const path of [PASSKEYS, '/login'])
      expect((await (path === '/login' ? studio.anonymous : owner).get(path)).one('noscript').text).toContain(
        'JavaScript',
      );
  });

  it.each<[string, () => Lies]>([
    ['without the user verified', () => ({ flags: FLAGS.present })],
    ['of another origin', () => ({ origin: other.origin })],
    ['for another host', () => ({ host: other.studio.host })],
    ['from an answer to "sign in"', () => ({ type: 'webauthn.get' })],
    // The library would ask an address that the certificate names.
    ['with certificates', () => ({ format: 'android-key', statement: new Map([['x5c', [] as never]]) })],
    ['with certificates, packed', () => ({ format: 'packed', statement: new Map([['x5c', [] as never]]) })],
  ])('is refused %s', async (_, lies) => {
    const page = await send(lies());
    expect([page.status, said(page)]).toEqual([422, expect.stringContaining('ne peut pas être utilisée ici')]);
    expect(linksOn(await owner.get(PASSKEYS))).toEqual([]);
  });

  it('answers a challenge of the same login, in time, once', async () => {
    const asked = await askedBy(owner, PASSKEYS);
    const answer = () => makeCredential(asked, studio.origin).answer;
    const expired = [422, expect.stringContaining('cinq minutes')];
    const elsewhere = await (await studio.as('owner')).post(PASSKEYS, { name: 'Clé', answer: answer() });
    expect([elsewhere.status, said(elsewhere)]).toEqual(expired);
    expect((await owner.post(PASSKEYS, { name: 'Clé', answer: answer() })).status).toBe(303);
    const again = await owner.post(PASSKEYS, { name: 'Clé', answer: answer() });
    expect([again.status, said(again)]).toEqual(expired);
    const late = makeCredential(await askedBy(owner, PASSKEYS), studio.origin).answer;
    studio.clock.set(new Date(studio.clock.now().getTime() + 5 * 60_000));
    const page = await owner.post(PASSKEYS, { name: 'Clé', answer: late });
    expect([page.status, said(page)]).toEqual(expired);
  });

  it('cannot be one that a user has already', async () => {
    await addPasskey(studio, owner);
    await control().execute(sql`update passkeys set credential_id = ${'A'.repeat(32)}`);
    const { answer } = makeCredential(await askedBy(owner, PASSKEYS), studio.origin);
    // What the authenticator signed names its own id, so the row takes that one.
    const { id } = JSON.parse(answer) as { id: string };
    await control().execute(sql`update passkeys set credential_id = ${id}`);
    const page = await owner.post(PASSKEYS, { name: 'Clé', answer });
    expect([page.status, said(page)]).toEqual([409, expect.stringContaining('déjà une clé')]);
  });

  it('is the twentieth at most', async () => {
    for (let made = 0; made < 20; made += 1) await addPasskey(studio, owner);
    const page = await send({});
    expect([page.status, said(page)]).toEqual([409, expect.stringContaining('déjà 20 clés')]);
  });
});

describe('one’s own passkey', () => {
  async function only(): Promise<string> {
    await addPasskey(studio, owner);
    return linksOn(await owner.get(PASSKEYS))[0] ?? '';
  }

  it('is given another name', async () => {
    const path = await only();
    expect((await owner.get(path)).one('h1').text).toBe('Clé de test');
    expect((await owner.post(path, { name: ' ' })).status).toBe(422);
    expect((await owner.post(path, { name: 'Téléphone <b>' })).location).toBe(PASSKEYS);
    expect((await owner.get(PASSKEYS)).one('#passkeys a').text).toBe('Modifier');
    expect((await owner.get(path)).one('h1').text).toBe('Téléphone <b>');
    await studio.jobsDone();
    expect((await owner.get('/settings/audit')).text).toMatch(/Clé de test[^«]{1,120}Téléphone/);
  });

  it('is removed, and mailed', async () => {
    const path = await only();
    expect((await owner.post(`${path}/removal`)).location).toBe(PASSKEYS);
    expect((await owner.get(path)).status).toBe(404);
    await studio.jobsDone();
    expect(studio.mails().at(-1)?.subject).toBe('Clé d’accès retirée');
  });

  it('cannot be seen, named or removed by another user', async () => {
    const path = await only();
    for (const visitor of [await studio.as('admin'), await other.as('owner')]) {
      expect((await visitor.get(PASSKEYS)).document.querySelector('#passkeys')).toBeNull();
      const pages = [visitor.get(path), visitor.post(path, { name: 'Autre' }), visitor.post(`${path}/removal`)];
      expect((await Promise.all(pages)).map(({ status }) => status)).toEqual([404, 404, 404]);
    }
    expect((await owner.get(path)).status).toBe(200);
  });

  it('stays while it is the only way in', async () => {
    const path = await only();
    const { id } = studio.members.owner;
    await control().execute(sql`update users set password_hash = null where id = ${id}`);
    const page = await owner.post(`${path}/removal`);
    expect([page.status, said(page)]).toEqual([409, expect.stringContaining('seul moyen')]);
    await addPasskey(studio, owner);
    const both = linksOn(await owner.get(PASSKEYS));
    const pages = await Promise.all(both.map((each) => owner.post(`${each}/removal`)));
    expect(pages.map(({ status }) => status).sort()).toEqual([303, 409]);
  });
});
