/** Who may take which route: each visitor against each route of the table, held against what the matrix says. */
import { sql } from 'drizzle-orm';
import { Hono } from 'hono';
import { beforeAll, describe, expect, test } from 'vitest';
import { arrangeRights, headingKey, rightKey } from '#identity/roles/model.ts';
import { isTableOfPublicRoute } from '#laws.public.ts';
import { fill, isUnsafe, listRoutes, machineOf, nameOf, type Route } from '#laws.routes.ts';
import { MATRIX } from '#permissions.ts';
import type { Matrix } from '#platform/authz/can.ts';
import { type Connected, connect } from '#platform/db/client.ts';
import { readRows } from '#platform/db/raw.ts';
import { assertAccessDeclared } from '#platform/http/create-app.ts';
import type { Env } from '#platform/http/env.ts';
import { isBelow } from '#platform/http/prefix.ts';
import { catalogs } from '#platform/i18n/catalogs.ts';
import { LOCALES } from '#platform/i18n/locale.ts';
import type { Role } from '#platform/scope.ts';
import { aBooking, aDraft, anIssuedInvoice, basicStudio } from '#testing/fixtures.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';
import { createVisitor, type Visitor } from '#testing/visit.ts';
import { tablesWritten, watchWrites } from '#testing/watch-writes.ts';

const ROLES: readonly Role[] = ['owner', 'admin', 'manager', 'user'];
const VISITORS = [...ROLES, 'foreign', 'client', 'stranger'] as const;
type Who = (typeof VISITORS)[number];

interface Answer {
  readonly status: number;
  readonly location: string;
  /** Actions that the request has committed. */
  readonly actions: readonly string[];
}

type Expected = 'open' | 'allowed' | 'forbidden' | 'login' | 'proof';

/** What is done leads out, and so to the login page. */
const LEAVES = ['studio POST /logout', 'studio POST /portal/logout', 'studio POST /settings/members/departure'];

let alpha: TestStudio;
let beta: TestStudio;
let own: Connected;
let routes: readonly Route[];
let ids: Readonly<Record<string, string>>;
let client: Visitor;
const answers = new Map<string, Answer>();
let writtenByRefused: readonly string[];
let peopleBefore: string;
let peopleAfter: string;

const keyOf = (who: Who, route: Route) => `${who}: ${nameOf(route)}`;

/** The grantee that a visitor is at an address: the portal knows clients alone, every other page staff alone. */
function granteeAt(who: Who, path: string): string | null {
  if (isBelow('/portal', path)) return who === 'client' ? 'client' : null;
  return (ROLES as readonly string[]).includes(who) ? who : null;
}

function expectedOf(who: Who, route: Route, matrix: Matrix): Expected {
  if (machineOf(route)) return 'proof';
  if (route.permission === null) return 'open';
  const grantees = matrix[route.permission] ?? [];
  const grantee = granteeAt(who, route.path);
  if (grantees.includes('anyone') || (grantee !== null && grantees.includes(grantee))) return 'allowed';
  return grantee === null ? 'login' : 'forbidden';
}

const isSentToLogin = ({ status, location }: Answer) =>
  status === 303 && /^\/(portal\/)?login(\?next=|$)/.test(location);

function isAsExpected(expected: Expected, route: Route, answer: Answer): boolean {
  const { status, actions } = answer;
  if (expected === 'proof') return status === 401 && actions.length === 0;
  if (expected === 'forbidden') return status === 403 && actions.length === 0;
  if (expected === 'login') return isSentToLogin(answer) && actions.length === 0;
  if (status === 401 || status === 403 || status >= 500) return false;
  return expected === 'open' || !isSentToLogin(answer) || LEAVES.includes(nameOf(route));
}

/** Answers that are not what this matrix says. */
function wrongUnder(matrix: Matrix): string[] {
  return routes.flatMap((route) =>
    VISITORS.flatMap((who) => {
      const answer = answers.get(keyOf(who, route));
      const expected = expectedOf(who, route, matrix);
      if (answer && isAsExpected(expected, route, answer)) return [];
      return [`${keyOf(who, route)} ${answer?.status} ${answer?.location} instead of ${expected}`];
    }),
  );
}

const signedIn = new Map<Who, Promise<Visitor>>();

