/** One studio's database is out of order, in the ways that databases are: its own users are told so soon, and no others notice. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Connected, connect, ident } from '#platform/db/client.ts';
import { isFull, isUnavailable } from '#platform/db/errors.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';
import type { TestPage, Visitor } from '#testing/visit.ts';

/** Three seconds, and what a busy machine takes beside them. */
const SOON_MS = 4_500;

let sick: TestStudio;
let well: TestStudio;
let patient: Visitor;
let neighbour: Visitor;
let admin: Connected['sql'];
let owner: Connected['sql'];
const cures: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  [sick, well] = [await testStudio(), await testStudio()];
  [patient, neighbour] = [await sick.as('owner'), await well.as('owner')];
  const { cluster } = sick.installation;
  const options = { max: 1, name: 'ill-doer', statementTimeoutMs: 0, idleInTransactionMs: 0, idleSeconds: 0 };
  admin = connect(cluster.admin('postgres'), options).sql;
  owner = connect(cluster.admin(sick.studio.database), options).sql;
  await owner`select 1`;
});

afterEach(async () => {
  for (const cure of cures.splice(0)) await cure();
  await expect.poll(async () => (await patient.get('/clients')).status, { timeout: 20_000 }).toBe(200);
});

const name = () => ident(sick.studio.database);
const cut = () => admin`select pg_terminate_backend(pid) from pg_stat_activity where usename = ${sick.studio.database}`;

async function forbid(sicken: string, cure: string): Promise<void> {
  await admin.unsafe(sicken);
  cures.push(() => admin.unsafe(cure));
  await cut();
  await sleep(200);
}

const illnesses: Readonly<Record<string, () => Promise<unknown>>> = {
  'takes no connections': () =>
    forbid(`alter database ${name()} allow_connections false`, `alter database ${name()} allow_connections true`),
  'takes no more connections': () =>
    forbid(`alter database ${name()} connection limit 0`, `alter database ${name()} connection limit -1`),
  'has lost the right to connect': () =>
    forbid(`revoke connect on database ${name()} from ${name()}`, `grant connect on database ${name()} to ${name()}`),
  'has another password': async () => {
    const { password } = sick.installation.cluster.studio(sick.studio.database);
    await forbid(`alter role ${name()} password 'another'`, `alter role ${name()} password '${password}'`);
  },
  'has a table that is locked': async () => {
    await owner`begin`;
    await owner`lock table clients in access exclusive mode`;
    cures.push(() => owner`rollback`);
  },
  'has server processes that hang': async () => {
    const rows = await admin<{ pid: number }[]>`
      select pid from pg_stat_activity where usename = ${sick.studio.database}`;
    for (const { pid } of rows) process.kill(pid, 'SIGSTOP');
    cures.push(async () => {
      for (const { pid } of rows) process.kill(pid, 'SIGCONT');
    });
  },
};

async function timed(ask: () => Promise<TestPage>): Promise<readonly [number, boolean]> {
  const began = performance.now();
  const { status } = await ask();
  return [status, performance.now() - began < SOON_MS];
}

describe('a statement that reads too long', () => {
  beforeEach(async () => {
    await patient.get('/payments');
    await owner`begin`;
    await owner`lock table payments in access exclusive mode`;
    cures.push(() => owner`rollback`);
  });

  it('ends by itself; those behind it are answered', async () => {
    const asked = ['/payments', '/clients', '/rooms'].map((path) => timed(() => patient.get(path)));
    expect(await Promise.all(asked)).toEqual([503, 200, 200].map((status) => [status, true]));
  });

  it('does not tell who writes meanwhile that nothing was done', async () => {
    const slow = connect(sick.installation.cluster.admin(sick.studio.database), { max: 1, name: 'delay' }).sql;
    await slow.unsafe(`
      create function wait_a_while() returns trigger language plpgsql as $$ begin perform pg_sleep(3); return new; end $$;
      create trigger wait_a_while before insert on clients for each row execute function wait_a_while();`);
    cures.push(async () => {
      await slow.unsafe('drop trigger wait_a_while on clients; drop function wait_a_while');
      await slow.end();
    });
    const written = patient.post('/clients', { kind: 'person', name: 'Élodie Marchand' });
    await sleep(500);
    const read = Promise.all([1, 2, 3].map(() => patient.get('/payments')));
    expect((await written).status).toBe(303);
    expect((await read).map(({ status }) => status)).toEqual([503, 503, 503]);
  });
});

describe('a studio whose database', () => {
  it.each(Object.keys(illnesses))('%s answers 503 within seconds; others are as ever', async (illness) => {
    await patient.get('/clients');
    await illnesses[illness]?.();
    const asked = [1, 2, 3].map(() => timed(() => patient.get('/clients')));
    const beside = [1, 2, 3].map(() => timed(() => neighbour.get('/clients')));
    expect(await Promise.all(asked)).toEqual([1, 2, 3].map(() => [503, true]));
    expect(await Promise.all(beside)).toEqual([1, 2, 3].map(() => [200, true]));
  });

  it('has no room left says so, and keeps nothing', async () => {
    await owner.unsafe(`
      create function no_room() returns trigger language plpgsql as $$
      begin raise 'could not extend file' using errcode = '53100'; end $$;
      create trigger no_room before insert on clients for each row execute function no_room();`);
    cures.push(() => owner.unsafe('drop trigger no_room on clients; drop function no_room'));
    const page = await patient.post('/clients', { kind: 'person', name: 'Élodie Marchand' });
    expect([page.status, page.headers.get('retry-after')]).toEqual([503, '60']);
    expect(page.one('main').text).toContain('Le disque du serveur est plein');
  });
});

it('a full disk below files is no room left either; a mistake in a statement is no illness', () => {
  expect(isFull(Object.assign(new Error('write'), { code: 'ENOSPC' }))).toBe(true);
  const mistake = Object.assign(new Error('permission denied'), { code: '42501', severity: 'ERROR' });
  expect(isUnavailable(mistake)).toBe(false);
});
