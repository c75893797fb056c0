/** Attacks on the login by passkey, with an authenticator in software that says what no real one would. */
import { generateKeyPairSync } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { connect } from '#platform/db/client.ts';
import { readRows } from '#platform/db/raw.ts';
import { configureLog } from '#platform/telemetry/log.ts';
import {
  addPasskey,
  askedBy,
  type Credential,
  FLAGS,
  type Lies,
  makeCredential,
  PASSKEY_LOGIN,
  PASSKEYS,
  signInWith,
  useCredential,
} from '#testing/passkeys.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';
import { codeOf, givePassword, givePasswords, withSecondFactor } from '#testing/two-factor.ts';
import type { Visitor } from '#testing/visit.ts';

const MINUTE = 60_000;
const REFUSED = /n’ouvre pas ce studio/;
const EXPIRED = /plus de cinq minutes ou a déjà servi/;

let studio: TestStudio;
let other: TestStudio;
let owner: Visitor;
let credential: Credential;

beforeAll(async () => {
  [studio, other] = [await testStudio(), await testStudio()];
  owner = await studio.as('owner');
});

beforeEach(async () => {
  studio.clock.set(new Date());
  for (const table of ['passkeys', 'two_factors', 'throttles'])
    await control().execute(sql`delete from ${sql.identifier(table)}`);
  credential = await addPasskey(studio, owner);
});

const control = () => studio.installation.platform.control.db;
const isIn = async (visitor: Visitor) => (await visitor.get('/settings/profile')).status === 200;
const countLogins = async () =>
  (await control().execute(sql`select 1 from logins where user_agent = '' and studio_id = ${studio.studio.id}`)).length;

/** Refused with the same words, whatever was wrong; and the right answer still enters. */
async function expectRefused(lies: Lies): Promise<void> {
  const { page, visitor } = await signInWith(studio, credential, lies);
  expect([page.status, page.one('[role="alert"] li').text]).toEqual([422, expect.stringMatching(REFUSED)]);
  expect(page.all('[autofocus]').map((element) => element.getAttribute('role'))).toEqual(['alert']);
  expect(await isIn(visitor)).toBe(false);
  expect((await signInWith(studio, credential)).page.status).toBe(303);
}

describe('a passkey', () => {
  it('is enough, and leads to where one wanted to go', async () => {
    const { page, visitor } = await signInWith(studio, credential, { next: '/clients?q=x' });
    expect([page.status, page.location]).toEqual([303, '/clients?q=x']);
    expect(await isIn(visitor)).toBe(true);
    expect((await signInWith(studio, credential, { next: '//evil.example' })).page.location).toBe('/');
  });

  it('takes the place of the second factor, which a password alone still needs', async () => {
    await givePasswords(studio, 'owner');
    const factor = await withSecondFactor(studio, 'owner');
    expect((await signInWith(studio, credential)).page.location).toBe('/');
    const { visitor, page } = await givePassword(studio, 'owner');
    expect(page.location).toBe('/login/second-factor');
    expect((await visitor.post('/login/second-factor', { code: codeOf(studio, factor.secret, 1) })).status).toBe(303);
  });

  it('is asked for by verifying the user, at the requested host, and without naming anybody’s passkeys', async () => {
    const asked = await askedBy(studio.visitor(), PASSKEY_LOGIN);
    expect(asked).toMatchObject({ rpId: studio.studio.host, userVerification: 'required', allowCredentials: [] });
    const { rp, user, authenticatorSelection, excludeCredentials } = await askedBy(owner, PASSKEYS);
    expect(rp).toEqual({ id: studio.studio.host, name: studio.studio.name });
    expect(authenticatorSelection).toMatchObject({ userVerification: 'required', residentKey: 'required' });
    expect(excludeCredentials?.map(({ id }) => id)).toEqual([credential.id]);
    expect(user?.id).toBe(credential.userHandle);
    expect(Buffer.from(user?.id ?? '', 'base64url')).toHaveLength(32);
  });

  it('is noted where it was used, and in the log', async () => {
    await signInWith(studio, credential);
    expect((await owner.get(PASSKEYS)).one('#passkeys').text).toMatch(/utilisée/);
    const page = await owner.get('/settings/audit?kind=sign-in');
    expect(page.text).toContain(`Connexion de ${studio.members.owner.name} avec une clé d’accès`);
  });
});

