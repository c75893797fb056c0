/**
 * `npm run where -- [METHOD] /invoices/42`: which file and line answers, at a studio's host and at the main one.
 * Asks the modules' own route tables, so it cannot be wrong for long.
 */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Hono } from 'hono';
import ts from 'typescript';
import { accessOf } from '#platform/http/access.ts';
import type { Module } from '#platform/module.ts';
import { devModule } from '../../src/dev/module.ts';
import { modules } from '../../src/modules.ts';
import { lineOf, visit } from './check/law.ts';
import { openProject, type Project } from './check/project.ts';

export interface Answer {
  readonly host: 'studio' | 'main';
  readonly method: string;
  /** As written in the route tables, `/invoices/:id`. */
  readonly path: string;
  /** `'invoicing.read'`, or `open`. */
  readonly access: string;
  /** `src/invoicing/routes.ts:31` */
  readonly place: string;
}

interface Table {
  readonly host: Answer['host'];
  readonly module: string;
  readonly mount: string;
  readonly routes: Hono;
}

/** What a module's paths.ts exports. */
type Constants = Readonly<Record<string, unknown>>;

interface Match {
  readonly answer: Omit<Answer, 'place'>;
  readonly module: string;
  readonly method: string;
  /** As written in the module's own table. */
  readonly local: string;
  readonly handler: unknown;
}

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
const root = resolve(import.meta.dirname ?? '.', '../..');
const project = openProject(root);

export async function findAnswers(path: string, methods: readonly string[], all: readonly Module[]): Promise<Answer[]> {
  const found = methods.flatMap((method) => all.flatMap(tablesOf).flatMap((table) => match(table, method, path)));
  return Promise.all(found.map(async ({ answer, ...match }) => ({ ...answer, place: await locate(project, match) })));
}

function tablesOf(module: Module): Table[] {
  const under = (host: Table['host'], tables: Module['routes']) =>
    Object.entries(tables ?? {}).map(([mount, table]) => ({
      host,
      module: module.name,
      mount,
      routes: new Hono().route(mount, table as unknown as Hono),
    }));
  return [...under('studio', module.routes), ...under('main', module.mainRoutes)];
}

/** The first route that matches answers; its last handler does, those before it are its guards. */
function match({ host, module, mount, routes }: Table, method: string, path: string): Match[] {
  const [matched] = routes.router.match(method, path);
  const own = matched.map(([[, route]]) => route).filter((route) => route.method === method);
  const handlers = own.filter((route) => route.path === own[0]?.path);
  const last = handlers.at(-1);
  if (!last) return [];
  const access = handlers.map((route) => accessOf(route.handler)).find(Boolean);
  const right = access && 'permission' in access ? `'${access.permission}'` : 'open';
  const local = last.path.slice(mount === '/' ? 0 : mount.length) || '/';
  return [
    {
      answer: { host, method, path: last.path, access: right },
      module,
      method,
      local,
      handler: last.handler as unknown,
    },
  ];
}

/** The file whose exported table holds this very handler, and the line on which it was given to the table. */
async function locate(project: Project, { module, method, local, handler }: Omit<Match, 'answer'>): Promise<string> {
  const files = project.files.filter((file) => file.startsWith(`src/${module}/`) && /routes\.ts$/.test(file));
  const paths = `src/${module}/paths.ts`;
  const constants = project.has(paths) ? ((await import(join(root, paths))) as Constants) : {};
  for (const file of files) {
    for (const table of Object.values((await import(join(root, file))) as Record<string, unknown>)) {
      if (!(table instanceof Hono)) continue;
      const route = table.routes.find((candidate) => (candidate.handler as unknown) === handler);
      const line = route && lineOfRoute(file, method, route.path, constants);
      if (line) return `${file}:${line}`;
    }
  }
  return locateByPath(files, method, local, constants) ?? `src/${module}/`;
}

/** For tables that are made by a function. */
function locateByPath(files: readonly string[], method: string, local: string, constants: Constants): string | null {
  const found = files
    .map((file) => [file, lineOfRoute(file, method, local, constants)] as const)
    .find(([, line]) => line !== null);
  return found ? found.join(':') : null;
}

/** Line of `.get('/:id', …)`; null where the table only passes another table's routes on. */
function lineOfRoute(file: string, method: string, path: string, constants: Constants): number | null {
  const source = ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.ESNext, true);
  let line: number | null = null;
  visit(source, (node) => {
    if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return;
    const [first] = node.arguments;
    if (node.expression.name.text !== method.toLowerCase() || !first) return;
    const written = ts.isStringLiteralLike(first) ? first.text : constants[first.getText()];
    if (written === path) line = lineOf(source, first.getStart());
  });
  return line;
}

async function main([first = '', second]: readonly string[]): Promise<number> {
  const path = (second ?? first).split('?')[0] ?? '';
  if (!path.startsWith('/')) {
    process.stderr.write('Usage: npm run where -- [METHOD] /path\n');
    return 2;
  }
  const answers = await findAnswers(path, second ? [first.toUpperCase()] : METHODS, [...modules, devModule('.data')]);
  for (const { host, method, path: pattern, access, place } of answers)
    process.stdout.write(`${place}  ${method} ${pattern}  ${access}${host === 'main' ? '  (main host)' : ''}\n`);
  if (answers.length === 0)
    process.stderr.write(`No route answers ${path}; /health, /static and /brand.css are in src/platform/http.\n`);
  return answers.length === 0 ? 1 : 0;
}

if (process.argv[1]?.endsWith('where.ts')) process.exitCode = await main(process.argv.slice(2));
