/**
 * Our own migration runner: the lock is on the migrating connection, the full set of hashes is compared, nothing is skipped.
 * SQL files only, forward only; each runs in a transaction of its own together with its row in `migrations`.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type postgres from 'postgres';
import { type Address, connect } from '#platform/db/client.ts';
import { transactRaw } from '#platform/db/transaction.ts';

export interface Migration {
  /** File name without ending, `0001_ground`. */
  readonly name: string;
  readonly text: string;
  readonly hash: string;
}

/** The database does not carry a prefix of our files: one was changed, removed or merged late. */
export class MigrationMismatch extends Error {}

export async function readMigrations(folder: string): Promise<Migration[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort();
  return Promise.all(
    files.map(async (file) => {
      const text = await readFile(join(folder, file), 'utf8');
      return { name: file.slice(0, -4), text, hash: createHash('sha256').update(text).digest('hex') };
    }),
  );
}

/** Changes whenever any file does; names the template. */
export function versionOf(migrations: readonly Migration[]): string {
  const hash = createHash('sha256');
  for (const migration of migrations) hash.update(migration.hash);
  return hash.digest('hex').slice(0, 12);
}

function pendingAfter(
  applied: readonly { name: string; hash: string }[],
  migrations: readonly Migration[],
): Migration[] {
  for (const [index, row] of applied.entries()) {
    const ours = migrations[index];
    if (ours?.name === row.name && ours.hash === row.hash) continue;
    if (!ours) throw new MigrationMismatch(`${row.name} is applied, but this release does not know it`);
    if (ours.name === row.name) throw new MigrationMismatch(`${row.name} was changed after it had been applied`);
    throw new MigrationMismatch(
      `${ours.name} comes before ${row.name}, which is applied already: give it a later number`,
    );
  }
  return migrations.slice(applied.length);
}

async function apply(sql: postgres.Sql, migration: Migration): Promise<void> {
  await transactRaw(sql, async (tx) => {
    await tx.unsafe(migration.text);
    await tx`insert into migrations (name, hash) values (${migration.name}, ${migration.hash})`;
  });
}

/**
 * Brings one database up to date and returns the names of what was applied.
 * @throws MigrationMismatch, or whatever PostgreSQL says; earlier files stay applied
 */
export async function migrateDatabase(address: Address, migrations: readonly Migration[]): Promise<string[]> {
  const { sql } = connect(address, {
    max: 1,
    name: 'regie migrate',
    statementTimeoutMs: 0,
    lockTimeoutMs: 0,
    idleSeconds: 0,
  });
  try {
    // Another migrating process is waited for, however long it takes; a table that the product uses is not.
    await sql`select pg_advisory_lock(hashtext('regie migrations'))`;
    await sql`set lock_timeout = '3s'`;
    await sql`create table if not exists migrations (name text primary key, hash text not null, applied_at timestamptz not null default clock_timestamp())`;
    const applied = await sql<{ name: string; hash: string }[]>`select name, hash from migrations order by name`;
    const pending = pendingAfter(applied, migrations);
    for (const migration of pending) await apply(sql, migration);
    return pending.map((migration) => migration.name);
  } finally {
    await sql.end({ timeout: 5 });
  }
}
