/** Nothing grows with the studio: no page gets heavy, asks often or reads much, however many rows there are. */
import { createHash, randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Connected, connect } from '#platform/db/client.ts';
import { newId } from '#platform/db/ids.ts';
import { accessOf } from '#platform/http/access.ts';
import { isBelow } from '#platform/http/prefix.ts';
import type { Role } from '#platform/scope.ts';
import { kindsOf } from '#testing/crawl.ts';
import { type Grown, growStudio } from '#testing/grow.ts';
import { addPasskey, PASSKEYS } from '#testing/passkeys.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';
import type { TestPage, Visitor } from '#testing/visit.ts';
import { readsOf } from '#testing/watch-reads.ts';

const SIZE = { clients: 10_000, sessions: 10_000, invoices: 2_000 } as const;
const MOST_BYTES = 150_000;
const MOST_QUERIES = 4;
/** Of one part that a module contributes. */
const MOST_OF_PART = 1;
/** Of tables and indexes, for all that a page asks. */
const MOST_ROWS = 5_000;
/** Finds some; finds nearly everything; is in nothing, short and long, so that what is spelled like it is looked for. */
const TYPED = ['marchand', 'm', 'zq', 'marchnad studoi'];
const SOME_ID = '01890000-0000-7000-8000-000000000000';
const LONG = 400_000;
const ROLES: readonly Role[] = ['owner', 'admin', 'manager', 'user'];

/** By the part's name: those that ask other modules in turn. */
const PARTS: Readonly<Record<string, { readonly most: number; readonly why: string }>> = {
  'invoicing.of-client': { most: 2, why: 'the invoices, and each kind that can be billed' },
  'invoicing.of-session': { most: 2, why: 'the invoice, and what can be billed of the session' },
};

/** By path; each must be needed. The fewest that reading everything would take are twice as many. */
const ROWS: Readonly<Record<string, { readonly most: number; readonly why: string }>> = {
  '/search': {
    most: 14_000,
    why: 'ranks up to five hundred of three kinds, each found by its own and by its client’s words',
  },
  '/search/palette': { most: 14_000, why: 'as the search page' },
};

/** Routes that no visit can open here. */
const UNSEEN: Readonly<Record<string, string>> = {
  '/clients/imports/:id/mapping': 'needs a file that was uploaded',
  '/confirmations/:token': 'its token was sent by mail',
  '/hand-overs/current': 'leads on to another host',
  '/invitations/:token': 'its token was sent by mail',
  '/live': 'a stream, which does not end',
  '/login': 'leads on who is signed in',
  '/login/recovery': 'leads on who has not given the password',
  '/login/passkey': 'leads on to the login page',
  '/login/second-factor': 'leads on who is signed in',
  '/next-step': 'leads on to a page',
  '/password-resets/:token': 'its token was sent by mail and is spent',
  '/pay/:token': 'one document by a signed link',
  '/pay/:token/checkouts/:id': 'one document by a signed link',
  '/pay/:token/checkouts/:id/return': 'one document by a signed link',
  '/pay/:token/pdf': 'one document by a signed link',
  '/pay/:token/session.ics': 'one document by a signed link',
  '/portal/checkouts/:id': 'leads on once the checkout is settled',
  '/portal/entry/:token': 'its token was sent by mail and is spent',
  '/proof': 'needs something that waits for it',
  '/recoveries/:token': 'its token was sent by mail',
  '/settings/logo/image': 'the studio has none',
  '/welcome/:token': 'its token was sent by mail and is spent',
};

let studio: TestStudio;
let own: Connected;
let grown: Grown;
const seen = new Set<string>();
const excused = new Set<string>();
/** Nothing is counted in them, and ten thousand rows take a second: each is fetched once. */
const files = new Set<string>();

