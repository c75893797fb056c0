/** The migrated database that new studios are cloned from. Its name carries the version of the migrations; connections to it are refused. */
import type postgres from 'postgres';
import { connect, ident } from '#platform/db/client.ts';
import type { Cluster } from '#platform/tenancy/cluster.ts';
import { type Migration, migrateDatabase, versionOf } from '#platform/tenancy/migrations.ts';

export function templateName(cluster: Cluster, migrations: readonly Migration[]): string {
  return `${cluster.templatePrefix}${versionOf(migrations)}`;
}

/** What the studios' roles may do, present and future tables alike; run as the owner of the tables. */
async function grantApp(cluster: Cluster, database: string): Promise<void> {
  const { sql } = connect(cluster.admin(database), { max: 1, name: 'regie grant' });
  const app = ident(cluster.appRole);
  try {
    await sql.unsafe(`
      alter default privileges in schema public grant select, insert, update, delete on tables to ${app};
      alter default privileges in schema public grant usage, select on sequences to ${app};
      grant select, insert, update, delete on all tables in schema public to ${app};
      revoke insert, update, delete on migrations from ${app};`);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** Builds the template if this version has none yet, and drops those of earlier versions. `admin` is connected to the control database. */
export async function ensureTemplate(
  cluster: Cluster,
  admin: postgres.Sql,
  migrations: readonly Migration[],
): Promise<string> {
  const name = templateName(cluster, migrations);
  await admin`select pg_advisory_lock(hashtext(${cluster.templatePrefix}))`;
  try {
    const known = await admin<{ datname: string; datallowconn: boolean }[]>`
      select datname, datallowconn from pg_database where starts_with(datname, ${cluster.templatePrefix})`;
    if (known.some((row) => row.datname === name && !row.datallowconn)) return name;
    await admin.unsafe(`drop database if exists ${ident(name)} with (force)`);
    await admin.unsafe(`create database ${ident(name)} template template0 encoding 'UTF8'`);
    await migrateDatabase(cluster.admin(name), migrations);
    await grantApp(cluster, name);
    await admin.unsafe(`alter database ${ident(name)} with allow_connections false`);
    for (const old of known)
      if (old.datname !== name) await admin.unsafe(`drop database if exists ${ident(old.datname)} with (force)`);
    return name;
  } finally {
    await admin`select pg_advisory_unlock(hashtext(${cluster.templatePrefix}))`;
  }
}
