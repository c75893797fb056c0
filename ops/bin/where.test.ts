import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { modules } from '../../src/modules.ts';
import { findAnswers } from './where.ts';

const root = resolve(import.meta.dirname, '../..');
const where = (method: string, path: string) => findAnswers(path, [method], modules);

it.each([
  ['GET', '/rooms/42', 'src/rooms/routes.ts', "get('/:id'", "'rooms.read'"],
  ['POST', '/rooms/42/archival', 'src/rooms/routes.ts', "post('/:id/archival'", "'rooms.archive'"],
  ['GET', '/rooms/new', 'src/rooms/routes.ts', "get('/new'", "'rooms.create'"],
])('%s %s is answered by %s', async (method, path, file, text, access) => {
  const [answer] = await where(method, path);
  expect(answer).toMatchObject({ host: 'studio', method, access });
  const [found = '', line = ''] = answer?.place.split(':') ?? [];
  expect(found).toBe(file);
  expect(readFileSync(join(root, found), 'utf8').split('\n')[Number(line) - 1]).toContain(text);
});

it('distinguishes the main host from a studio', async () => {
  expect(await where('GET', '/sign-up')).toEqual([expect.objectContaining({ host: 'main', access: 'open' })]);
});

it('finds no route where none answers', async () => {
  expect(await where('GET', '/nowhere/at/all')).toEqual([]);
  expect(await where('DELETE', '/rooms/42')).toEqual([]);
});

it('finds the file and line of every route there is', async () => {
  const tables = modules
    .flatMap((module) => [module.routes, module.mainRoutes])
    .flatMap((routes) => Object.entries(routes ?? {}));
  for (const [mount, table] of tables)
    for (const { method, path } of table.routes.filter((route) => route.method !== 'ALL')) {
      const example = `${mount}${path}`
        .replace(/\/+/g, '/')
        .replace(/:\w+(\{[^}]*\})?/g, '0')
        .replace(/(.)\/$/, '$1');
      const places = (await where(method, example)).map(({ place }) => place);
      expect(places, `${method} ${example}`).not.toEqual([]);
      for (const place of places) expect(place, `${method} ${example}`).toMatch(/\.ts:\d+$/);
    }
}, 30_000);
