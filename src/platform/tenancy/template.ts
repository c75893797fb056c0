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
      revoke insert, update, delete on migrations from ${app};
      select close_audit();`);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** As which a process is connected while it clones the template of its version. */
export function clonerName(migrations: readonly Migration[]): string {
  return clonerOf(versionOf(migrations));
}

const clonerOf = (version: string) => `regie provision ${version}`;

/** Workers of an earlier release go on making studios until they are replaced: theirs stays as long as one is connected. */
async function dropUnused({ templatePrefix }: Cluster, admin: postgres.Sql, current: string): Promise<void> {
  const unused = await admin<{ datname: string }[]>`
    select datname from pg_database d where starts_with(datname, ${templatePrefix}) and datname <> ${current}
      and not exists (select 1 from pg_stat_activity a where a.datname = current_database()
        and a.application_name = ${clonerOf('')} || substr(d.datname, ${templatePrefix.length + 1}))`;
  for (const { datname } of unused) await admin.unsafe(`drop database if exists ${ident(datname)} with (force)`);
}

/** Builds the template if this version has none yet, and drops those that no process uses. `admin` is connected to the control database. */
export async function ensureTemplate(
  cluster: Cluster,
  admin: postgres.Sql,
  migrations: readonly Migration[],
): Promise<string> {
  const name = templateName(cluster, migrations);
  await admin`select pg_advisory_lock(hashtext(${cluster.templatePrefix}))`;
  try {
    await dropUnused(cluster, admin, name);
    const [known] = await admin<{ datallowconn: boolean }[]>`
      select datallowconn from pg_database where datname = ${name}`;
    if (known?.datallowconn === false) return name;
    await admin.unsafe(`drop database if exists ${ident(name)} with (force)`);
    await admin.unsafe(`create database ${ident(name)} template template0 encoding 'UTF8'`);
    await migrateDatabase(cluster.admin(name), migrations);
    await grantApp(cluster, name);
    await admin.unsafe(`alter database ${ident(name)} with allow_connections false`);
    return name;
  } finally {
    await admin`select pg_advisory_unlock(hashtext(${cluster.templatePrefix}))`;
  }
}