describe('is refused:', () => {
  const otherKey = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;

  it.each<[string, () => Lies]>([
    ['signed by another key', () => ({ key: otherKey })],
    ['of another origin', () => ({ origin: other.origin })],
    ['of the same host at another port', () => ({ origin: `${studio.origin}:8443` })],
    ['of the same host by another scheme', () => ({ origin: studio.origin.replace('http:', 'https:') })],
    ['for another host', () => ({ host: other.studio.host })],
    ['for the domain above', () => ({ host: 'localhost' })],
    ['without the user verified', () => ({ flags: FLAGS.present })],
    ['without the user present', () => ({ flags: FLAGS.verified })],
    ['an answer to "make a passkey"', () => ({ type: 'webauthn.create' })],
    ['with the handle of another user', () => ({ userHandle: 'A'.repeat(43) })],
    ['an unknown passkey', () => ({ id: 'A'.repeat(32) })],
  ])('%s', async (_, lies) => {
    await expectRefused(lies());
  });

  it.each([
    '{}',
    'null',
    '[]',
    '"text"',
    '{',
    JSON.stringify({ id: 'a', rawId: 'a', type: 'public-key', response: { clientDataJSON: 'e30' } }),
  ])('what is no answer: %s', async (answer) => {
    const page = await studio.visitor().post(PASSKEY_LOGIN, { answer });
    expect([page.status, page.one('[role="alert"] li').text]).toEqual([422, expect.stringMatching(REFUSED)]);
  });

  it('that of a former member, like an unknown one', async () => {
    const { manager } = studio.members;
    const foreign = await addPasskey(studio, await studio.as('manager'));
    expect((await signInWith(studio, foreign)).page.status).toBe(303);
    expect((await owner.post(`/settings/members/${manager.id}/removal`)).status).toBe(303);
    const { page } = await signInWith(studio, foreign);
    const unknown = await signInWith(studio, foreign, { id: 'A'.repeat(32) });
    const said = [page, unknown.page].map(({ status, all }) => [status, all('[role="alert"] li')[0]?.text]);
    expect(said[0]).toEqual(said[1]);
    expect(said[0]).toEqual([422, expect.stringMatching(REFUSED)]);
  });

  it('at another studio, whose member the user is too', async () => {
    await control().execute(sql`
      insert into members (studio_id, user_id, role) values (${other.studio.id}, ${studio.members.owner.id}, 'owner')`);
    for (const lies of [{}, { host: other.studio.host }, { host: other.studio.host, origin: other.origin }]) {
      const { page, visitor } = await signInWith(other, credential, lies);
      expect([page.status, (await visitor.get('/settings/profile')).status]).toEqual([422, 303]);
    }
  });

  it('after it was removed', async () => {
    const page = await owner.get(PASSKEYS);
    const path = page.one('#passkeys a').getAttribute('href');
    expect((await owner.post(`${path}/removal`)).status).toBe(303);
    expect((await signInWith(studio, credential)).page.status).toBe(422);
  });

  it('a counter that stands still or goes back, unless there is none', async () => {
    const enter = async (counter: number) => (await signInWith(studio, credential, { counter })).page.status;
    expect([await enter(0), await enter(0), await enter(7)]).toEqual([303, 303, 303]);
    expect([await enter(7), await enter(6), await enter(0)]).toEqual([422, 422, 422]);
    expect(await enter(8)).toBe(303);
  });

  it('more than thirty tries from one address in a quarter of an hour, which count with the passwords', async () => {
    const statuses = [];
    for (let tries = 0; tries < 31; tries += 1)
      statuses.push((await signInWith(studio, credential, { id: 'A'.repeat(32) })).page.status);
    expect([statuses.filter((status) => status === 422).length, statuses.at(-1)]).toEqual([30, 429]);
    expect((await signInWith(studio, credential)).page.status).toBe(429);
    await givePasswords(studio, 'owner');
    expect((await givePassword(studio, 'owner')).page.status).toBe(429);
  });
});

