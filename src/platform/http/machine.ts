/**
 * Routes that no browser calls: gateways, programs, mail clients. What they carry proves who asks, so cookies are ignored and
 * the cross-site rule does not apply; without the proof they get 401 and a problem document, never a login page.
 */
import type { MachineRoutes } from '#platform/contributions/contributions.ts';
import type { AppContext } from '#platform/http/env.ts';
import { isBelow } from '#platform/http/prefix.ts';

/** The longest prefix wins. @throws when one prefix is declared twice */
export function machineFinder(declared: readonly MachineRoutes[]): (path: string) => MachineRoutes | undefined {
  const known = declared.toSorted((a, b) => b.prefix.length - a.prefix.length);
  const prefixes = known.map(({ prefix }) => prefix);
  const twice = prefixes.find((prefix, index) => prefixes.indexOf(prefix) !== index);
  if (twice) throw new Error(`machine routes below ${twice} are declared twice`);
  return (path) => known.find(({ prefix }) => isBelow(prefix, path));
}

/** What the path is for, found before anything reads a cookie: there is none for a machine. */
export function readMachine(c: AppContext): MachineRoutes | undefined {
  const machine = c.get('services').contributions.machineFor(c.req.path);
  if (machine) c.req.raw.headers.delete('cookie');
  return machine;
}

export async function limitMethods(c: AppContext, next: () => Promise<void>): Promise<Response | undefined> {
  const machine = c.get('machine');
  if (machine && !isNamed(machine, c.req.method)) return c.body(null, 405, { Allow: machine.methods.join(', ') });
  await next();
  return undefined;
}

function isNamed({ methods }: MachineRoutes, method: string): boolean {
  return (methods as readonly string[]).includes(method === 'HEAD' ? 'GET' : method);
}
