/** A passkey as fresh proof: one of one's own, asked for by this login, here, for this. */
import { generateKeyPairSync } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readRows } from '#platform/db/raw.ts';
import type { Role } from '#platform/scope.ts';
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
import { givePasswords, PASSWORD } from '#testing/two-factor.ts';
import type { TestPage, Visitor } from '#testing/visit.ts';

const PROOF = '/proof';
const BILLING = '/settings/billing';
const REFUSED = /n’est pas l’une des vôtres/;
const EXPIRED = /plus de cinq minutes ou a déjà servi/;

let studio: TestStudio;
let other: TestStudio;
let visitor: Visitor;
let credential: Credential;

beforeAll(async () => {
  [studio, other] = [await testStudio(), await testStudio()];
  await givePasswords(studio, 'owner');
});

beforeEach(async () => {
  studio.clock.set(new Date());
  for (const table of ['passkeys', 'throttles', 'pending_requests'])
    await control().execute(sql`delete from ${sql.identifier(table)}`);
  visitor = await studio.as('owner');
  credential = await addPasskey(studio, visitor);
  await age('owner');
});

const control = () => studio.installation.platform.control.db;
const said = (page: TestPage) => page.one('[role="alert"] li').text;

/** All logins of the role, to some time ago. */
async function age(role: Role, of = studio): Promise<void> {
  await control().execute(
    sql`update logins set proved_at = now() - interval '11 minutes' where user_id = ${of.members[role].id}`,
  );
}

/** Asks for something risky and goes to the page that asks for the proof. */
async function wait(by = visitor): Promise<Record<'form' | 'page', string>> {
  const { location = '' } = await by.post(BILLING, { paymentDays: 21 });
  expect(location).toMatch(/^\/proof\?form=/);
  return { form: new URL(location ?? '', studio.origin).searchParams.get('form') ?? '', page: '' };
}

async function send(lies: Lies = {}, by = visitor): Promise<TestPage> {
  const waiting = await wait(by);
  return by.post(PROOF, { ...waiting, answer: useCredential(credential, await askedBy(by, PROOF), lies) });
}

async function expectUnproved(page: TestPage, reason = REFUSED): Promise<void> {
  expect([page.status, said(page)]).toEqual([422, expect.stringMatching(reason)]);
  expect((await visitor.post(BILLING, { paymentDays: 21 })).location).toMatch(/^\/proof/);
}

describe('a passkey', () => {
  it('proves who is asking: what waits is done, for ten minutes nothing more is asked, and the log says by what', async () => {
    const page = await visitor.get(`/proof?form=${(await wait()).form}`);
    expect(page.one('form[data-passkey]').getAttribute('data-options')).toBe('/proof/options');
    expect((await send()).location).toBe(BILLING);
    expect((await visitor.post(BILLING, { paymentDays: 28 })).location).toBe(BILLING);
    await studio.installation.platform.services.deliveries.sweep(0);
    const rows = await readRows<{ by: string }>(
      (await studio.scope()).db,
      sql`select details->>'by' as by from audit where action = 'identity.prove'`,
    );
    expect(rows).toContainEqual({ by: 'passkey' });
    expect((await visitor.get('/settings/audit')).text).toMatch(/a confirmé son identité avec une clé d’accès/);
  });

  it('is offered where the user has one, and asked for by name', async () => {
    const { allowCredentials, userVerification, rpId } = await askedBy(visitor, PROOF);
    expect(allowCredentials?.map(({ id }) => id)).toEqual([credential.id]);
    expect([userVerification, rpId]).toEqual(['required', studio.studio.host]);
    await control().execute(sql`update passkeys set host = 'elsewhere.example'`);
    const page = await visitor.get(`/proof?form=${(await wait()).form}`);
    expect(page.all('form[data-passkey]')).toEqual([]);
    expect(page.all('script[src*="passkeys"]')).toEqual([]);
  });

  it('says what is needed where the browser gave no answer; the password still does', async () => {
    const waiting = await wait();
    const page = await visitor.post(PROOF, { ...waiting, answer: '' });
    await expectUnproved(page, /JavaScript/);
    expect(page.one('[name="form"]').getAttribute('value')).toBe(waiting.form);
    expect((await visitor.post(PROOF, { ...waiting, currentPassword: PASSWORD })).location).toBe(BILLING);
  });
});

