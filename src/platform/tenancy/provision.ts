/**
 * From a row in `studios` to a studio that answers: a sequence of steps, each safe to repeat, each noted when done. A crash
 * anywhere is mended by running it again; two processes at it are kept apart by an advisory lock.
 */
import type postgres from 'postgres';
import { ident, literal } from '#platform/db/client.ts';
import { postgresFault } from '#platform/db/errors.ts';
import { connectRenewed } from '#platform/db/renewed.ts';
import { transactRaw } from '#platform/db/transaction.ts';
import { log } from '#platform/telemetry/log.ts';
import type { Cluster } from '#platform/tenancy/cluster.ts';
import { type Migration, migrateDatabase } from '#platform/tenancy/migrations.ts';
import { clonerName, templateName } from '#platform/tenancy/template.ts';

/** In order. The page that shows the progress knows these names. */
export const PROVISIONING_STEPS = ['role', 'database', 'rights', 'contents', 'ready'] as const;
export type ProvisioningStep = (typeof PROVISIONING_STEPS)[number];

export interface ProvisionContext {
  readonly cluster: Cluster;
  /** Connected to the control database with the administering credential; the steps' statements, one connection is enough. */
  readonly admin: postgres.Sql;
  /** Each studio at hand keeps one of these connections for its lock: a step that had to wait for one would wait for ever. */
  readonly locks: postgres.Sql;
  readonly migrations: readonly Migration[];
  /** Writes what every studio begins with, through the modules' services; safe to repeat. */
  readonly onProvision: (studioId: string) => Promise<void>;
  /** Called after each step; tests throw here to simulate a crash. */
  readonly onStep?: (step: ProvisioningStep) => void | Promise<void>;
  /** No further step is begun once it is aborted; what is left is done by the next to come. */
  readonly signal?: AbortSignal;
}

export interface ProvisionConnections extends Pick<ProvisionContext, 'admin' | 'locks'> {
  end(seconds: number): Promise<void>;
}

/** @param atOnce studios that are made at the same time */
export function connectProvisioning(
  cluster: Cluster,
  migrations: readonly Migration[],
  atOnce: number,
): ProvisionConnections {
  const address = cluster.admin(cluster.control);
  // Every step may be repeated, and until the last one is on disk the studio is still to be made.
  const common = { max: atOnce, statementTimeoutMs: 60_000, relaxed: true };
  const { sql: admin } = connectRenewed(address, { ...common, name: clonerName(migrations) });
  const { sql: locks } = connectRenewed(address, { ...common, name: 'regie provision lock', idleInTransactionMs: 0 });
  return {
    admin,
    locks,
    end: async (seconds) =>
      void (await Promise.all([admin.end({ timeout: seconds }), locks.end({ timeout: seconds })])),
  };
}

interface Target {
  readonly id: string;
  readonly database: string;
}

async function createRole({ cluster, admin }: ProvisionContext, { database }: Target): Promise<void> {
  const { password } = cluster.studio(database);
  const [known] = await admin`select 1 from pg_roles where rolname = ${database}`;
  if (!known)
    await admin.unsafe(
      `create role ${ident(database)} login password ${literal(password)} in role ${ident(cluster.appRole)}`,
    );
}

/** 55006: a connection to the template is open, e.g. another clone being made; it passes. */
async function cloneTemplate({ admin, cluster, migrations }: ProvisionContext, { database }: Target): Promise<void> {
  const [known] = await admin`select 1 from pg_database where datname = ${database}`;
  // What an earlier release began from its own template is carried on with ours.
  if (known) return void (await migrateDatabase(cluster.admin(database), migrations));
  const statement = `create database ${ident(database)} template ${ident(templateName(cluster, migrations))} strategy wal_log`;
  for (let attempt = 1; ; attempt += 1) {
    try {
      await admin.unsafe(statement);
      return;
    } catch (error) {
      if (attempt >= 20 || postgresFault(error)?.code !== '55006') throw error;
      await new Promise((resolve) => setTimeout(resolve, 25 * attempt));
    }
  }
}

async function setRights({ admin }: ProvisionContext, { database }: Target): Promise<void> {
  const name = ident(database);
  await admin.unsafe(
    `revoke connect, temporary on database ${name} from public; grant connect on database ${name} to ${name}`,
  );
}

async function publish({ admin, migrations }: ProvisionContext, { id }: Target): Promise<void> {
  const version = migrations.at(-1)?.name ?? '';
  await transactRaw(admin, async (tx) => {
    await tx`insert into studio_schemas (studio_id, version) values (${id}, ${version}) on conflict (studio_id) do nothing`;
    await tx`update studios set status = 'ready', ready_at = now() where id = ${id} and status = 'provisioning'`;
  });
}

const STEPS: Record<ProvisioningStep, (context: ProvisionContext, target: Target) => Promise<void>> = {
  role: createRole,
  database: cloneTemplate,
  rights: setRights,
  contents: ({ onProvision }, { id }) => onProvision(id),
  ready: publish,
};

/** Runs what is left to do for one studio. Nothing happens when another process is at it. */
export async function provisionStudio(context: ProvisionContext, studioId: string): Promise<void> {
  // The open transaction does nothing but hold the lock; the steps run beside it (CREATE DATABASE could not run inside).
  await transactRaw(context.locks, async (holder) => {
    const [lock] = await holder<{ got: boolean }[]>`
      select pg_try_advisory_xact_lock(hashtext(${`provision ${studioId}`})) as got`;
    if (lock?.got) await runSteps(context, studioId);
  });
}

async function runSteps(context: ProvisionContext, studioId: string): Promise<void> {
  const { admin } = context;
  const [studio] = await admin<
    { database_name: string }[]
  >`select database_name from studios where id = ${studioId} and status = 'provisioning'`;
  if (!studio) return;
  const done = new Set(
    (await admin<{ step: string }[]>`select step from provisioning_steps where studio_id = ${studioId}`).map(
      (row) => row.step,
    ),
  );
  for (const step of PROVISIONING_STEPS) {
    if (done.has(step) && step !== 'database') continue;
    if (context.signal?.aborted) return;
    await STEPS[step](context, { id: studioId, database: studio.database_name });
    await admin`insert into provisioning_steps (studio_id, step) values (${studioId}, ${step}) on conflict do nothing`;
    log.info('tenancy.provision-step', { studio: studioId, step });
    await context.onStep?.(step);
  }
}

/** Removes a studio's database and role: for a provisioning that is given up. */
export async function removeDatabase(cluster: Cluster, admin: postgres.Sql, database: string): Promise<void> {
  if (!database.startsWith(`${cluster.control}_s_`)) throw new Error(`${database} is no studio's database`);
  await admin.unsafe(`drop database if exists ${ident(database)} with (force)`);
  await admin.unsafe(`drop role if exists ${ident(database)}`);
}
