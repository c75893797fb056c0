import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Finding, show } from './law.ts';
import { cruise, lintMigrations, readBoundaries } from './tools.ts';

const checkout = resolve(import.meta.dirname, '../../..');
const CONFIG = join(checkout, 'ops/boundaries.cjs');

/** A checkout in which every wall is broken once: file → text. */
const BROKEN: Readonly<Record<string, string>> = {
  'src/main.ts': `import './app.ts';`,
  'src/app.ts': `import '#clients/module.ts'; import '#rooms/routes.ts'; import '#rooms/service.ts'; import './none.ts'; import 'sideways'; import 'uuidv7';`,
  // order: clients comes before rooms; types may be imported downwards only; paths from anywhere.
  'src/clients/module.ts': `import { a } from '#rooms/service.ts'; import type { B } from '#rooms/forms.ts'; import '#rooms/paths.ts'; a as B;`,
  'src/clients/schema.ts': 'export const clients = 1;',
  'src/clients/queries.ts': 'export const list = 1;',
  'src/clients/routes.ts': `import { X } from '#views/clients/index.tsx'; X;`,
  'src/clients/service.ts': `import './routes.ts'; import { readFile } from 'node:fs/promises'; import { X } from '#views/clients/index.tsx'; readFile; X; import '#testing/studio.ts'; import '../app.ts';`,
  'src/clients/model.ts': `import './queries.ts'; import './service.ts'; import './input.ts';`,
  'src/clients/input.ts': `import './queries.ts';`,
  'src/rooms/routes.ts': `import '#clients/queries.ts'; import '#clients/model.ts'; import type { C } from '#clients/routes.ts'; export const c: C = 1;`,
  'src/rooms/queries.ts': `import '#clients/schema.ts'; import '#clients/routes.ts'; import '#platform/db/raw.ts';`,
  'src/rooms/service.ts': `import { a } from '#rooms/queries.ts'; import 'postgres'; import '#clients/schema.ts'; a; import '../../ops/tool.ts'; import '../dev/pages.ts'; import '#platform/db/raw.ts'; import '#platform/db/transaction.ts';`,
  'src/rooms/forms.ts': 'export type B = 1;',
  'src/rooms/paths.ts': `export const rooms = '/rooms';`,
  'src/rooms/idle.ts': 'export const idle = 1;',
  'src/dev/pages.ts': 'export const pages = 1;',
  'src/rooms/rooms.test.ts': `import '#clients/routes.ts'; import './idle.ts'; import 'vitest';`,
  'src/platform/db/platform.ts': `import '#clients/model.ts'; import 'postgres'; import 'vitest';`,
  'src/platform/db/one.ts': `import type { Two } from './two.ts'; export type One = Two;`,
  'src/platform/db/two.ts': `import type { One } from './one.ts'; export type Two = One;`,
  'src/platform/db/raw.ts': 'export const readRows = 1;',
  'src/platform/db/transaction.ts': 'export const transact = 1;',
  'src/platform/i18n/catalogs.ts': 'export const catalogs = 1;',
  'src/testing/studio.ts': `import '../app.ts';`,
  'views/clients/index.tsx': `import '#rooms/paths.ts'; import type { B } from '#rooms/forms.ts'; import '#clients/service.ts'; import '#views/rooms/row.tsx'; import '#views/ui/button.tsx'; import 'node:fs'; import '#platform/i18n/catalogs.ts'; export const X: B = 1;`,
  'views/rooms/row.tsx': 'export const Row = 1;',
  'views/ui/button.tsx': `import '#views/rooms/row.tsx';`,
  'ops/tool.ts': `import '#platform/db/platform.ts'; import '#platform/db/one.ts';`,
};

const installed = (name: string) => ({
  [`node_modules/${name}/package.json`]: JSON.stringify({ name, version: '1.0.0', main: 'index.js' }),
  [`node_modules/${name}/index.js`]: '',
});

let root: string;
let found: readonly Finding[];

beforeAll(async () => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'regie-walls-')));
  const manifest = {
    imports: { '#views/*': './views/*', '#*': './src/*' },
    dependencies: { postgres: '3.4.9' },
    devDependencies: { vitest: '4.1.12' },
  };
  const files = {
    ...BROKEN,
    ...installed('postgres'),
    ...installed('uuidv7'),
    ...installed('vitest'),
    'package.json': JSON.stringify({ name: 'broken', type: 'module', ...manifest }),
    'tsconfig.json': JSON.stringify({
      compilerOptions: { module: 'NodeNext', allowImportingTsExtensions: true, noEmit: true, jsx: 'react-jsx' },
    }),
  };
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  found = await cruise(root, CONFIG, ['src', 'views', 'ops']);
}, 60_000);

