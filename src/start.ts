/** One program in up to three roles: web answers, worker does jobs and makes studios, cron hands out what is due. */
import { fileURLToPath } from 'node:url';
import type { MiddlewareHandler } from 'hono';
import { buildApp } from '#app.ts';
import { isDemoReady, seedDemo } from '#demo.ts';
import { modules } from '#modules.ts';
import { MATRIX } from '#permissions.ts';
import { anchorPlatformLog } from '#platform/audit/platform-anchors.ts';
import type { Config } from '#platform/config.ts';
import { urlOf } from '#platform/db/client.ts';
import type { Env } from '#platform/http/env.ts';
import { sweepThrottles } from '#platform/http/throttle.ts';
import type { QueueOptions } from '#platform/jobs/backend.ts';
import { createLazyQueue } from '#platform/jobs/lazy-queue.ts';
import { MAIN_HOST } from '#platform/jobs/queue.ts';
import { startSchedule } from '#platform/jobs/schedule.ts';
import { startWorker } from '#platform/jobs/worker.ts';
import { createLocalCarrier } from '#platform/mail/local.ts';
import { createSmtpCarrier } from '#platform/mail/smtp.ts';
import { openPlatform, type Platform } from '#platform/platform.ts';
import { startEmbeddedPostgres } from '#platform/runtime/embedded-postgres.ts';
import { type Listening, serve } from '#platform/runtime/node.ts';
import type { StorageConfig } from '#platform/storage/create-files.ts';
import { configureLog, log } from '#platform/telemetry/log.ts';
import { startMetrics } from '#platform/telemetry/metrics.ts';
import { startTracing } from '#platform/telemetry/start-tracing.ts';
import { traceRequests } from '#platform/telemetry/trace.ts';
import { type Cluster, createCluster } from '#platform/tenancy/cluster.ts';
import { type MigrationSet, migrateInstallation, readMigrationSet } from '#platform/tenancy/installation.ts';
import { startProvisioner } from '#platform/tenancy/provisioner.ts';
import { announce } from '#welcome.ts';

export interface Running {
  readonly port: number;
  stop(): Promise<void>;
}

/** Things to stop, last started first. */
type Stops = (() => Promise<unknown>)[];

/** For requests, jobs and new studios, which end side by side. What comes after them takes a few seconds more. */
const GRACE_MS = 15_000;

const DEMO_AGAIN_MS = 10_000;

async function stopAll(stops: Stops): Promise<void> {
  for (const stop of stops.reverse()) await stop().catch((error: unknown) => log.error('runtime.stop', { error }));
}

/** The folder that holds static/, migrations/ and views/: above src/ in development, above dist/ in the bundle. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');

/** Backends beyond the studios' budget: control, queue, provisioning, migrations, PostgreSQL's own reserve. */
const OTHER_CONNECTIONS = 60;

/** With administrative rights where the configuration gives them; `stops` gets what shuts the embedded server down. */
export async function openCluster(config: Config, stops: Stops): Promise<Cluster> {
  const { secret, databaseUrl, databaseWebUrl } = config;
  if (databaseUrl || databaseWebUrl) return createCluster({ adminUrl: databaseUrl, webUrl: databaseWebUrl, secret });
  const server = await startEmbeddedPostgres({
    dataDir: `${config.dataDir}/postgres`,
    maxConnections: config.connections + OTHER_CONNECTIONS,
    ...(config.pgBin ? { binDir: config.pgBin } : {}),
    onLog: (line) => log.info('runtime.postgres', { line }),
  });
  stops.push(server.stop);
  return createCluster({ adminUrl: server.adminUrl, webUrl: null, secret, control: 'regie' });
}

export function storageOf(config: Config): StorageConfig {
  if (!config.s3) return { kind: 'local', dataDir: config.dataDir };
  return { kind: 's3', bucket: config.s3.bucket, region: config.s3.region, endpoint: config.s3.endpoint };
}

function queueOf(config: Config, cluster: Cluster): QueueOptions {
  return { redisUrl: config.redisUrl, databaseUrl: urlOf(cluster.web), prefix: cluster.control };
}

/** Work that the next round makes up for when it fails. */
function every(milliseconds: number, name: string, work: () => Promise<void>): NodeJS.Timeout {
  return setInterval(() => void work().catch((error: unknown) => log.warn(name, { error })), milliseconds);
}

