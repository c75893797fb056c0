/**
 * `npm run tenants`: the studios of this installation and the versions of their schemas.
 * `npm run tenants -- suspend <slug>` answers all requests of a studio with 503 (nothing is lost), `resume <slug>` ends that; every
 * process hears of it within a second. `open <slug>` lets its members come from every address again, once they have locked themselves
 * out. `passwords` sets the roles' passwords anew after a change of REGIE_SECRET.
 */
import { openToAllAddresses } from '#identity/policies/operator.ts';
import { ConfigError, readConfig } from '#platform/config.ts';
import { connect, ident, literal } from '#platform/db/client.ts';
import type { WriteDb } from '#platform/db/types.ts';
import { configureLog } from '#platform/telemetry/log.ts';
import type { Cluster } from '#platform/tenancy/cluster.ts';
import { openCluster } from '../../src/start.ts';

type Sql = ReturnType<typeof connect>['sql'];

interface Row {
  readonly slug: string;
  readonly status: string;
  readonly database_name: string;
  readonly version: string | null;
  readonly failure: string | null;
}

const stops: (() => Promise<unknown>)[] = [];

async function list(sql: Sql): Promise<string> {
  const rows = await sql<Row[]>`
    select slug, status, database_name, version, failure from studios left join studio_schemas on studio_id = id order by slug`;
  const width = Math.max(6, ...rows.map(({ slug }) => slug.length));
  const lines = rows.map(({ slug, status, database_name, version, failure }) =>
    [slug.padEnd(width), status.padEnd(12), database_name, version ?? '–', failure ?? ''].join('  ').trimEnd(),
  );
  return [...lines, `${rows.length} studios`].join('\n');
}

/** From ready to suspended or back; any other status is left alone. */
async function move(sql: Sql, slug: string, from: string, to: string): Promise<string> {
  const rows = await sql`
    update studios set status = ${to}, suspended_at = case when ${to} = 'suspended' then now() end
    where slug = ${slug} and status = ${from} returning id`;
  if (rows.length === 0) throw new ConfigError(`there is no studio ${slug} that is ${from}`);
  return `${slug} is ${to}`;
}

/** The list of addresses from which members may come is emptied; the studio's log says that an operator did it. */
async function open({ db }: ReturnType<typeof connect>, slug: string): Promise<string> {
  const count = await db.transaction((tx) => openToAllAddresses(tx as unknown as WriteDb, slug));
  if (count === null) throw new ConfigError(`there is no studio ${slug}`);
  return count === 0 ? `${slug} was open to all addresses` : `${slug} is open to all addresses`;
}

/** After a change of REGIE_SECRET: every role gets the password that is derived from the new one. */
async function setPasswords(sql: Sql, cluster: Cluster): Promise<string> {
  const rows = await sql<{ database_name: string }[]>`select database_name from studios where status <> 'deleted'`;
  const set = (role: string, password: string) => sql.unsafe(`alter role ${ident(role)} password ${literal(password)}`);
  for (const { database_name } of rows) await set(database_name, cluster.studio(database_name).password);
  await set(cluster.webRole, cluster.web.password);
  return `${rows.length} studios and the web role have new passwords`;
}

async function run([verb = 'list', slug = '']: readonly string[]): Promise<string> {
  const config = readConfig();
  configureLog({ level: 'warn' });
  const cluster = await openCluster(config, stops);
  const connected = connect(cluster.admin(cluster.control), { max: 1, name: 'regie tenants' });
  const { sql } = connected;
  stops.push(() => sql.end({ timeout: 5 }));
  if (verb === 'list') return list(sql);
  if (verb === 'suspend') return move(sql, slug, 'ready', 'suspended');
  if (verb === 'resume') return move(sql, slug, 'suspended', 'ready');
  if (verb === 'open') return open(connected, slug);
  if (verb === 'passwords') return setPasswords(sql, cluster);
  throw new ConfigError(`there is no ${verb}: list, suspend <slug>, resume <slug>, open <slug>, passwords`);
}

try {
  process.stdout.write(`${await run(process.argv.slice(2))}\n`);
} catch (error) {
  process.stderr.write(
    `${error instanceof ConfigError ? error.message : error instanceof Error ? error.stack : error}\n`,
  );
  process.exitCode = 2;
} finally {
  for (const stop of stops.reverse()) await stop();
}