beforeAll(async () => {
  studio = await testStudio();
  own = connect(studio.installation.cluster.admin(studio.studio.database), { max: 1, name: 'law', idleSeconds: 0 });
  const ids = await growStudio(own.sql, SIZE);
  const owner = await studio.as('owner');
  await addPasskey(studio, owner);
  const passkeys = [(await owner.get(PASSKEYS)).one('#passkeys li').id.replace('passkey-', '')];
  grown = { ...ids, members: [...(ids.members ?? []), studio.members.user.id], passkeys };
  return () => own.sql.end({ timeout: 1 });
}, LONG);

/** GET routes of the studio's host, `/clients/:id`. */
function patterns(): string[] {
  const { routes } = studio.installation.built.tables.studio;
  const ours = routes.filter(
    ({ method, path, handler }) => method === 'GET' && accessOf(handler) && !path.startsWith('/dev/'),
  );
  return [...new Set(ours.map(({ path }) => path))];
}

const nameOf = (pattern: string) => pattern.replace(/:\w+(\{[^}]*\})?/g, ':id');

/** Each with what the data has for its ids, and what has none with something typed. */
function addressesOf(pattern: string): string[] {
  const [, ...segments] = pattern.split('/');
  let paths = [''];
  for (const [at, segment] of segments.entries()) {
    const fills = segment.startsWith(':') ? (grown[segments[at - 1] ?? ''] ?? [SOME_ID]) : [segment];
    paths = paths.flatMap((path) => fills.map((fill) => `${path}/${fill}`));
  }
  const typed = TYPED.map((words) => `${pattern}?q=${encodeURIComponent(words)}`);
  if (pattern === '/sessions/new') return [...paths, ...takenTimes()];
  return pattern.includes(':') ? paths : [...paths, ...typed];
}

/** The room is taken at ten on every day, but for a session in twelve that was cancelled. */
function takenTimes(): string[] {
  return [1, 2].map((days) => {
    const day = new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
    return `/sessions/new?roomId=${grown.rooms?.[0]}&startsAt=${day}T10:00&endsAt=${day}T12:00`;
  });
}

/** How many rows a page may read; that its exception was needed is written down. */
function mostRowsOf(path: string): number {
  const [name = ''] = kindsOf(path);
  if (ROWS[name]) excused.add(name);
  return ROWS[name]?.most ?? MOST_ROWS;
}

/** Files are streamed, however long they are. */
const isPage = (page: TestPage) => /^text\/html/.test(page.headers.get('content-type') ?? '');

interface Inspected {
  readonly page: TestPage;
  readonly faults: readonly string[];
}

async function inspect(visitor: Visitor, path: string): Promise<Inspected> {
  const answers: TestPage[] = [];
  const reads = await readsOf(studio, own.sql, async () => answers.push(await visitor.get(path)));
  const [page] = answers;
  if (!page) throw new Error(`${path} did not answer`);
  const { contributed, rows, own: asked } = reads;
  const faults = page.status >= 500 ? [`status ${page.status}`] : [];
  if (!isPage(page)) return { page, faults };
  if (page.text.length > MOST_BYTES) faults.push(`${page.text.length} bytes`);
  if (asked.length > MOST_QUERIES) faults.push(`${asked.length} queries of its own`);
  for (const [name, texts] of contributed) {
    if (texts.length <= MOST_OF_PART) continue;
    excused.add(name);
    if (texts.length > (PARTS[name]?.most ?? MOST_OF_PART)) faults.push(`${texts.length} queries for ${name}`);
  }
  if (rows > MOST_ROWS && rows > mostRowsOf(path)) faults.push(`${rows} rows read`);
  return { page, faults: faults.map((fault) => `${path}: ${fault}`) };
}

