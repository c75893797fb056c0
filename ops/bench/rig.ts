/** An installation for benchmarks: a server of its own, studios with fifty clients each, one owner's login per studio. */
import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type postgres from 'postgres';
import { connect, urlOf } from '#platform/db/client.ts';
import { newId } from '#platform/db/ids.ts';
import { startEmbeddedPostgres } from '#platform/runtime/embedded-postgres.ts';
import { type Cluster, createCluster } from '#platform/tenancy/cluster.ts';
import { type MigrationSet, migrateInstallation, readMigrationSet } from '#platform/tenancy/installation.ts';
import { connectProvisioning, provisionStudio } from '#platform/tenancy/provision.ts';

export const SECRET = 'the secret of the benchmarks, long enough';
/** Beyond the largest budget that a benchmark gives the web process. */
const SERVER_CONNECTIONS = 1_300;

export interface BenchStudio {
  readonly id: string;
  readonly host: string;
  readonly database: string;
  readonly cookie: string;
  /** Page of a client with sessions, invoices and payments. */
  readonly clientPath: string;
}

export interface Rig {
  readonly cluster: Cluster;
  readonly migrations: MigrationSet;
  readonly adminUrl: string;
  readonly webUrl: string;
  readonly admin: postgres.Sql;
  /** Milliseconds that each provisioning took, whole sequence of database steps. */
  createStudio(options?: { readonly empty: boolean }): Promise<{ readonly studio: BenchStudio; readonly took: number }>;
  close(): Promise<void>;
}

async function reserve(admin: postgres.Sql, cluster: Cluster, ownerId: string) {
  const [id, slug] = [newId(), `b${randomBytes(6).toString('hex')}`];
  const database = cluster.studioDatabase(id);
  await admin`insert into studios (id, slug, name, database_name) values (${id}, ${slug}, ${`Studio ${slug}`}, ${database})`;
  await admin`insert into hostnames (host, studio_id) values (${`${slug}.regie.localhost`}, ${id})`;
  await admin`insert into members (studio_id, user_id, role) values (${id}, ${ownerId}, 'owner')`;
  return { id, database, host: `${slug}.regie.localhost` };
}

async function signIn(admin: postgres.Sql, studioId: string, ownerId: string): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  const hash = createHash('sha256').update(token).digest('hex');
  await admin`
    insert into logins (id, token_hash, studio_id, user_id, expires_at, address, user_agent)
    values (${newId()}, decode(${hash}, 'hex'), ${studioId}, ${ownerId}, now() + interval '1 day', '127.0.0.1', 'bench')`;
  return `__Host-login=${token}`;
}

/** One client with what five sections of the page show. @returns its path */
async function addHistory(cluster: Cluster, database: string): Promise<string> {
  const { sql } = connect(cluster.admin(database), { max: 1, name: 'bench' });
  const [client, room] = [newId(), newId()];
  await sql`insert into clients (id, kind, name, email) values (${client}, 'company', 'Maison Vocale', 'a@vocale.example')`;
  await sql`
    insert into rooms (id, name, type, color, hourly_rate, vat_rate, created_at, updated_at)
    values (${room}, 'Cabine', 'recording', 1, 6000, 2000, now(), now())`;
  await sql`
    insert into activations (id, resource_kind, resource_id, kind, given_at, given_by_name)
    select gen_random_uuid(), 'room', ${room}, kind, now(), 'Owen' from unnest('{technical,commercial}'::text[]) kind`;
  await sql`
    insert into sessions (id, title, kind, room_id, client_id, status, starts_at, ends_at, blocked_from, blocked_until, hourly_rate,
      vat_rate, created_at, updated_at)
    select gen_random_uuid(), 'Voix ' || n, 'recording', ${room}, ${client}, case when n < 20 then 'completed' else 'confirmed' end,
      at, at + interval '2 hours', at, at + interval '2 hours', 6000, 2000, now(), now()
    from generate_series(1, 30) n, lateral (select now() + (n - 20) * interval '1 day' as at) day`;
  await sql`
    insert into invoices (id, kind, client_id, number, currency, locale, issued_at, issue_date, due_date, seller, buyer, net, tax, gross,
      created_at)
    select gen_random_uuid(), 'invoice', ${client}, 'FAC-2026-' || lpad(n::text, 4, '0'), 'EUR', 'fr', now() - n * interval '1 day',
      current_date - n, current_date - n + 30, '{}', '{}', 10000, 2000, 12000, now() - n * interval '1 day'
    from generate_series(1, 12) n`;
  await sql`
    insert into payments (id, invoice_id, client_id, amount, currency, method, received_on, created_at)
    select gen_random_uuid(), id, client_id, 5000, 'EUR', 'transfer', issue_date, now() from invoices`;
  await sql`analyze`;
  await sql.end({ timeout: 5 });
  return `/clients/${client}`;
}

/** Believable rows: names with accents, most with an address to write to. */
async function addClients(cluster: Cluster, database: string): Promise<void> {
  const { sql } = connect(cluster.admin(database), { max: 1, name: 'bench' });
  await sql`
    insert into clients (id, kind, name, email, phone, city)
    select gen_random_uuid(), case when n % 3 = 0 then 'company' else 'person' end, 'Élodie Marchand n° ' || n,
      case when n % 5 > 0 then 'elodie.' || n || '@exemple.example' end, '+33 6 12 34 56 ' || lpad(n::text, 2, '0'), 'Paris'
    from generate_series(1, 60) n`;
  await sql`analyze`;
  await sql.end({ timeout: 5 });
}

export async function openRig(): Promise<Rig> {
  const dataDir = mkdtempSync(join(tmpdir(), 'regie-bench-'));
  // For the account that PostgreSQL runs as.
  chmodSync(dataDir, 0o711);
  const server = await startEmbeddedPostgres({ dataDir, maxConnections: SERVER_CONNECTIONS });
  const cluster = createCluster({ adminUrl: server.adminUrl, webUrl: null, secret: SECRET, control: 'bench' });
  const migrations = await readMigrationSet('.');
  await migrateInstallation(cluster, migrations, { queueOnPostgres: true });
  const { sql: admin } = connect(cluster.admin('bench'), {
    max: 12,
    name: 'bench',
    statementTimeoutMs: 0,
    // As the provisioner has it.
    relaxed: true,
  });
  const { locks, end } = connectProvisioning(cluster, migrations.tenant, 12);
  const ownerId = newId();
  await admin`insert into users (id, email, name, email_confirmed_at) values (${ownerId}, 'owner@bench.example', 'Odile Bench', now())`;
  return {
    cluster,
    migrations,
    admin,
    adminUrl: urlOf(cluster.admin('bench')),
    webUrl: urlOf(cluster.web),
    async createStudio({ empty } = { empty: false }) {
      const reserved = await reserve(admin, cluster, ownerId);
      const began = performance.now();
      await provisionStudio(
        { cluster, admin, locks, migrations: migrations.tenant, onProvision: async () => {} },
        reserved.id,
      );
      const took = performance.now() - began;
      if (!empty) await addClients(cluster, reserved.database);
      const clientPath = empty ? '/clients' : await addHistory(cluster, reserved.database);
      return { studio: { ...reserved, clientPath, cookie: await signIn(admin, reserved.id, ownerId) }, took };
    },
    async close() {
      await admin.end({ timeout: 5 });
      await end(5);
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
