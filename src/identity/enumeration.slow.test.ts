/**
 * What an attacker learns from outside: whether an address has an account, by how long an answer takes; and how many passwords can be
 * tried. That the answers themselves are the same is tested beside each page.
 */
import { eq, sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { buildApp } from '#app.ts';
import { hashPassword } from '#identity/passwords/hashing.ts';
import { users } from '#identity/schema.ts';
import type { Id } from '#platform/db/ids.ts';
import { newId } from '#platform/db/ids.ts';
import { aClient } from '#testing/fixtures.ts';
import { ROOT } from '#testing/installation.ts';
import { mannWhitney } from '#testing/mann-whitney.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';
import { createVisitor, type Visitor } from '#testing/visit.ts';

vi.setConfig({ testTimeout: 300_000 });

const SAMPLES = 200;
const RUNS = 3;
const PASSWORD = 'quatre mots sans rapport';

let studio: TestStudio;
let owner: Visitor;
let hash: string;

beforeAll(async () => {
  studio = await testStudio();
  owner = await studio.as('owner');
  hash = await hashPassword(PASSWORD);
  await setHash(studio.members.owner.id);
  await aClient(owner, { name: 'Nina Costa', email: 'nina@costa.example' });
});

const control = () => studio.installation.platform.control.db;

async function setHash(userId: string): Promise<void> {
  await control()
    .update(users)
    .set({ passwordHash: hash })
    .where(eq(users.id, userId as Id<'user'>));
}

/** One after the other in changing order, so that whatever else the machine does falls upon both alike. */
async function sample(kinds: readonly [() => Promise<unknown>, () => Promise<unknown>]): Promise<number> {
  const times: [number[], number[]] = [[], []];
  for (let round = 0; round < SAMPLES; round += 1)
    for (const index of round % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
      await control().execute(sql`delete from throttles`);
      const start = performance.now();
      await kinds[index]();
      times[index].push(performance.now() - start);
    }
  return mannWhitney(...times);
}

/** A good pair fails one run in a hundred; a difference that is there fails them all. */
async function areAlike(kinds: Parameters<typeof sample>[0]): Promise<boolean> {
  for (let run = 0; run < RUNS; run += 1) if ((await sample(kinds)) > 0.01) return true;
  return false;
}

const known = () => studio.members.owner.email;
const UNKNOWN = 'unknown@nowhere.example';

describe('200 answers for a known and 200 for an unknown address take as long', () => {
  const logIn = (email: string) => () => studio.visitor().post('/login', { email, password: 'not the right one' });
  const post = (path: string, email: string) => () => studio.visitor().post(path, { email });

  test('at the login', async () => {
    expect(await areAlike([logIn(known()), logIn(UNKNOWN)])).toBe(true);
  });

  test('control: a difference of fifteen milliseconds is seen', async () => {
    const slower = async () => {
      await new Promise((resolve) => setTimeout(resolve, 15));
      await logIn(UNKNOWN)();
    };
    expect(await areAlike([logIn(UNKNOWN), slower])).toBe(false);
  });

  test('when a password is forgotten', async () => {
    const path = '/password-resets';
    expect(await areAlike([post(path, known()), post(path, UNKNOWN)])).toBe(true);
  });

  test('in the portal', async () => {
    const path = '/portal/login';
    expect(await areAlike([post(path, 'nina@costa.example'), post(path, UNKNOWN)])).toBe(true);
  });

  test('for who invites: whether the address has an account elsewhere', async () => {
    let count = 0;
    const anAddress = () => `nina-${count++}@costa.example`;
    const accounts: string[] = [];
    for (let index = 0; index < SAMPLES * RUNS; index += 1) {
      const email = `paul-${index}@costa.example`;
      await control().execute(
        sql`insert into users (id, email, name, email_confirmed_at) values (${newId()}, ${email}, 'Paul Costa', now())`,
      );
      accounts.push(email);
    }
    const invite = (email: string) => owner.post('/settings/members/invitations', { email, role: 'user' });
    expect(await areAlike([() => invite(accounts.pop() ?? ''), () => invite(anAddress())])).toBe(true);
  });
});

describe('a thousand passwords from fifty addresses', () => {
  let visitorAt: (address: string) => Visitor;
  beforeAll(async () => {
    const { platform, dataDir } = studio.installation;
    const { publicUrl } = platform.options;
    const config = { production: false, publicUrl, proxy: 'forwarded', smtpUrl: null, dataDir } as const;
    const { app } = await buildApp({ root: ROOT, config, platform });
    visitorAt = (address) => {
      const visitor = createVisitor({ app, origin: studio.origin });
      const headers = { 'x-forwarded-for': address };
      return { ...visitor, post: (path, fields) => visitor.post(path, fields, { headers }) };
    };
  });

  test('are ten that were judged, and the victim’s own browser still enters', async () => {
    const victim = visitorAt('192.0.2.250');
    const right = { email: known(), password: PASSWORD };
    expect((await victim.post('/login', right)).status).toBe(303);
    await control().execute(sql`delete from throttles`);
    const strangers = Array.from({ length: 50 }, (_, index) => visitorAt(`198.51.100.${index}`));
    const statuses: number[] = [];
    for (let index = 0; index < 1_000; index += strangers.length)
      for (const page of await Promise.all(
        strangers.map((stranger, n) => stranger.post('/login', { email: known(), password: `guess ${index + n}` })),
      ))
        statuses.push(page.status);
    expect(statuses.filter((status) => status !== 429).length).toBeLessThanOrEqual(10);
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThanOrEqual(990);
    expect((await visitorAt('203.0.113.9').post('/login', right)).status).toBe(429);
    expect((await victim.post('/login', right)).status).toBe(303);
  });
});
