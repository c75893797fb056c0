/** The server of one cluster as a process: found running, started, shut down. */
import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, readlinkSync, renameSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Binaries } from '#platform/runtime/postgres-binaries.ts';
import { giveToOwner, type Place } from '#platform/runtime/postgres-place.ts';
import {
  codeOf,
  commandOf,
  credentials,
  type Life,
  lifeOf,
  lives,
  outlived,
  serverEnvironment,
  signal,
} from '#platform/runtime/postgres-process.ts';

export interface ServerSettings {
  readonly maxConnections: number;
  readonly durable: boolean;
}

/** What postmaster.pid says, when the process it names is running. */
export interface Postmaster {
  readonly life: Life;
  readonly port: number;
  readonly ready: boolean;
  /** false: the file is stale and its pid belongs to another process by now. */
  readonly ours: boolean;
}

const START_MS = 120_000;
const LOG_LIMIT = 10_000_000;

export function findPostmaster(place: Place): Postmaster | null {
  const lines = pidFile(place);
  const life = lifeOf(pidIn(lines));
  if (life === null) return null;
  const ready = lines[7]?.trim() === 'ready';
  return { life, port: Number(lines[3]), ready, ours: serves(life.pid, place.cluster) };
}

/**
 * Starts a server where none runs and waits until it takes connections.
 * @returns its port on 127.0.0.1
 */
export async function startServer(
  place: Place,
  binaries: Binaries,
  settings: ServerSettings,
  pickPort: () => Promise<number> = freePort,
): Promise<number> {
  const end = Date.now() + START_MS;
  for (;;) {
    const from = logSize(place);
    const port = await pickPort();
    const life = await launch(place, binaries, [`port=${port}`, ...flags(settings)]);
    const failure = await unreadiness(place, life, end);
    if (failure === null) return port;
    const tail = logTail(place, from);
    if (Date.now() > end || !passing(tail)) {
      throw new Error(
        `PostgreSQL ${binaries.version} did not start (${failure}). The end of ${logOf(place)}:\n${tail}`,
      );
    }
    await sleep(100);
  }
}

/** Fast, and if that takes too long immediate: then the next start recovers. */
export async function shutDown(place: Place, server: Life): Promise<void> {
  for (const name of ['SIGINT', 'SIGQUIT'] as const) {
    signal(server, name);
    if (await outlived(server, 10_000)) return;
  }
  throw new Error(`PostgreSQL (pid ${server.pid}) does not stop. The end of ${logOf(place)}:\n${logTail(place, 0)}`);
}

function logTail(place: Place, from: number): string {
  if (!existsSync(logOf(place))) return '';
  const text = readFileSync(logOf(place)).subarray(from).toString('utf8').trim();
  return text.split('\n').slice(-15).join('\n');
}

/** A server sits in its cluster. Where that may not be seen (another user's process, macOS), its arguments tell. */
function serves(pid: number, cluster: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === cluster;
  } catch {
    const [program, ...args] = commandOf(pid);
    return /^post(gres|master)$/.test(basename(program ?? '')) && args.includes(cluster);
  }
}

/** Empty when there is none. */
function pidFile(place: Place): readonly string[] {
  try {
    return readFileSync(join(place.cluster, 'postmaster.pid'), 'utf8').split('\n');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
}

/** Single-user mode writes its pid with a minus. 0 when there is none. */
function pidIn(lines: readonly string[]): number {
  return Math.abs(Number(lines[0] ?? 0)) || 0;
}

/** In a process group of its own: Ctrl-C in the terminal must reach us only, who then stop it in order. */
function launch(place: Place, binaries: Binaries, flags: string[]): Promise<Life> {
  const log = openSync(logOf(place), 'a', 0o600);
  giveToOwner(place.dataDir, logOf(place));
  const args = ['-D', place.cluster, ...flags.flatMap((flag) => ['-c', flag])];
  const child = spawn(join(binaries.bin, 'postgres'), args, {
    cwd: place.base,
    detached: true,
    stdio: ['ignore', log, log],
    env: { ...serverEnvironment(), ...pardon(place) },
    ...credentials(place.account),
  });
  closeSync(log);
  child.unref();
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('spawn', () => resolve(lifeOf(child.pid ?? 0) ?? { pid: child.pid ?? 0, born: 'over' }));
  });
}

/**
 * PostgreSQL does not start while the pid in a postmaster.pid left behind exists under its user: be it a stranger's by
 * now, or a dead server's whose parent never fetches it, as in a container without an init. It excepts the process in
 * PG_GRANDPARENT_PID, meant for pg_ctl. Its other check, for orphaned backends in shared memory, stays.
 */
function pardon(place: Place): { PG_GRANDPARENT_PID?: string } {
  const pid = pidIn(pidFile(place));
  return pid === 0 ? {} : { PG_GRANDPARENT_PID: String(pid) };
}

/** @returns why it is not ready, or null */
async function unreadiness(place: Place, life: Life, end: number): Promise<string | null> {
  while (lives(life)) {
    const found = findPostmaster(place);
    if (found?.life.pid === life.pid && found.ready) return null;
    if (Date.now() > end) {
      await shutDown(place, life);
      return `not ready after ${START_MS / 1000} s`;
    }
    await sleep(5);
  }
  return 'it ended at once';
}

/** The port was taken meanwhile; or the last server was killed and its backends have not all noticed yet. */
function passing(log: string): boolean {
  return log.includes('could not bind') || log.includes('pre-existing shared memory block');
}

/** No Unix socket: its path may have 107 bytes, which a project's path easily exceeds. */
function flags({ maxConnections, durable }: ServerSettings): string[] {
  const safety = ['fsync', 'synchronous_commit', 'full_page_writes'].map((name) => `${name}=off`);
  return [
    ...['listen_addresses=127.0.0.1', 'unix_socket_directories='],
    ...[`max_connections=${maxConnections}`, 'shared_buffers=128MB', 'wal_level=replica', 'max_wal_size=512MB'],
    ...['timezone=UTC', 'log_timezone=UTC', 'lc_messages=C', 'log_checkpoints=off', 'logging_collector=off'],
    ...(durable ? [] : safety),
  ];
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

function logOf(place: Place): string {
  return join(place.dataDir, 'postgres.log');
}

/** Puts a log that grew large aside first. */
function logSize(place: Place): number {
  try {
    const { size } = statSync(logOf(place));
    if (size < LOG_LIMIT) return size;
    renameSync(logOf(place), `${logOf(place)}.1`);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
  return 0;
}