describe('a challenge', () => {
  async function answered(visitor = studio.visitor()): Promise<{ visitor: Visitor; answer: string }> {
    return { visitor, answer: useCredential(credential, await askedBy(visitor, PASSKEY_LOGIN)) };
  }

  async function expectExpired(visitor: Visitor, answer: string): Promise<void> {
    const page = await visitor.post(PASSKEY_LOGIN, { answer });
    expect([page.status, page.one('[role="alert"] li').text]).toEqual([422, expect.stringMatching(EXPIRED)]);
  }

  it('is good once', async () => {
    const { visitor, answer } = await answered();
    expect((await visitor.post(PASSKEY_LOGIN, { answer })).status).toBe(303);
    await visitor.post('/logout');
    await expectExpired(visitor, answer);
  });

  it('is good for five minutes', async () => {
    const now = studio.clock.now().getTime();
    const [early, late] = [await answered(), await answered()];
    studio.clock.set(new Date(now + 5 * MINUTE - 1));
    expect((await early.visitor.post(PASSKEY_LOGIN, { answer: early.answer })).status).toBe(303);
    studio.clock.set(new Date(now + 5 * MINUTE));
    await expectExpired(late.visitor, late.answer);
  });

  it('is that of one browser', async () => {
    const { answer } = await answered();
    await expectExpired(studio.visitor(), answer);
    const { visitor } = await answered();
    await expectExpired(visitor, answer);
  });

  it('is kept by two tabs of a browser, each its own', async () => {
    const { visitor, answer } = await answered();
    const second = await answered(visitor);
    expect((await visitor.post(PASSKEY_LOGIN, { answer })).status).toBe(303);
    expect((await visitor.post(PASSKEY_LOGIN, { answer: second.answer })).status).toBe(303);
  });

  it('is for one purpose', async () => {
    const forAdding = await askedBy(owner, PASSKEYS);
    await expectExpired(owner, useCredential(credential, forAdding));
    const forLogin = await askedBy(owner, PASSKEY_LOGIN);
    const { answer } = makeCredential({ ...forAdding, challenge: forLogin.challenge }, studio.origin);
    expect((await owner.post(PASSKEYS, { name: 'Clé', answer })).one('[role="alert"] li').text).toMatch(EXPIRED);
  });

  it('is one that we made', async () => {
    const { visitor } = await answered();
    for (const challenge of ['A'.repeat(43), '', 'x'])
      await visitor
        .post(PASSKEY_LOGIN, { answer: useCredential(credential, { challenge: challenge }) })
        .then(({ status }) => expect(status).toBe(422));
  });

  it('is in no log, and in no database in the clear', async () => {
    const lines: string[] = [];
    const { sink } = studio.installation.writes;
    configureLog({
      level: 'debug',
      sink: (line) => {
        lines.push(line);
        sink(line);
      },
    });
    const { visitor, answer } = await answered();
    await visitor.post(PASSKEY_LOGIN, { answer });
    await visitor.post('/logout');
    await expectExpired(visitor, answer);
    await signInWith(studio, credential, { flags: FLAGS.present });
    configureLog({ level: 'info', sink });
    const client = JSON.parse(answer).response.clientDataJSON as string;
    const { challenge } = JSON.parse(Buffer.from(client, 'base64url').toString()) as { challenge: string };
    expect(lines.join('\n')).toContain('identity.passkey-refused');
    for (const secret of [challenge, client, credential.id]) expect(lines.join('\n')).not.toContain(secret);
    const rows = await control().execute(sql`select encode(challenge_hash, 'hex') as hash from spent_challenges`);
    expect(JSON.stringify(rows)).not.toContain(Buffer.from(challenge, 'base64url').toString('hex'));
  });
});

describe('the same answer twenty times at once', () => {
  async function race(): Promise<number> {
    const visitor = studio.visitor();
    const answer = useCredential(credential, await askedBy(visitor, PASSKEY_LOGIN));
    const before = await countLogins();
    const pages = await Promise.all(Array.from({ length: 20 }, () => visitor.post(PASSKEY_LOGIN, { answer })));
    const entered = pages.filter(({ status }) => status === 303).length;
    expect((await countLogins()) - before).toBe(entered);
    return entered;
  }

  it('opens one login', async () => {
    expect(await race()).toBe(1);
  });

  it('would open more if spent challenges could be spent again', async () => {
    const { cluster } = studio.installation;
    const admin = connect(cluster.admin(cluster.control), { max: 1, name: 'no key' }).sql;
    try {
      await admin`alter table spent_challenges drop constraint spent_challenges_pkey`;
      expect(await race()).toBeGreaterThan(1);
    } finally {
      await admin`delete from spent_challenges`;
      await admin`alter table spent_challenges add primary key (challenge_hash)`;
      await admin.end({ timeout: 5 });
    }
  });
});

describe('the log', () => {
  it('names refused passkeys, and their user where there is one', async () => {
    await signInWith(studio, credential, { flags: FLAGS.present });
    await signInWith(studio, credential, { id: 'A'.repeat(32) });
    const { batches, deliveries } = studio.installation.platform.services;
    await batches.flush();
    await deliveries.sweep(0);
    const rows = await readRows(
      (await studio.scope()).db,
      sql`select subject_id, details->>'by' as by from audit where action = 'identity.refuse-login' order by seq desc limit 2`,
    );
    expect(rows).toEqual([
      { subject_id: null, by: 'passkey' },
      { subject_id: studio.members.owner.id, by: 'passkey' },
    ]);
    const page = await owner.get('/settings/audit?kind=sign-in');
    expect(page.text).toMatch(/Connexion refusée pour Owner \S+\s: clé d’accès non valable</);
  });
});