async function startBackground(
  config: Config,
  platform: Platform,
  migrations: MigrationSet,
  stops: Stops,
): Promise<void> {
  const { queue, registry, dispatcher, directory } = platform;
  const store = queueOf(config, platform.options.cluster);
  const acknowledge = (studioId: string, ids: readonly string[]) =>
    studioId === MAIN_HOST ? platform.services.deliveries.acknowledge(ids) : dispatcher.acknowledge(studioId, ids);
  const listStudios = directory.listReady;
  if (config.roles.has('worker')) {
    const provisioner = await startProvisioner(platform, migrations.tenant);
    stops.push(provisioner.close);
    const worker = await startWorker({
      ...store,
      queue,
      registry,
      concurrency: 8,
      runInScope: platform.inScope,
      runOnMain: platform.onMain,
      acknowledge,
      listStudios,
    });
    stops.push(() => worker.close(GRACE_MS));
  }
  if (config.roles.has('cron')) {
    const schedule = await startSchedule({ ...store, queue, registry, listStudios });
    dispatcher.startSweeping();
    const sweeps = [
      every(30_000, 'control.sweep', () => platform.services.deliveries.sweep()),
      every(3_600_000, 'http.throttles', () => sweepThrottles(platform.services.door, new Date())),
      every(3_600_000, 'audit.anchor', () => anchorPlatformLog(platform, new Date())),
    ];
    stops.push(schedule.close, async () => sweeps.forEach(clearInterval));
  }
}

async function openInstallation(
  config: Config,
  stops: Stops,
): Promise<{ platform: Platform; migrations: MigrationSet }> {
  const cluster = await openCluster(config, stops);
  const migrations = await readMigrationSet(ROOT);
  if (cluster.hasAdmin && !config.production)
    await migrateInstallation(cluster, migrations, { queueOnPostgres: !config.redisUrl });
  const platform = await openPlatform({
    cluster,
    modules,
    matrix: MATRIX,
    publicUrl: config.publicUrl,
    connections: config.connections,
    queue: createLazyQueue(queueOf(config, cluster)),
    carrier: config.smtpUrl ? createSmtpCarrier(config.smtpUrl) : createLocalCarrier(config.dataDir),
    mailFrom: config.mailFrom,
    storage: storageOf(config),
  });
  stops.push(platform.close);
  return { platform, migrations };
}

async function startObservers(config: Config, platform: Platform, stops: Stops): Promise<MiddlewareHandler<Env>[]> {
  const observers: MiddlewareHandler<Env>[] = [];
  if (config.metricsPort) {
    const metrics = await startMetrics(config.metricsPort, config.host, platform);
    observers.push(metrics.measure);
    stops.push(metrics.close);
  }
  if (config.otlpEndpoint) {
    stops.push(await startTracing(config.otlpEndpoint));
    observers.push(traceRequests);
  }
  return observers;
}

/** What cannot be made now is tried again: until then the process is not ready. */
async function openDemo(platform: Platform, set: MigrationSet, stops: Stops, onStanding: () => void): Promise<void> {
  const attempt = async () => {
    await seedDemo(platform, set);
    if (!(await isDemoReady(platform))) return;
    clearInterval(again);
    onStanding();
  };
  let trying: Promise<void> | null = null;
  const tryOnce = () => {
    trying ??= attempt().finally(() => {
      trying = null;
    });
    return trying;
  };
  const again = every(DEMO_AGAIN_MS, 'demo.again', tryOnce);
  stops.push(async () => clearInterval(again));
  await tryOnce();
}

export async function startRegie(config: Config): Promise<Running> {
  configureLog({ level: config.logLevel });
  const stops: Stops = [];
  let [draining, stands] = [false, !config.demo];
  const { platform, migrations } = await openInstallation(config, stops);
  const observers = await startObservers(config, platform, stops);
  let port = config.port;
  let close: Listening['close'] = async () => {};
  if (config.roles.has('web')) {
    const { app } = await buildApp({ root: ROOT, config, platform, observers, isOpen: () => stands && !draining });
    ({ port, close } = await serve(app, { ...config, https: config.publicUrl.protocol === 'https:' }));
  }
  const background: Stops = [];
  await startBackground(config, platform, migrations, background);
  if (config.demo) {
    await openDemo(platform, migrations, background, () => {
      stands = true;
    });
  }
  if (config.roles.has('web')) announce(config, port);
  return {
    port,
    async stop() {
      draining = true;
      platform.live.drain();
      await Promise.all([close(GRACE_MS), stopAll(background)]);
      await stopAll(stops);
    },
  };
}
