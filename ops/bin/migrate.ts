/**
 * `npm run migrate`: control database, template, then every studio; also the release command of the image
 * (`node dist/migrate.js`). A studio that fails keeps its old schema, holds up no other, and is named at the end.
 */
import { ConfigError, readConfig } from '#platform/config.ts';
import { configureLog } from '#platform/telemetry/log.ts';
import { migrateInstallation, readMigrationSet } from '#platform/tenancy/installation.ts';
import { openCluster, ROOT } from '../../src/start.ts';

const stops: (() => Promise<unknown>)[] = [];

async function migrate(): Promise<number> {
  const config = readConfig();
  configureLog({ level: config.logLevel });
  const cluster = await openCluster(config, stops);
  if (!cluster.hasAdmin) throw new ConfigError('DATABASE_URL: needed to migrate');
  const started = performance.now();
  const migrations = await readMigrationSet(ROOT);
  const report = await migrateInstallation(cluster, migrations, { queueOnPostgres: !config.redisUrl });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  process.stdout.write(
    `${report.migrated} studios migrated, ${report.current} were up to date, ${report.failed.length} failed (${seconds} s)\n`,
  );
  for (const { studio, reason } of report.failed) process.stderr.write(`${studio}: ${reason}\n`);
  return report.failed.length === 0 ? 0 : 1;
}

try {
  process.exitCode = await migrate();
} catch (error) {
  process.stderr.write(
    `${error instanceof ConfigError ? error.message : error instanceof Error ? error.stack : error}\n`,
  );
  process.exitCode = error instanceof ConfigError ? 2 : 1;
} finally {
  for (const stop of stops.reverse()) await stop();
}