function visitorOf(who: Who): Promise<Visitor> {
  const known = signedIn.get(who) ?? openVisitor(who);
  signedIn.set(who, known);
  return known;
}

async function openVisitor(who: Who): Promise<Visitor> {
  if (who === 'client') return client;
  if (who === 'stranger') return alpha.visitor();
  if (who !== 'foreign') return alpha.as(who);
  const stolen = alpha.visitor();
  for (const [cookie, value] of (await beta.as('owner')).cookies) stolen.cookies.set(cookie, value);
  return stolen;
}

async function ask({ who, route }: Pair): Promise<void> {
  const visitor = await visitorOf(who);
  const type = { 'content-type': 'application/x-www-form-urlencoded' };
  const form = { ...type, origin: alpha.origin, 'sec-fetch-site': 'same-origin' };
  const init = isUnsafe(route) ? { method: route.method, headers: form, body: '' } : { method: 'GET' };
  const response = await visitor.request(fill(route.path, ids), init);
  // A stream does not end by itself.
  await response.body?.cancel();
  const { status, headers } = response;
  const actions = alpha.installation.writes.actionsOf(headers.get('x-request-id') ?? '');
  answers.set(keyOf(who, route), { status, location: headers.get('location') ?? '', actions });
}

/** Those of whom the control database knows, and what they may. */
async function people(): Promise<string> {
  const rows = await readRows(
    (await alpha.scope()).control,
    sql`select md5(string_agg(line, '' order by line)) as sum from (select members::text as line from members
      union all select (u.id, u.email, u.name, u.password_hash)::text from users u union all select studios::text from studios
      union all select invitations::text from invitations) lines`,
  );
  return String(rows[0]?.sum);
}

async function mailedPath(): Promise<string> {
  await alpha.jobsDone();
  return new URL(/https?:\/\/\S+/.exec(alpha.mails().at(-1)?.text ?? '')?.[0] ?? '').pathname;
}

async function asClient(email: string): Promise<Visitor> {
  const visitor = alpha.visitor();
  await visitor.post('/portal/login', { email });
  await visitor.post(await mailedPath());
  return visitor;
}

async function makeThings(): Promise<Readonly<Record<string, string>>> {
  const { owner, roomId, clientId, clientEmail } = await basicStudio(alpha);
  const when = { startsAt: '2026-12-01T10:00', endsAt: '2026-12-01T12:00' };
  const sessions = await aBooking(owner, roomId, when, { clientId });
  await anIssuedInvoice(owner, clientId);
  const invoices = await aDraft(owner, clientId);
  client = await asClient(clientEmail);
  return { rooms: roomId, clients: clientId, sessions, invoices };
}

interface Pair {
  readonly who: Who;
  readonly route: Route;
}

const isRefused = ({ who, route }: Pair) => ['forbidden', 'login', 'proof'].includes(expectedOf(who, route, MATRIX));

/** Each form of staff with a login of its own: some of them end it, and one ends those of the client. */
async function askAllowed(pairs: readonly Pair[]): Promise<void> {
  const leaves = ({ route }: Pair) => LEAVES.includes(nameOf(route));
  const forms = pairs.filter(({ route }) => isUnsafe(route));
  for (const pair of pairs.filter(({ route }) => !isUnsafe(route))) await ask(pair);
  for (const pair of forms.filter((each) => each.who === 'client' && !leaves(each))) await ask(pair);
  for (const pair of [...forms.filter((each) => each.who !== 'client' && !leaves(each)), ...forms.filter(leaves)]) {
    signedIn.delete(pair.who);
    await ask(pair);
  }
}

/** First all that is refused, with nothing written; then what is allowed. */
async function askAll(): Promise<void> {
  const pairs: Pair[] = routes.flatMap((route) => VISITORS.map((who) => ({ who, route })));
  peopleBefore = await people();
  for (const pair of pairs.filter(isRefused)) await ask(pair);
  [writtenByRefused, peopleAfter] = [await tablesWritten(own), await people()];
  await askAllowed(pairs.filter((pair) => !isRefused(pair)));
}