/** Where links and the choices of filters lead. */
function addressesOn(page: TestPage): string[] {
  const links = page.all('a[href^="/"]').map((link) => link.getAttribute('href') ?? '/');
  const filters = page.all('form[method="get"]').flatMap((form) =>
    form.querySelectorAll('select').flatMap((select) =>
      select
        .querySelectorAll('option[value]')
        .slice(-2)
        .map(
          (option) => `${form.getAttribute('action')}?${select.getAttribute('name')}=${option.getAttribute('value')}`,
        ),
    ),
  );
  return [...links, ...filters].map((address) => address.replaceAll('&amp;', '&').replace(/#.*/, ''));
}

/** Every route, and where they lead: one page of a kind, and one for each parameter that is new. */
async function inspectAll(visitor: Visitor, isAsked: (pattern: string) => boolean): Promise<string[]> {
  const waiting = patterns().filter(isAsked).flatMap(addressesOf);
  const [known, faults] = [new Set(waiting.flatMap(kindsOf)), [] as string[]];
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const [name = path] = kindsOf(path);
    if (files.has(name)) continue;
    const { page, faults: found } = await inspect(visitor, path);
    faults.push(...found);
    if (page.status !== 200) continue;
    if (!isPage(page)) files.add(name);
    for (const kind of kindsOf(path)) seen.add(kind);
    for (const address of addressesOn(page)) {
      const kinds = kindsOf(address);
      if (address.startsWith('/dev/') || kinds.every((kind) => known.has(kind))) continue;
      for (const kind of kinds) known.add(kind);
      waiting.push(address);
    }
  }
  return faults;
}

async function asClient(): Promise<Visitor> {
  const raw = randomBytes(32).toString('base64url');
  await own.sql`
    insert into portal_logins (id, client_id, contact_id, token_hash, expires_at, address, user_agent)
    select ${newId()}, client_id, id, ${createHash('sha256').update(raw).digest()}, now() + interval '1 day', '127.0.0.1', 'test'
    from client_contacts where client_id = ${grown.clients?.[0] ?? ''} and portal_access limit 1`;
  const visitor = studio.visitor();
  visitor.cookies.set('__Host-portal', raw);
  return visitor;
}

const isPortal = (pattern: string) => isBelow('/portal', pattern);

describe('with ten thousand clients every page stays light', { timeout: LONG }, () => {
  test.each(ROLES)('for the %s', async (role) => {
    expect(await inspectAll(await studio.as(role), (pattern) => !isPortal(pattern))).toEqual([]);
  });

  test('for the busiest client', async () => {
    expect(await inspectAll(await asClient(), isPortal)).toEqual([]);
  });

  test('what is cut says so, and goes on', async () => {
    const [owner, client] = [await studio.as('owner'), await asClient()];
    expect((await owner.get('/search?q=m')).one('main .seg').text).toContain('500+');
    const shown = (page: TestPage, kind: string) => page.all(`[id^="${kind}-"]`).map(({ id }) => id);
    const turn = async (visitor: Visitor, path: string, kind: string, link: string) => {
      const first = await visitor.get(path);
      const next = await visitor.get(first.one(`a[href^="${link}"]`).getAttribute('href') ?? '');
      expect([shown(first, kind).length, shown(next, kind).length], path).toEqual([20, 20]);
      expect(shown(next, kind).filter((id) => shown(first, kind).includes(id))).toEqual([]);
    };
    await turn(client, '/portal/invoices', 'invoice', '/portal/invoices?after');
    const past = await client.get(
      (await client.get('/portal/sessions')).one('a[href*="?before="]').getAttribute('href') ?? '',
    );
    expect(shown(past, 'session')).toHaveLength(20);
    const page = `/clients/${grown.clients?.[0]}`;
    for (const [kind, list] of [
      ['note', 'notes'],
      ['contact', 'contacts'],
      ['member', 'members'],
    ] as const)
      await turn(owner, page, kind, `${page}?${list}=`);
  });

  test('every route was among them, and no exception is there for nothing', () => {
    const opened = (pattern: string) => [...seen].some((kind) => kind === nameOf(pattern));
    const unseen = patterns().filter((pattern) => !opened(pattern) && !pattern.includes('.pdf'));
    expect(unseen.sort()).toEqual(Object.keys(UNSEEN).sort());
    expect([...excused].sort()).toEqual(Object.keys({ ...ROWS, ...PARTS }).sort());
  });
});
