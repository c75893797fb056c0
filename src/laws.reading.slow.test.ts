/** No GET writes any database: a region reads from a replica, and a page that only looks must not need the primary. */
import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { type Connected, connect } from '#platform/db/client.ts';
import { newId } from '#platform/db/ids.ts';
import { readRows } from '#platform/db/raw.ts';
import { accessOf } from '#platform/http/access.ts';
import type { Role } from '#platform/scope.ts';
import { ROOT } from '#testing/installation.ts';
import { seedStudio } from '#testing/seeded.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';
import { createVisitor, type Visitor } from '#testing/visit.ts';
import { tablesWritten, watchWrites } from '#testing/watch-writes.ts';

const SOME_ID = '01890000-0000-7000-8000-000000000000';
const ROLES: readonly Role[] = ['owner', 'admin', 'manager', 'user'];
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

let studio: TestStudio;
let databases: readonly [control: Connected, own: Connected];

beforeAll(async () => {
  studio = await testStudio();
  await seedStudio(studio);
  const { cluster, platform } = studio.installation;
  const open = (database: string) => connect(cluster.admin(database), { max: 1, name: 'law' });
  databases = [open(cluster.control), open(studio.studio.database)];
  await platform.dispatcher.idle();
  // Hints of what was seeded are taken back a little later, by no request.
  const noHints = async () => {
    if ((await platform.control.sql`select from outbox_hints`).length > 0) throw new Error('there are hints left');
  };
  await vi.waitFor(noHints, { timeout: 20_000, interval: 50 });
  // What requests leave to batches is stored later, by none of them.
  vi.spyOn(platform.services.batches, 'add').mockReturnValue();
  for (const database of databases) await watchWrites(database);
  return async () => {
    for (const { sql } of databases) await sql.end({ timeout: 1 });
  };
});

async function written(): Promise<string[]> {
  return (await Promise.all(databases.map(tablesWritten))).flat();
}

async function forget(): Promise<void> {
  for (const { sql } of databases) await sql`delete from law_writes`;
}

/** Patterns of one table of routes, `/clients/:id`. */
function patterns(table: 'studio' | 'main' | 'platform'): string[] {
  const routes = studio.installation.built.tables[table].routes;
  return [
    ...new Set(routes.filter(({ method, handler }) => method === 'GET' && accessOf(handler)).map(({ path }) => path)),
  ];
}

const kindOf = (path: string) => path.replace(UUID, ':id').replace(/:\w+(\{[^}]*\})?/g, ':id');
const fill = (path: string) => path.replace(/\/:\w+(\{[^}]*\})?/g, `/${SOME_ID}`).replace('*', 'x');

/** Where links lead, one page of each kind; then the routes to which none led, with an id of nothing. */
async function visitAll(visitor: Visitor, starts: readonly string[], table: 'studio' | 'main' | 'platform') {
  const [waiting, known] = [[...starts], new Set(starts.map(kindOf))];
  const add = (path: string) => {
    if (known.has(kindOf(path))) return;
    known.add(kindOf(path));
    waiting.push(path);
  };
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const page = await visitor.get(path);
    if (!page.headers.get('content-type')?.startsWith('text/html')) continue;
    for (const link of page.all('a[href^="/"]')) add((link.getAttribute('href') ?? '/').split(/[?#]/)[0] ?? '/');
  }
  const linked = known.size;
  for (const pattern of patterns(table)) if (!known.has(kindOf(pattern))) await visitor.get(fill(pattern));
  return linked;
}

async function asClient(): Promise<Visitor> {
  const raw = randomBytes(32).toString('base64url');
  const [, own] = databases;
  await own.sql`
    insert into portal_logins (id, client_id, token_hash, created_at, expires_at, address, user_agent)
    select ${newId()}, id, ${createHash('sha256').update(raw).digest()}, now(), now() + interval '1 day', '127.0.0.1', 'test'
    from clients where kind = 'person' and portal_access and archived_at is null limit 1`;
  const visitor = studio.visitor();
  visitor.cookies.set('__Host-portal', raw);
  return visitor;
}

describe('no GET writes', () => {
  test.each(ROLES)('for the %s', async (role) => {
    const visitor = await studio.as(role);
    await forget();
    expect(await visitAll(visitor, ['/'], 'studio')).toBeGreaterThan(10);
    expect(await written()).toEqual([]);
  });

  test('for a client in the portal', async () => {
    const visitor = await asClient();
    await forget();
    expect(await visitAll(visitor, ['/portal'], 'studio')).toBeGreaterThan(3);
    expect(await written()).toEqual([]);
  });

  test('for a stranger, at the studio and on the main host', async () => {
    await forget();
    const { app, platform } = studio.installation;
    await visitAll(studio.visitor(), ['/'], 'studio');
    const outside = createVisitor({ app, origin: platform.options.publicUrl.origin });
    await visitAll(outside, ['/'], 'main');
    await visitAll(outside, ['/health/ready'], 'platform');
    expect(await written()).toEqual([]);
  });

  test('control: a POST is seen to write, both databases', async () => {
    await forget();
    const visitor = await studio.as('owner');
    await visitor.post('/settings/studio', { name: 'Lumen', locale: 'fr', timeZone: 'Europe/Paris', currency: 'EUR' });
    await visitor.post('/logout');
    expect(await written()).toEqual(expect.arrayContaining(['audit', 'logins']));
  });
});

test('modules’ connection to the control database refuses to write, but for its door', async () => {
  const { control } = await studio.scope();
  await expect(readRows(control, sql`update studios set name = name`)).rejects.toMatchObject({
    cause: { code: '25006' },
  });
  await control.writeUnaudited('sweep', (tx) => tx.execute(sql`update studios set name = name where false`));
});

test('notifications are listened for in one place, which asks for the address of a primary', () => {
  const files = readdirSync(`${ROOT}/src`, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !file.endsWith('.test.ts'),
  );
  const listening = files.filter((file) =>
    /\b(sql|admin|client)\.listen\(|[`'"]listen \$?/.test(readFileSync(`${ROOT}/src/${file}`, 'utf8')),
  );
  expect(listening).toEqual(['platform/db/listen.ts']);
});
