/**
 * What is true of every route, for every module to come. Static laws (catalogues, migrations, sizes, walls) are in `ops/bin/check`.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { sql } from 'drizzle-orm';
import { Hono } from 'hono';
import { beforeAll, describe, expect, test } from 'vitest';
import { isTableOfPublicRoute, PUBLIC_ROUTES, RISKY_ROUTES } from '#laws.public.ts';
import { fill, isUnsafe, listRoutes, machineOf, machines, nameOf, type Route } from '#laws.routes.ts';
import { modules } from '#modules.ts';
import { MATRIX } from '#permissions.ts';
import { gatherContributions } from '#platform/contributions/gather.ts';
import { connect } from '#platform/db/client.ts';
import { readRows } from '#platform/db/raw.ts';
import { createFormatter } from '#platform/format/formatter.ts';
import { sentenceKey } from '#platform/history/tell.ts';
import { asksProof } from '#platform/http/access.ts';
import type { Env } from '#platform/http/env.ts';
import { isBelow } from '#platform/http/prefix.ts';
import type { Ui } from '#platform/http/ui.ts';
import { catalogs } from '#platform/i18n/catalogs.ts';
import { LOCALES } from '#platform/i18n/locale.ts';
import { createTranslator } from '#platform/i18n/translate.ts';
import { ROOT } from '#testing/installation.ts';
import { rawWrite } from '#testing/raw-write.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';
import { createVisitor } from '#testing/visit.ts';

/** Every file that the product is made of, tests, routes and the matrix left out: routes ask for permissions, services use them. */
function sources(): string[] {
  return readdirSync(`${ROOT}/src`, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !/(\.test|routes|permissions)\.ts$/.test(file))
    .map((file) => readFileSync(`${ROOT}/src/${file}`, 'utf8'));
}

let alpha: TestStudio;
let beta: TestStudio;
let routes: Route[];

beforeAll(async () => {
  [alpha, beta] = [await testStudio(), await testStudio()];
  routes = listRoutes(alpha);
});

describe('routes', () => {
  test('those that need no login are on the list, and the list holds no other', () => {
    const open = routes.filter(
      (route) => route.permission === null && !isTableOfPublicRoute(route.path) && !machineOf(route),
    );
    expect(open.map(nameOf).sort()).toEqual([...PUBLIC_ROUTES].sort());
  });

  test('addresses are kebab-case and parameters are camelCase', () => {
    for (const { path } of routes)
      for (const part of path.split('/').filter(Boolean))
        expect(part, path).toMatch(/^(\*|[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)?|:[a-z][A-Za-z]*(\{.*\})?(\.[a-z]+)?)$/);
  });

  test('only GET reads and only POST writes: forms know no other method', () => {
    const forms = routes.filter((route) => !machineOf(route));
    expect([...new Set(forms.map((route) => route.method))].sort()).toEqual(['GET', 'POST']);
  });

  test('every permission of the matrix is used by a route or by a service', () => {
    const asked = new Set(routes.map((route) => route.permission));
    const unused = Object.keys(MATRIX).filter(
      (permission) =>
        !asked.has(permission as keyof typeof MATRIX) && !sources().some((text) => text.includes(`'${permission}'`)),
    );
    expect(unused).toEqual([]);
  });

  test('a form that is taken without an action written down fails the test that sent it', async () => {
    const taken = new Hono<Env>().post('/rooms', (c) => c.redirect('/rooms', 303));
    const post = (actions: readonly string[]) =>
      createVisitor({ app: taken, origin: alpha.origin, actionsOf: () => actions }).post('/rooms');
    await expect(post([])).rejects.toThrow('no action was written');
    expect((await post(['rooms.create'])).status).toBe(303);
    const { actionsOf } = alpha.installation.writes;
    const page = await (await alpha.as('owner')).post('/settings/billing', { paymentDays: 21 });
    expect(actionsOf(page.headers.get('x-request-id') ?? '')).toEqual(['studios.update-billing']);
  });
});

