/**
 * PostgreSQL without an installation: the server out of an npm package, below our data directory. Processes that use
 * the same data directory share one server, and the last of them to stop shuts it down.
 */
import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { type Binaries, findBinaries, removeOldCopies } from '#platform/runtime/postgres-binaries.ts';
import { readyCluster } from '#platform/runtime/postgres-cluster.ts';
import { countOwners, register, tryLock, withLock } from '#platform/runtime/postgres-lock.ts';
import { choosePlace, makeDataDir, type Place } from '#platform/runtime/postgres-place.ts';
import { codeOf, type Life, signal } from '#platform/runtime/postgres-process.ts';
import {
  findPostmaster,
  type Postmaster,
  type ServerSettings,
  shutDown,
  startServer,
} from '#platform/runtime/postgres-server.ts';
import { watchServer } from '#platform/runtime/postgres-watch.ts';

export interface EmbeddedPostgres {
  readonly port: number;
  /** Superuser, database `postgres`. */
  readonly adminUrl: string;
  /** Shuts the server down unless another living process uses it too. */
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  readonly dataDir: string;
  /** `bin` of another installation, PostgreSQL 15 or newer. */
  readonly binDir?: string;
  /** 400 unless given. A server that other processes use keeps what it has. */
  readonly maxConnections?: number;
  /** false for tests: quick, and lost when the machine crashes. */
  readonly durable?: boolean;
  /** What the launcher does, a line each; the server's own lines are in `postgres.log`. */
  readonly onLog?: (line: string) => void;
}

const ADOPTION_MS = 60_000;

/** Starts the server of a data directory, or joins the one that runs, and starts it again when it dies. Errors say what to do. */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const dataDir = makeDataDir(options.dataDir);
  const log = options.onLog ?? (() => undefined);
  const settings = { maxConnections: options.maxConnections ?? 400, durable: options.durable ?? true };
  return withLock(dataDir, async () => {
    const place = await choosePlace(dataDir, log);
    const binaries = await findBinaries(place, options.binDir);
    const password = await readyCluster(place, binaries, settings.durable);
    const port =
      (await joinRunning(place, password, settings, log)) ?? (await startAnew(place, binaries, settings, log));
    const disown = own(place);
    const unwatch = watchServer({ place, binaries, settings, port, log });
    const stop = () => {
      unwatch();
      return disown();
    };
    return { port, adminUrl: adminUrl(port, password), stop };
  });
}

async function startAnew(
  place: Place,
  binaries: Binaries,
  settings: ServerSettings,
  log: (line: string) => void,
): Promise<number> {
  removeOldCopies(place, binaries);
  const port = await startServer(place, binaries, settings);
  log(`PostgreSQL ${binaries.version} started on port ${port}`);
  return port;
}

/**
 * A server in use is joined as it is. One whose users are all dead is adopted if it runs as wished, and
 * otherwise stopped. @returns its port, or null when there is none (any more)
 */
async function joinRunning(
  place: Place,
  password: string,
  settings: ServerSettings,
  log: (line: string) => void,
): Promise<number | null> {
  const found = await runningServer(place, password);
  if (found === null) return null;
  const { server, has } = found;
  const used = countOwners(place.dataDir) > 0;
  const fits = has.maxConnections === settings.maxConnections && has.durable === settings.durable;
  if (!used && !fits) {
    await shutDown(place, server.life);
    return null;
  }
  log(`PostgreSQL runs already on port ${server.port} (${used ? 'shared with another process' : 'left behind'})`);
  if (!fits) log(`It keeps its settings while others use it: max_connections is ${has.maxConnections}`);
  return server.port;
}

/** Waits for one that is starting, recovering or stopping to be ready or gone. */
async function runningServer(
  place: Place,
  password: string,
): Promise<{ server: Postmaster; has: ServerSettings } | null> {
  for (const end = Date.now() + ADOPTION_MS; ; await sleep(50)) {
    const server = findPostmaster(place);
    if (server === null || !server.ours) return null;
    const answer = server.ready ? await ask(place, server, password) : null;
    if (answer === 'another') return null;
    if (answer !== null) return { server, has: answer };
    if (Date.now() < end) continue;
    throw new Error(`The PostgreSQL that runs in ${place.cluster} (pid ${server.life.pid}) does not answer. Stop it.`);
  }
}

/** @returns null when the server cannot answer yet */
async function ask(place: Place, server: Postmaster, password: string): Promise<ServerSettings | 'another' | null> {
  const sql = postgres(adminUrl(server.port, password), { max: 1, connect_timeout: 5, fetch_types: false });
  try {
    const [row] = await sql`
      select current_setting('data_directory') as cluster, current_setting('max_connections') as connections,
        current_setting('fsync') as fsync`;
    if (row?.cluster !== place.cluster) return 'another';
    return { maxConnections: Number(row.connections), durable: row.fsync === 'on' };
  } catch (error) {
    if (!codeOf(error)?.startsWith('28')) return null;
    throw new Error(`The PostgreSQL that runs in ${place.cluster} does not take the password in ${place.dataDir}.`);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

function adminUrl(port: number, password: string): string {
  return `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
}

/** Those not stopped yet: what `process.exit()` or an uncaught error leaves is shut down without waiting. */
const unstopped = new Set<() => void>();

/** @returns how to let go of the server */
function own(place: Place): () => Promise<void> {
  const disown = register(place.dataDir);
  const started = findPostmaster(place)?.life ?? null;
  const atExit = () => leave(place, started, disown);
  if (unstopped.size === 0) process.on('exit', leaveAll);
  unstopped.add(atExit);
  return async () => {
    if (!unstopped.delete(atExit)) return;
    if (unstopped.size === 0) process.off('exit', leaveAll);
    if (existsSync(place.dataDir)) return withLock(place.dataDir, () => release(place, disown));
    // The data was deleted while the server ran; no other process can find it any more.
    if (started !== null) await shutDown(place, started);
  };
}

async function release(place: Place, disown: () => void): Promise<void> {
  disown();
  const server = unused(place);
  if (server !== null) await shutDown(place, server);
}

/** The server, when it runs and no process uses it. */
function unused(place: Place): Life | null {
  const server = countOwners(place.dataDir) === 0 ? findPostmaster(place) : null;
  return server?.ours ? server.life : null;
}

function leaveAll(): void {
  for (const atExit of unstopped) atExit();
}

/** When another process has the lock, the server is about to be theirs. */
function leave(place: Place, started: Life | null, disown: () => void): void {
  disown();
  const exists = existsSync(place.dataDir);
  const unlock = exists ? tryLock(place.dataDir) : null;
  const server = exists ? unlock && unused(place) : started;
  if (server !== null) signal(server, 'SIGINT');
  unlock?.();
}
