/** A control database, its queue and some studios' databases made by plain SQL: for tests of what is below tenancy. */
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inject } from 'vitest';
import { addressOf, type Connected, connect, urlOf } from '#platform/db/client.ts';
import { newId } from '#platform/db/ids.ts';
import type { WriteDb } from '#platform/db/types.ts';
import { grantQueue, migrateQueue } from '#platform/jobs/queue-schema.ts';
import { startEmbeddedPostgres } from '#platform/runtime/embedded-postgres.ts';

export interface BareStudio extends Connected {
  readonly id: string;
  readonly url: string;
}

export interface BareStudios {
  readonly control: Connected;
  readonly controlUrl: string;
  /** A role that was granted the queue and nothing else. */
  readonly queueUrl: string;
  readonly studios: readonly [BareStudio, ...BareStudio[]];
  withWrite<T>(studioId: string, work: (tx: WriteDb) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

const MIGRATIONS = fileURLToPath(new URL('../../migrations/', import.meta.url));

/** @param count studios, all of them ready */
export async function openBareStudios(count: number): Promise<BareStudios> {
  const { adminUrl, stop } = await openServer();
  const name = `bare_${newId().replaceAll('-', '').slice(-12)}`;
  const admin = connect(addressOf(adminUrl), { max: 1, name: 'bare admin' });
  const open = async (database: string, migration: string) => {
    await admin.sql.unsafe(`create database ${database}`);
    const address = addressOf(adminUrl, database);
    const connected = connect(address, { max: 5, name: database });
    await connected.sql.unsafe(readFileSync(join(MIGRATIONS, migration), 'utf8'));
    return { ...connected, url: urlOf(address) };
  };

  const control = await open(name, 'control/0001_control.sql');
  const studios: BareStudio[] = [];
  for (let index = 0; index < count; index += 1) {
    const studio = { ...(await open(`${name}_${index}`, 'tenant/0001_ground.sql')), id: newId() };
    await control.sql`insert into studios (id, slug, name, status, database_name)
      values (${studio.id}, ${`s${index}`}, ${`Studio ${index}`}, 'ready', ${`${name}_${index}`})`;
    studios.push(studio);
  }
  const queueUrl = await openQueue(admin, name, control.url);
  const find = (id: string) => {
    const studio = studios.find((one) => one.id === id);
    if (!studio) throw new Error(`no studio ${id}`);
    return studio;
  };
  return {
    control,
    controlUrl: control.url,
    queueUrl,
    studios: studios as unknown as BareStudios['studios'],
    withWrite: (id, work) => find(id).db.transaction((tx) => work(tx as unknown as WriteDb)),
    async close() {
      for (const { sql } of [control, ...studios]) await sql.end({ timeout: 1 });
      for (const database of [name, ...studios.map((_, index) => `${name}_${index}`)])
        await admin.sql.unsafe(`drop database ${database} with (force)`);
      await admin.sql.unsafe(`drop role ${name}_web`);
      await admin.sql.end({ timeout: 1 });
      await stop();
    },
  };
}

async function openQueue(admin: Connected, name: string, controlUrl: string): Promise<string> {
  const address = { ...addressOf(controlUrl), username: `${name}_web`, password: 'queue' };
  await admin.sql.unsafe(`create role ${address.username} login password 'queue'`);
  await admin.sql.unsafe(
    `revoke all on database ${name} from public; grant connect on database ${name} to ${address.username}`,
  );
  await migrateQueue(controlUrl);
  const { sql } = connect(addressOf(controlUrl), { max: 1, name: 'bare grant' });
  await grantQueue((statement) => sql.unsafe(statement), address.username);
  await sql.end({ timeout: 1 });
  return urlOf(address);
}

/** The run's server where there is one, else a server of its own. */
async function openServer(): Promise<{ adminUrl: string; stop(): Promise<void> }> {
  const adminUrl = inject('adminUrl') as string | undefined;
  if (adminUrl) return { adminUrl, stop: async () => {} };
  const dataDir = mkdtempSync(join(tmpdir(), `regie-test-${process.pid}-`));
  chmodSync(dataDir, 0o711);
  const server = await startEmbeddedPostgres({ dataDir, maxConnections: 100, durable: false });
  return {
    adminUrl: server.adminUrl,
    async stop() {
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