describe('is refused:', () => {
  const otherKey = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;

  it.each<[string, () => Lies]>([
    ['signed by another key', () => ({ key: otherKey })],
    ['of another origin', () => ({ origin: other.origin })],
    ['for another host', () => ({ host: other.studio.host })],
    ['without the user verified', () => ({ flags: FLAGS.present })],
    ['an answer to "make a passkey"', () => ({ type: 'webauthn.create' })],
    ['with the handle of another user', () => ({ userHandle: 'A'.repeat(43) })],
    ['a passkey that nobody has', () => ({ id: 'A'.repeat(32) })],
  ])('%s', async (_, lies) => {
    await expectUnproved(await send(lies()));
  });

  it('that of another member, which is not used up by it', async () => {
    credential = await addPasskey(studio, await studio.as('admin'));
    await expectUnproved(await send({ counter: 9 }));
    const [row] = await control().execute(
      sql`select counter, last_used_at from passkeys where credential_id = ${credential.id}`,
    );
    expect([Number(row?.counter), row?.last_used_at]).toEqual([0, null]);
  });

  it('that of another studio of the same user', async () => {
    await control().execute(sql`
      insert into members (studio_id, user_id, role) values (${other.studio.id}, ${studio.members.owner.id}, 'user')`);
    await control().execute(sql`update passkeys set host = ${other.studio.host}`);
    await expectUnproved(await send());
    await expectUnproved(await send({ host: other.studio.host, origin: other.origin }));
  });

  it('what is no answer', async () => {
    const waiting = await wait();
    for (const answer of ['{}', 'null', '{']) await expectUnproved(await visitor.post(PROOF, { ...waiting, answer }));
  });

  it('after five wrong ones, as passwords are', async () => {
    const statuses: number[] = [];
    for (let tries = 0; tries < 6; tries += 1) statuses.push((await send({ key: otherKey })).status);
    expect(statuses).toEqual([422, 422, 422, 422, 422, 429]);
    expect((await visitor.post(PROOF, { ...(await wait()), currentPassword: PASSWORD })).status).toBe(429);
  });
});

describe('a challenge', () => {
  it('is good once, also for two requests at once', async () => {
    const [first, second] = [await wait(), await wait()];
    const answer = useCredential(credential, await askedBy(visitor, PROOF));
    const both = await Promise.all([first, second].map((waiting) => visitor.post(PROOF, { ...waiting, answer })));
    expect(both.map(({ status }) => status).sort()).toEqual([303, 422]);
    await age('owner');
    await expectUnproved(await visitor.post(PROOF, { ...(await wait()), answer }), EXPIRED);
  });

  it('is good for five minutes', async () => {
    const answer = useCredential(credential, await askedBy(visitor, PROOF));
    const waiting = await wait();
    studio.clock.set(new Date(studio.clock.now().getTime() + 5 * 60_000));
    const page = await visitor.post(PROOF, { ...waiting, answer });
    expect([page.status, said(page)]).toEqual([422, expect.stringMatching(EXPIRED)]);
  });

  it('is that of one login', async () => {
    const second = await studio.as('owner');
    await age('owner');
    const answer = useCredential(credential, await askedBy(second, PROOF));
    await expectUnproved(await visitor.post(PROOF, { ...(await wait()), answer }), EXPIRED);
  });

  it('is for a proof: one for a login or for another passkey does not do, nor does this one there', async () => {
    const waiting = await wait();
    for (const page of [PASSKEY_LOGIN, PASSKEYS]) {
      const answer = useCredential(credential, await askedBy(visitor, page));
      await expectUnproved(await visitor.post(PROOF, { ...waiting, answer }), EXPIRED);
    }
    const stranger = studio.visitor();
    await askedBy(stranger, PASSKEY_LOGIN);
    for (const by of [visitor, stranger]) {
      const answer = useCredential(credential, await askedBy(visitor, PROOF));
      const page = await by.post(PASSKEY_LOGIN, { answer });
      expect([page.status, said(page)]).toEqual([422, expect.stringMatching(EXPIRED)]);
    }
    const asked = await askedBy(visitor, PROOF);
    await control().execute(sql`update logins set proved_at = now()`);
    const { answer } = makeCredential({ ...asked, rp: { id: studio.studio.host, name: '' } }, studio.origin);
    const made = await visitor.post(PASSKEYS, { name: 'Clé', answer });
    expect([made.status, said(made)]).toEqual([422, expect.stringMatching(EXPIRED)]);
  });
});

describe('the page', () => {
  const names = async (path: string, fields = {}) =>
    (await visitor.follow(await visitor.post(path, fields))).one('main .card h2').text;

  it('names the person whom it concerns', async () => {
    const { id, name } = studio.members.user;
    const path = `/settings/members/${id}`;
    expect(await names(`${path}/role`, { role: 'manager' })).toBe(`Changer le rôle d’un membre : ${name}`);
    expect(await names(`${path}/removal`)).toBe(`Retirer ${name} du studio`);
    expect(await names(`${path}/second-factor/removal`)).toBe(
      `Désactiver la double authentification d’un membre : ${name}`,
    );
    const email = '<b>zoe@costa.example';
    expect(await names('/settings/members/invitations', { email, role: 'user' })).toBe(`Inviter ${email}`);
  });

  it('names no member of another studio, and does without a name', async () => {
    const { id } = other.members.admin;
    expect(await names(`/settings/members/${id}/removal`)).toBe('Retirer un membre du studio');
    expect(await names('/settings/members/invitations', { role: 'user' })).toBe('Inviter une personne');
  });
});
