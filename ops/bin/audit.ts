/**
 * `npm run audit -- verify <slug> [--json]`: whether the log of a studio is whole, `verify --platform` for that of the installation.
 * Ends with 1 when it is not; each failure names the row and what is wrong with it. Reads only, and may run at any time.
 */
import { parseArgs } from 'node:util';
import { checkPlatformLog, checkStudioLog } from '#platform/audit/check-log.ts';
import { readPlatformAnchors } from '#platform/audit/platform-anchors.ts';
import type { Failure, Report } from '#platform/audit/verify.ts';
import { type Config, ConfigError, readConfig } from '#platform/config.ts';
import { connect } from '#platform/db/client.ts';
import { createStorage } from '#platform/storage/create-files.ts';
import { configureLog } from '#platform/telemetry/log.ts';
import type { Cluster } from '#platform/tenancy/cluster.ts';
import { openCluster, storageOf } from '../../src/start.ts';

const USAGE = 'usage: npm run audit -- verify <slug> [--json], or verify --platform [--json]';
const stops: (() => Promise<unknown>)[] = [];

interface Row {
  readonly id: string;
  readonly database_name: string;
}

async function findStudio(cluster: Cluster, slug: string): Promise<Row> {
  const { sql } = connect(cluster.web, { max: 1, name: 'regie audit', readOnly: true });
  try {
    const [row] = await sql<Row[]>`select id, database_name from studios where slug = ${slug} and status <> 'deleted'`;
    if (!row) throw new ConfigError(`there is no studio ${slug}`);
    return row;
  } finally {
    await sql.end({ timeout: 5 });
  }
}

async function verifyStudio(cluster: Cluster, slug: string): Promise<Report> {
  const { id, database_name } = await findStudio(cluster, slug);
  return checkStudioLog(cluster, { id, database: database_name });
}

async function verifyPlatform(cluster: Cluster, config: Config): Promise<Report> {
  const now = () => new Date();
  const { publicUrl } = config;
  const storage = createStorage({ config: storageOf(config), publicUrl, key: cluster.key('files'), now });
  return checkPlatformLog(cluster, await readPlatformAnchors(cluster, storage, now()));
}

function line({ seq, until, id, problem, detail }: Failure): string {
  const place = seq === null ? 'without a number' : until === undefined ? `row ${seq}` : `rows ${seq} to ${until}`;
  return `${place}${id ? ` (${id})` : ''}: ${problem}, ${detail}`;
}

function say({ ok, rows, failures, more }: Report, json: boolean): string {
  if (json) return JSON.stringify(ok ? { ok, rows } : { ok, rows, failures, ...(more > 0 && { more }) });
  if (ok) return `${rows} rows, all as they were written`;
  return [...failures.map(line), ...(more > 0 ? [`and ${more} more`] : []), `${rows} rows, not whole`].join('\n');
}

async function run(): Promise<number> {
  const { values, positionals } = parseArgs({
    options: { json: { type: 'boolean', default: false }, platform: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const [verb, slug] = positionals;
  if (verb !== 'verify' || (slug === undefined) !== values.platform) throw new ConfigError(USAGE);
  const config = readConfig();
  configureLog({ level: 'warn' });
  const cluster = await openCluster(config, stops);
  const report = await (slug === undefined ? verifyPlatform(cluster, config) : verifyStudio(cluster, slug));
  process.stdout.write(`${say(report, values.json)}\n`);
  return report.ok ? 0 : 1;
}

try {
  process.exitCode = await run();
} catch (error) {
  process.stderr.write(
    `${error instanceof ConfigError ? error.message : error instanceof Error ? error.stack : error}\n`,
  );
  process.exitCode = 2;
} finally {
  for (const stop of stops.reverse()) await stop();
}
