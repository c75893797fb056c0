/**
 * Each `schema.ts` says what the migrations made: Drizzle does not verify it. New modules are found by the name of the
 * file; what a database has beyond the schemas is listed below with a reason.
 */
import { readdirSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { is, type SQL, sql } from 'drizzle-orm';
import { getTableConfig, integer, PgTable, pgTable, text } from 'drizzle-orm/pg-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { readRows } from '#platform/db/raw.ts';
import { ROOT } from '#testing/installation.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';

/** Schemas of the control database; every other one is a studio's. */
const CONTROL = [
  'identity/schema.ts',
  'identity/proof/schema.ts',
  'identity/recoveries/schema.ts',
  'identity/passkeys/schema.ts',
  'identity/two-factor/schema.ts',
  'platform/tenancy/schema.ts',
];

/** Table or `table.column` → why no schema has it. */
const UNMAPPED = {
  control: {
    migrations: 'the runner of migrations reads and writes it, before there is a schema',
    request_keys: 'the same table as in a studio, whose schema has it',
    'audit.seq': 'the database numbers the rows of the log at COMMIT',
    'audit.hash': 'the database chains the rows of the log at COMMIT',
    audit_head: 'the end of the log, which the database keeps',
  },
  studio: {
    migrations: 'the runner of migrations reads and writes it, before there is a schema',
    'audit.seq': 'the database numbers the rows of the log at COMMIT',
    'audit.hash': 'the database chains the rows of the log at COMMIT',
    audit_head: 'the end of the log, which the database keeps',
    'company_members.company_kind': 'generated, for the foreign key that lets only companies have members',
    'company_members.person_kind': 'generated, for the foreign key that lets only people be members',
    'portal_links.client_id': 'only processes of the release before write it; the next release drops it',
    'invoices.session_id': 'only processes of the release before write it; the next release drops it',
    room_activations: 'only processes of the release before write it; the next release drops it',
    session_changes: 'only processes of the release before write it; the next release drops it',
    'sessions.occupied':
      'generated, for the exclusion constraint; queries name it in SQL because Drizzle has no ranges',
  },
} satisfies Record<string, Record<string, string>>;

interface Column {
  readonly type: string;
  readonly notNull: boolean;
  /** Left out in an INSERT, the database puts something there. */
  readonly filled: boolean;
  readonly key: boolean;
}

/** `table.column` → what it is. */
type Shape = Record<string, Column>;

const CATALOG = sql`
  select c.relname || '.' || a.attname as name, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as "notNull",
    a.atthasdef or a.attidentity <> '' as filled, coalesce(a.attnum = any (k.conkey), false) as key
  from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  left join pg_constraint k on k.conrelid = c.oid and k.contype = 'p'
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')`;

async function readShape(ask: (statement: SQL) => Promise<readonly unknown[]>): Promise<Shape> {
  const rows = (await ask(CATALOG)) as readonly (Column & { readonly name: string })[];
  return Object.fromEntries(rows.map(({ name, ...column }) => [name, column]));
}

const ALIASES: readonly [RegExp, string][] = [
  [/^char\(/, 'character('],
  [/, /, ','],
  [/^varchar/, 'character varying'],
  [/^timestamptz/, 'timestamp with time zone'],
];

function shapeOf(table: PgTable): Shape {
  const { name, columns, primaryKeys } = getTableConfig(table);
  const keys = new Set(primaryKeys.flatMap((key) => key.columns.map((column) => column.name)));
  return Object.fromEntries(
    columns.map((column) => [
      `${name}.${column.name}`,
      {
        type: ALIASES.reduce((type, [from, to]) => type.replace(from, to), column.getSQLType()),
        notNull: column.notNull,
        filled:
          column.default !== undefined || column.generated !== undefined || column.generatedIdentity !== undefined,
        key: column.primary || keys.has(column.name),
      },
    ]),
  );
}

async function declaredBy(files: readonly string[]): Promise<Shape> {
  const modules: Record<string, unknown>[] = await Promise.all(files.map((file) => import(`${ROOT}/src/${file}`)));
  const tables = modules.flatMap((module) => Object.values(module)).filter((value) => is(value, PgTable));
  return Object.assign({}, ...tables.map(shapeOf)) as Shape;
}

/** A default that only the database has is no difference: the schema then asks each INSERT to say what it wants. */
function differences(declared: Shape, actual: Shape): string[] {
  return Object.entries(declared).flatMap(([name, column]) => {
    const found = actual[name];
    const same = found && { ...found, filled: column.filled && found.filled };
    return isDeepStrictEqual(same, column) ? [] : [`${name}: ${show(column)}, in the database ${show(found)}`];
  });
}

function show(column: Column | undefined): string {
  if (!column) return 'missing';
  const { type, notNull, filled, key } = column;
  return [type, notNull && 'not null', filled && 'default', key && 'primary key'].filter(Boolean).join(' ');
}

const files = readdirSync(`${ROOT}/src`, { recursive: true, encoding: 'utf8' }).filter((file) =>
  /(^|\/)(platform-)?schema\.ts$/.test(file),
);

let studio: TestStudio;

beforeAll(async () => {
  studio = await testStudio();
});

const DATABASES = [
  {
    database: 'control' as const,
    own: files.filter((file) => CONTROL.includes(file)),
    ask: async (statement: SQL) => studio.installation.platform.control.db.execute(statement),
  },
  {
    database: 'studio' as const,
    own: files.filter((file) => !CONTROL.includes(file)),
    ask: async (statement: SQL) => readRows((await studio.scope()).db, statement),
  },
];

describe.each(DATABASES)('the $database database', ({ database, own, ask }) => {
  const unmapped = Object.keys(UNMAPPED[database]);
  const isUnmapped = (name: string) => unmapped.includes(name) || unmapped.includes(name.split('.')[0] ?? '');

  test('has every column that a schema declares, of its type, its nullability, its default and its key', async () => {
    const actual = await readShape(ask);
    const declared = await declaredBy(own);
    expect(differences(declared, actual)).toEqual([]);
  });

  test('has no other column but those with a reason, and no reason is stale', async () => {
    const actual = await readShape(ask);
    const declared = await declaredBy(own);
    expect(Object.keys(actual).filter((name) => !(name in declared) && !isUnmapped(name))).toEqual([]);
    const stale = (name: string) =>
      !Object.keys(actual).some((known) => (known === name || known.startsWith(`${name}.`)) && !(known in declared));
    expect(unmapped.filter(stale)).toEqual([]);
  });
});

test('a schema that says something else is found: another type, a nullable column, a column that is not there', async () => {
  const actual = await readShape(DATABASES[1]?.ask ?? expect.fail());
  const columns = { key: text('key'), doneAt: integer('done_at').notNull(), gone: text('gone') };
  expect(differences(shapeOf(pgTable('effects', columns)), actual)).toEqual([
    'effects.key: text, in the database text not null primary key',
    'effects.done_at: integer not null, in the database timestamp with time zone not null default',
    'effects.gone: text, in the database missing',
  ]);
});
