/** Brings a whole installation up to date: control database and its roles, template, then every studio. */
import type postgres from 'postgres';
import { connect, ident, literal } from '#platform/db/client.ts';
import { postgresFault } from '#platform/db/errors.ts';
import { log } from '#platform/telemetry/log.ts';
import type { Cluster } from '#platform/tenancy/cluster.ts';
import { type Migration, migrateDatabase } from '#platform/tenancy/migrations.ts';
import { ensureTemplate, templateName } from '#platform/tenancy/template.ts';

export interface FleetReport {
  readonly migrated: number;
  readonly current: number;
  readonly failed: readonly { readonly studio: string; readonly reason: string }[];
}

/** Two processes may find the same thing missing at the same time: the second one's refusal is no fault. */
async function createOnce(admin: postgres.Sql, statement: string): Promise<void> {
  try {
    await admin.unsafe(statement);
  } catch (error) {
    const code = postgresFault(error)?.code;
    if (code !== '42P04' && code !== '42710' && code !== '23505') throw error;
  }
}

/**
 * PostgreSQL lets every role into these two, where names of other databases and roles can be read and tables be left behind.
 * XX000: another installation on this server is at the same row.
 */
async function closeSharedDatabases(admin: postgres.Sql): Promise<void> {
  const open = await admin<{ datname: string; own: boolean }[]>`
    select datname, pg_has_role(datdba, 'usage') as own from pg_database
    where datname in ('postgres', 'template1') and has_database_privilege('public', oid, 'connect, temporary')`;
  for (const { datname, own } of open) {
    const name = ident(datname);
    const statement = `revoke connect, temporary on database ${name} from public; grant connect on database ${name} to current_user`;
    if (!own) log.warn('tenancy.shared-database', { database: datname, open: true });
    else
      await admin.unsafe(statement).catch((error: unknown) => {
        if (postgresFault(error)?.code !== 'XX000') throw error;
      });
  }
}

