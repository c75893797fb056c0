import { Hono } from 'hono';
import { getCookie } from 'hono/cookie';
import { beforeAll, describe, expect, it } from 'vitest';
import { can, publicAccess } from '#platform/http/access.ts';
import type { Env } from '#platform/http/env.ts';
import { machineFinder } from '#platform/http/machine.ts';
import { defineModule, type Module } from '#platform/module.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';
import type { Visitor } from '#testing/visit.ts';
import { withModules } from '#testing/with-modules.ts';

const FOREIGN = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };

const routes = new Hono<Env>()
  .get('/cookies', publicAccess(), (c) => c.json({ cookies: getCookie(c), actor: c.var.scope.actor.kind }))
  .post('/cookies', publicAccess(), async (c) => c.json({ body: await c.req.text(), cookies: getCookie(c) }))
  .get('/clients', can('clients.read'), (c) => c.text('clients'));

const card = { name: 'robots', routes: { '/robots': routes } };
const invented: Module = defineModule({
  ...card,
  machine: [{ prefix: '/robots', proof: 'bearer', methods: ['GET', 'POST'] }],
});

let studio: TestStudio;
let owner: Visitor;

beforeAll(async () => {
  studio = await testStudio();
  owner = (await withModules(studio, [invented]))(await studio.as('owner'));
});

describe('a machine route', () => {
  it('never sees a cookie, so that nothing is done in the name of who is signed in', async () => {
    expect(await (await owner.request('/robots/cookies', {})).json()).toEqual({ cookies: {}, actor: 'anonymous' });
    expect((await owner.get('/clients')).status).toBe(200);
  });

  it('takes what comes from anywhere, with its body', async () => {
    const answer = await owner.request('/robots/cookies', { method: 'POST', body: 'a=1', headers: FOREIGN });
    expect(await answer.json()).toEqual({ body: 'a=1', cookies: {} });
  });

  it('answers 401 and what it asks for where a browser would be sent to log in', async () => {
    const page = await owner.get('/robots/clients');
    expect([page.status, page.location, page.headers.get('www-authenticate')]).toEqual([401, null, 'bearer']);
    expect(JSON.parse(page.text)).toMatchObject({ type: 'about:blank#unauthorized', status: 401 });
  });

  it('has problem documents for errors, whatever is accepted', async () => {
    const page = await owner.get('/robots/nothing', { headers: { accept: 'text/html' } });
    expect([page.status, page.headers.get('content-type')]).toEqual([404, 'application/problem+json; charset=utf-8']);
  });

  it('takes HEAD with GET and refuses what the card does not name', async () => {
    expect((await owner.request('/robots/cookies', { method: 'HEAD' })).status).toBe(200);
    const refused = await owner.request('/robots/cookies', { method: 'DELETE' });
    expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'GET, POST']);
  });

  it('would act for who is signed in, at home only, without its card', async () => {
    const browser = (await withModules(studio, [defineModule(card)]))(owner);
    expect(await (await browser.request('/robots/cookies', {})).json()).toMatchObject({ actor: 'user' });
    const answer = await browser.request('/robots/cookies', { method: 'POST', body: 'a=1', headers: FOREIGN });
    expect(answer.status).toBe(403);
  });
});

it('finds the longest prefix, and refuses one that is declared twice', () => {
  const routesAt = (prefix: string) => ({ prefix, proof: 'signature', methods: ['POST'] }) as const;
  const find = machineFinder([routesAt('/hooks'), routesAt('/hooks/bank')]);
  expect(['/hooks', '/hooks/x', '/hooks/bank/y', '/hooksx', '/'].map((path) => find(path)?.prefix)).toEqual([
    '/hooks',
    '/hooks',
    '/hooks/bank',
    undefined,
    undefined,
  ]);
  expect(() => machineFinder([routesAt('/a'), routesAt('/a')])).toThrow('twice');
});