afterAll(() => rmSync(root, { recursive: true, force: true }));

const broken = (rule: string) =>
  found
    .filter(({ message }) => message.startsWith(`${rule}: `))
    .map(({ file, message }) => `${file}${/ → [^,]+/.exec(message)?.[0] ?? ''}`);

it.each<[string, readonly string[]]>([
  ['order-clients', ['src/clients/module.ts → src/rooms/forms.ts', 'src/clients/module.ts → src/rooms/service.ts']],
  ['doors', ['src/rooms/routes.ts → src/clients/queries.ts', 'src/rooms/service.ts → src/clients/schema.ts']],
  ['doors-tables', ['src/rooms/queries.ts → src/clients/routes.ts']],
  ['pure-rules', ['src/clients/model.ts → src/clients/queries.ts', 'src/clients/model.ts → src/clients/service.ts']],
  ['pure-inputs', ['src/clients/input.ts → src/clients/queries.ts']],
  [
    'service-without-http',
    ['src/clients/service.ts → src/clients/routes.ts', 'src/rooms/queries.ts → src/clients/routes.ts'],
  ],
  ['modules-stay-inside', ['src/clients/service.ts → fs/promises']],
  ['views-see-little', ['views/clients/index.tsx → src/clients/service.ts']],
  ['views-keep-apart', ['views/clients/index.tsx → views/rooms/row.tsx', 'views/ui/button.tsx → views/rooms/row.tsx']],
  ['ui-knows-no-module', ['views/ui/button.tsx → views/rooms/row.tsx']],
  ['views-are-pure', ['views/clients/index.tsx → fs', 'views/clients/index.tsx → src/platform/i18n/catalogs.ts']],
  ['only-routes-render', ['src/clients/service.ts → views/clients/index.tsx']],
  ['platform-knows-no-module', ['src/platform/db/platform.ts → src/clients/model.ts']],
  ['root-on-top', ['src/clients/service.ts → src/app.ts']],
  ['raw-sql', ['src/rooms/service.ts → src/platform/db/raw.ts']],
  ['databases-through-the-scope', ['src/rooms/service.ts → src/platform/db/transaction.ts']],
  ['drivers', ['src/rooms/service.ts → node_modules/postgres/index.js']],
  ['no-dead-files', ['src/rooms/idle.ts']],
  ['resolvable', ['src/app.ts → ./none.ts', 'src/app.ts → sideways']],
  ['declared', ['src/app.ts → node_modules/uuidv7/index.js']],
  ['not-in-production', ['src/platform/db/platform.ts → node_modules/vitest/index.js']],
  ['tests-stay-outside', ['src/clients/service.ts → src/testing/studio.ts']],
  ['tools-stay-outside', ['src/rooms/service.ts → ops/tool.ts']],
  ['dev-stays-outside', ['src/rooms/service.ts → src/dev/pages.ts']],
])('finds what breaks %s, and nothing else', (rule, lines) => {
  expect(broken(rule).sort()).toEqual(lines);
});

it('finds cycles made of types', () => {
  expect(found.map(show).join('\n')).toMatch(/no-cycles: → .*(one|two)\.ts → /);
});

it('has a bad sample for every kind of rule', () => {
  const kinds = readBoundaries(checkout)
    .forbidden.map(({ name }) => name)
    .filter((name) => !name.startsWith('order-'));
  const broken = new Set(found.map((finding) => finding.message.split(':')[0]));
  expect(kinds.filter((kind) => !broken.has(kind))).toEqual([]);
});

it('finds an unused right', () => {
  expect(found.map(show)).toContainEqual('ops/boundaries.cjs  payments does not use invoicing');
});

it('finds a migration that locks or loses', async () => {
  const file = join(root, '0001_bad.sql');
  writeFileSync(file, '-- Bad.\nalter table clients drop column name;\ncreate index on clients (email);\n');
  const faults = (await lintMigrations(checkout, [file])).map(({ message }) => message.split(':')[0]);
  expect(faults).toEqual(expect.arrayContaining(['ban-drop-column', 'require-concurrent-index-creation']));
});