beforeAll(async () => {
  [alpha, beta] = [await testStudio(), await testStudio()];
  alpha.clock.set('2026-11-20T13:42:00+01:00');
  ids = await makeThings();
  const { cluster, platform } = alpha.installation;
  await platform.dispatcher.idle();
  own = connect(cluster.admin(alpha.studio.database), { max: 1, name: 'law', idleSeconds: 0 });
  await watchWrites(own);
  routes = listRoutes(alpha).filter(({ table, path }) => table === 'studio' && !isTableOfPublicRoute(path));
  await askAll();
  return () => own.sql.end({ timeout: 1 });
}, 180_000);

describe('the matrix', () => {
  test('holds on every route for every role, a member of another studio, a client and a stranger', () => {
    expect(answers.size).toBe(routes.length * VISITORS.length);
    expect(wrongUnder(MATRIX)).toEqual([]);
  });

  test('is what is compared: another one is found to be wrong', () => {
    const wrong = wrongUnder({ ...MATRIX, 'rooms.price': ['owner', 'user'] });
    expect(wrong.filter((line) => line.includes('POST /rooms/:id/prices'))).toEqual([
      expect.stringMatching(/^manager: .* instead of forbidden$/),
      expect.stringMatching(/^user: .* 403 {2}instead of allowed$/),
    ]);
  });

  test('what it refuses writes nothing but its row in the log', () => {
    expect(writtenByRefused.filter((table) => !table.startsWith('audit'))).toEqual([]);
    expect(peopleAfter).toBe(peopleBefore);
  });

  test('is asked by every route: one that says nothing stops the start', () => {
    const app = new Hono<Env>().get('/forgotten', (c) => c.text('')).post('/forgotten', (c) => c.text(''));
    expect(() => assertAccessDeclared(app)).toThrow('GET /forgotten, POST /forgotten');
  });

  test('holds on the main host, which has no login', async () => {
    const { installation } = alpha;
    const origin = installation.platform.options.publicUrl.origin;
    const visitor = createVisitor({ app: installation.app, origin });
    for (const route of listRoutes(alpha).filter(({ table }) => table === 'main')) {
      const headers = { origin, 'content-type': 'application/x-www-form-urlencoded' };
      const init = isUnsafe(route) ? { method: 'POST', headers, body: '' } : { method: 'GET' };
      const { status, body } = await visitor.request(fill(route.path), init);
      await body?.cancel();
      const isOpen = expectedOf('stranger', route, MATRIX) === 'open';
      expect([401, 403].includes(status), `${nameOf(route)} ${status}`).toBe(false);
      if (!isOpen) expect(status, nameOf(route)).toBe(303);
    }
  });
});

describe('the words of the matrix', () => {
  test.each(LOCALES)('say every permission once, under the title of its module: %s', (locale) => {
    const keys = Object.keys(catalogs[locale]);
    const permissions = Object.keys(MATRIX);
    expect(keys.filter((key) => /^[a-z-]+\.right\./.test(key)).sort()).toEqual(permissions.map(rightKey).sort());
    const titles = [...new Set(permissions.map((permission) => headingKey(permission.split('.')[0] ?? '')))];
    expect(keys.filter((key) => /^[a-z-]+\.rights$/.test(key)).sort()).toEqual(titles.sort());
    const texts = permissions.map((permission) => catalogs[locale][rightKey(permission)] ?? '');
    expect(new Set(texts).size, 'two permissions in the same words').toBe(permissions.length);
    expect(texts.filter((text) => !/^\p{Lu}.*[^.]$/u.test(text))).toEqual([]);
  });

  test('place every permission once', () => {
    const { modules, portal, anyone, system } = arrangeRights(MATRIX);
    const placed = [
      ...modules.flatMap(({ rights }) => rights.map(({ label }) => label)),
      ...portal,
      ...anyone,
      ...system,
    ];
    expect(placed.sort()).toEqual(Object.keys(MATRIX).map(rightKey).sort());
  });
});

describe('permissions to see', () => {
  const roles = (permission: keyof typeof MATRIX) =>
    ROLES.filter((role) => (MATRIX[permission] as readonly string[]).includes(role));

  test('go together where one page would tell what another hides', () => {
    expect(roles('rooms.see-prices')).toEqual(roles('sessions.see-prices'));
    const tell = ['identity.audit', 'invoicing.read', 'invoicing.create', 'payments.read', 'rooms.price'] as const;
    for (const permission of tell)
      expect(roles('sessions.see-prices'), permission).toEqual(expect.arrayContaining(roles(permission)));
  });
});