async function ensureControlDatabase(cluster: Cluster): Promise<void> {
  const { sql } = connect(cluster.admin('postgres'), { max: 1, name: 'regie bootstrap' });
  try {
    const [database] = await sql`select 1 from pg_database where datname = ${cluster.control}`;
    if (!database)
      await createOnce(sql, `create database ${ident(cluster.control)} template template0 encoding 'UTF8'`);
    const roles = new Set(
      (
        await sql<
          { rolname: string }[]
        >`select rolname from pg_roles where rolname in (${cluster.webRole}, ${cluster.appRole})`
      ).map((row) => row.rolname),
    );
    if (!roles.has(cluster.appRole)) await createOnce(sql, `create role ${ident(cluster.appRole)} nologin`);
    if (!roles.has(cluster.webRole))
      await createOnce(sql, `create role ${ident(cluster.webRole)} login password ${literal(cluster.web.password)}`);
    await closeSharedDatabases(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** The web role sees the control database's tables, and may not change the schema or its history. */
async function grantWeb(cluster: Cluster, admin: postgres.Sql): Promise<void> {
  const [web, control] = [ident(cluster.webRole), ident(cluster.control)];
  await admin.unsafe(`
    revoke connect, temporary on database ${control} from public;
    grant connect on database ${control} to ${web};
    grant usage on schema public to ${web};
    grant select, insert, update, delete on all tables in schema public to ${web};
    revoke insert, update, delete on migrations from ${web};
    select close_audit();`);
}

/** Control database, roles, rights, template. Safe to repeat and to run twice at once. */
export async function migrateControl(
  cluster: Cluster,
  control: readonly Migration[],
  tenant: readonly Migration[],
): Promise<void> {
  await ensureControlDatabase(cluster);
  await migrateDatabase(cluster.admin(cluster.control), control);
  const { sql } = connect(cluster.admin(cluster.control), {
    max: 1,
    name: 'regie migrate',
    statementTimeoutMs: 0,
    lockTimeoutMs: 0,
  });
  try {
    await sql`select pg_advisory_lock(hashtext('regie grants'))`;
    await grantWeb(cluster, sql);
    await ensureTemplate(cluster, sql, tenant);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

interface Due {
  readonly id: string;
  readonly database_name: string;
}

async function migrateOne(
  cluster: Cluster,
  admin: postgres.Sql,
  studio: Due,
  tenant: readonly Migration[],
): Promise<string | null> {
  const version = tenant.at(-1)?.name ?? '';
  try {
    await migrateDatabase(cluster.admin(studio.database_name), tenant);
    await admin`
      insert into studio_schemas (studio_id, version) values (${studio.id}, ${version})
      on conflict (studio_id) do update set version = excluded.version, migrated_at = now(), failure = null, failed_at = null`;
    return null;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    log.error('tenancy.migrate', { studio: studio.id, error });
    await admin`
      insert into studio_schemas (studio_id, version, failure, failed_at) values (${studio.id}, '', ${reason}, now())
      on conflict (studio_id) do update set failure = excluded.failure, failed_at = excluded.failed_at`;
    return reason;
  }
}

/** Ready or suspended, and not of this version, or failed on the way to it. */
async function listDue(admin: postgres.Sql, version: string): Promise<readonly Due[]> {
  return admin<Due[]>`
    select s.id, s.database_name from studios s left join studio_schemas v on v.studio_id = s.id
    where s.status in ('ready', 'suspended') and (v.version is distinct from ${version} or v.failure is not null) order by s.created_at`;
}

/**
 * Visits the studios whose schema is behind, `parallel` at a time; one that fails keeps its old schema and holds up no other.
 * Looks again until none is left, because workers of the earlier release go on making studios.
 */
export async function migrateFleet(cluster: Cluster, tenant: readonly Migration[], parallel = 8): Promise<FleetReport> {
  const { sql: admin } = connect(cluster.admin(cluster.control), { max: parallel, name: 'regie migrate' });
  const failed: { studio: string; reason: string }[] = [];
  const tried = new Set<string>();
  const listNext = async () => (await listDue(admin, tenant.at(-1)?.name ?? '')).filter(({ id }) => !tried.has(id));
  try {
    for (let queue = await listNext(); queue.length > 0; queue = await listNext()) {
      const work = async () => {
        for (let studio = queue.shift(); studio; studio = queue.shift()) {
          tried.add(studio.id);
          const reason = await migrateOne(cluster, admin, studio, tenant);
          if (reason) failed.push({ studio: studio.id, reason });
        }
      };
      await Promise.all(Array.from({ length: parallel }, work));
    }
    const [total] = await admin<
      { count: number }[]
    >`select count(*)::int as count from studios where status in ('ready', 'suspended')`;
    return { migrated: tried.size - failed.length, current: (total?.count ?? 0) - tried.size, failed };
  } finally {
    await admin.end({ timeout: 5 });
  }
}

/**
 * Studios that a worker of the earlier release made after `migrateFleet` had looked for the last time. Nothing is done before
 * this version has its template; one that failed is tried again after ten minutes.
 * @param signal ends it before the next studio
 */
export async function migrateStragglers(
  cluster: Cluster,
  admin: postgres.Sql,
  tenant: readonly Migration[],
  signal?: AbortSignal,
): Promise<void> {
  const behind = await admin<Due[]>`
    select s.id, s.database_name from studios s join studio_schemas v on v.studio_id = s.id
    where s.status = 'ready' and (v.failure is null or v.failed_at < now() - interval '10 minutes') and v.version collate "C" < ${tenant.at(-1)?.name ?? ''}
      and exists (select 1 from pg_database where datname = ${templateName(cluster, tenant)} and not datallowconn)
    order by v.failed_at nulls first, s.created_at limit 20`;
  for (const studio of behind) {
    if (signal?.aborted) return;
    await migrateOne(cluster, admin, studio, tenant);
  }
}
