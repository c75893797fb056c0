/** The routes of the product as the laws see them: who may take each, and an address of it. */
import { modules } from '#modules.ts';
import type { MATRIX } from '#permissions.ts';
import { accessOf } from '#platform/http/access.ts';
import { isBelow } from '#platform/http/prefix.ts';
import type { TestStudio } from '#testing/studio.ts';

export interface Route {
  readonly table: 'studio' | 'main' | 'platform';
  readonly method: string;
  readonly path: string;
  /** Null for a route that needs no login. */
  readonly permission: keyof typeof MATRIX | null;
}

const SOME_ID = '01890000-0000-7000-8000-000000000000';

/** Each method and path once, with what `can` or `open` says of it. */
export function listRoutes({ installation }: TestStudio): Route[] {
  const found = new Map<string, Route>();
  for (const table of ['studio', 'main', 'platform'] as const) {
    for (const { method, path, handler } of installation.built.tables[table].routes) {
      const access = accessOf(handler);
      if (method === 'ALL' || !access) continue;
      const permission = 'permission' in access ? (access.permission as keyof typeof MATRIX) : null;
      found.set(`${table} ${method} ${path}`, { table, method, path, permission });
    }
  }
  return [...found.values()];
}

/** @param ids by the segment before them: `{ rooms: … }` for `/rooms/:id`; of others there is nothing */
export function fill(path: string, ids: Readonly<Record<string, string>> = {}): string {
  const segments = path.replace('*', 'x').split('/');
  const filled = segments.map((segment, at) => {
    const id = ids[segments[at - 1] ?? ''] ?? SOME_ID;
    return segment.replace(/^:\w+(\{(?<pattern>[^}]*)\})?/, (_, braces) => id + (braces ? '.pdf' : ''));
  });
  return filled.join('/');
}

export const nameOf = ({ table, method, path }: Route) => `${table} ${method} ${path}`;
export const isUnsafe = ({ method }: Route) => method !== 'GET';
export const machines = modules.flatMap(({ machine }) => machine ?? []);
export const machineOf = ({ path }: Route) => machines.find(({ prefix }) => isBelow(prefix, path));