describe('actions', () => {
  const ACTIONS = Object.keys(MATRIX).filter(
    (permission) => !/\.(read|see|audit|export|see-prices|see-policy)$/.test(permission),
  );
  const { wordings, subjects } = gatherContributions(modules);

  test.each(LOCALES)('have a sentence each, whatever their details hold: %s', (locale) => {
    const t = createTranslator(catalogs, locale);
    const ui = { t, locale, format: createFormatter({ locale, timeZone: 'Europe/Paris', currency: 'EUR' }) } as Ui;
    const sentences = ACTIONS.map((action) =>
      t(sentenceKey(action), { actor: 'Ada', name: 'X', ...wordings.get(action)?.(ui, {}) }),
    );
    expect(sentences.filter((text) => !/^\p{Lu}|^ /u.test(text) || /undefined|\{/.test(text))).toEqual([]);
    const told = Object.keys(catalogs[locale]).filter((key) => /^[a-z-]+\.action\.[a-z-]+$/.test(key));
    expect(told.sort()).toEqual(ACTIONS.map(sentenceKey).sort());
  });

  test('are about things that a module names and links', () => {
    const kinds = sources().flatMap((text) =>
      [...text.matchAll(/\bsubject: '([a-z-]+)'/g)].map(([, kind]) => kind ?? ''),
    );
    expect([...new Set(kinds)].filter((kind) => !subjects.has(kind))).toEqual([]);
  });
});

describe('risky routes', () => {
  const declared = () => {
    const { routes: all } = alpha.installation.built.tables.studio;
    return new Set(
      all.flatMap(({ method, path, handler }) => (asksProof(handler) ? [`studio ${method} ${path}`] : [])),
    );
  };

  test('ask for a fresh proof, every export among them, and no other does', () => {
    expect([...declared()].sort()).toEqual([...RISKY_ROUTES].sort());
    const exported = routes.filter(({ method, path }) => method === 'GET' && /\/export\.\w+$/.test(path));
    expect(exported.map(nameOf).filter((route) => !declared().has(route))).toEqual([]);
  });

  test('take no files, which would not wait for the proof', () => {
    const uploads = new Set(modules.flatMap((module) => Object.keys(module.uploads ?? {})));
    expect(RISKY_ROUTES.filter((route) => uploads.has(route.split(' ')[2] ?? ''))).toEqual([]);
  });

  test('ask for the right first: 403, then for the proof', async () => {
    const risky = routes.filter(
      (route) => route.table === 'studio' && route.permission && declared().has(nameOf(route)),
    );
    for (const role of ['owner', 'admin', 'manager', 'user'] as const) {
      const visitor = await alpha.as(role);
      await alpha.installation.platform.control.db.execute(
        sql`update logins set proved_at = now() - interval '11 minutes' where user_id = ${alpha.members[role].id}`,
      );
      for (const route of risky) {
        const granted = (MATRIX[route.permission as keyof typeof MATRIX] as readonly string[]).includes(role);
        const page = isUnsafe(route) ? await visitor.post(fill(route.path)) : await visitor.get(fill(route.path));
        expect(page.status, `${role} ${nameOf(route)}`).toBe(granted ? 303 : 403);
        if (granted) expect(page.location, `${role} ${nameOf(route)}`).toMatch(/^\/proof\?(form|page)=/);
      }
    }
  });
});

describe('unsafe requests', () => {
  const origins = [
    { origin: undefined, 'sec-fetch-site': undefined },
    { origin: 'null', 'sec-fetch-site': undefined },
    { origin: 'https://evil.example', 'sec-fetch-site': undefined },
    { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' },
    { origin: undefined, 'sec-fetch-site': 'cross-site' },
    { origin: undefined, 'sec-fetch-site': 'same-site' },
    { origin: undefined, 'sec-fetch-site': 'none' },
  ];

  test('from another site are refused on every route, whatever they carry', async () => {
    const owner = await alpha.as('owner');
    for (const route of routes.filter(
      (candidate) => candidate.table === 'studio' && isUnsafe(candidate) && !machineOf(candidate),
    ))
      for (const headers of origins)
        for (const type of ['application/x-www-form-urlencoded', 'application/json', 'text/plain']) {
          const given = Object.fromEntries(
            Object.entries({ ...headers, 'content-type': type }).filter(([, value]) => value !== undefined),
          ) as Record<string, string>;
          const response = await owner.request(fill(route.path), { method: route.method, headers: given, body: 'a=1' });
          expect(response.status, `${nameOf(route)} ${JSON.stringify(given)}`).toBe(403);
        }
  });
});

describe('machine routes', () => {
  const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

  test('are below the prefix of a card, with the methods that it names and no other', () => {
    for (const { prefix, methods } of machines) {
      const below = routes.filter(({ path }) => isBelow(prefix, path));
      expect([...new Set(below.map(({ method }) => method))].sort(), prefix).toEqual([...methods].sort());
    }
  });

  test('know no cookie: without their proof an owner gets 401 and a problem document, like anyone', async () => {
    const owner = await alpha.as('owner');
    for (const route of routes.filter((candidate) => candidate.table === 'studio' && machineOf(candidate)))
      for (const visitor of [owner, alpha.anonymous]) {
        const init = { method: route.method, ...(isUnsafe(route) ? { body: 'a=1' } : {}) };
        const { status, headers } = await visitor.request(fill(route.path), init);
        const proof = machineOf(route)?.proof;
        const seen = [status, headers.get('content-type'), headers.get('www-authenticate'), headers.getSetCookie()];
        expect(seen, nameOf(route)).toEqual([401, 'application/problem+json; charset=utf-8', proof, []]);
      }
  });

  test('take no method that the card does not name', async () => {
    for (const { prefix, methods } of machines)
      for (const method of METHODS.filter((candidate) => !methods.includes(candidate))) {
        const { status, headers } = await (await alpha.as('owner')).request(prefix, { method });
        expect([status, headers.get('allow')], `${method} ${prefix}`).toEqual([405, methods.join(', ')]);
      }
  });
});

describe('the Content-Security-Policy', () => {
  test('is set in two places, and only routes that exist have an addition', () => {
    const setters = readdirSync(`${ROOT}/src`, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !/\.test\.ts$|^(testing|browser)\//.test(file))
      .filter((file) => /'content-security-policy'/i.test(readFileSync(`${ROOT}/src/${file}`, 'utf8')));
    const places = ['files-host', 'security-headers'].map((name) => `platform/http/${name}.ts`);
    expect(setters.sort()).toEqual(places);
    const known = new Set(routes.map(({ path }) => path));
    const declared = modules.flatMap(({ csp }) => Object.keys(csp ?? {}));
    expect(declared.filter((pattern) => !known.has(pattern))).toEqual([]);
  });
});

describe('tenants', () => {
  test('a studio’s role cannot reach another database, the control database, nor those that PostgreSQL opens to all', async () => {
    const own = alpha.installation.cluster.studio(alpha.studio.database);
    const others = [beta.studio.database, alpha.installation.cluster.control, 'postgres', 'template1'];
    for (const database of others) {
      const { db, sql: client } = connect({ ...own, database }, { max: 1, name: 'intruder' });
      await expect(db.execute(sql`select 1`), database).rejects.toMatchObject({ cause: { code: '42501' } });
      await client.end({ timeout: 1 });
    }
  });

  test('what would leave the database is refused', async () => {
    const { db } = await alpha.scope();
    for (const statement of [
      "select pg_read_file('/etc/passwd')",
      "copy (select 1) to program 'true'",
      'create role intruder',
      'create database intruder',
    ])
      await expect(readRows(db, sql.raw(statement)), statement).rejects.toMatchObject({
        cause: { code: expect.stringMatching(/^(42501|25006)$/) },
      });
  });
});

describe('reading', () => {
  test('GET routes have no connection that could write', async () => {
    const { db } = await alpha.scope('owner');
    await expect(readRows(db, sql`insert into effects (key) values ('x')`)).rejects.toMatchObject({
      cause: { code: '25006' },
    });
  });

  test('the audit trail can be added to and nothing else', async () => {
    const scope = await alpha.scope();
    for (const statement of [sql`update audit set action = 'x'`, sql`delete from audit`, sql`truncate audit`])
      await expect(rawWrite(scope, (tx) => tx.execute(statement))).rejects.toMatchObject({
        cause: { code: '42501' },
      });
  });
});
