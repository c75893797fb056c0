/** Who may change the state of a data directory, and who still needs its server. */
import { randomUUID } from 'node:crypto';
import { chmodSync, linkSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { codeOf, type Life, lifeOf, lives } from '#platform/runtime/postgres-process.ts';

const PATIENCE_MS = 180_000;

/** Runs `work` while no other process does so for the same directory. Locks of the dead are broken. */
export async function withLock<T>(directory: string, work: () => Promise<T>): Promise<T> {
  const release = await lock(directory);
  try {
    return await work();
  } finally {
    release();
  }
}

/** @returns what gives the lock back, or null when a living process has it */
export function tryLock(directory: string): (() => void) | null {
  const path = join(directory, 'lock');
  const release = create(path);
  if (release !== null) return release;
  breakIfDead(path);
  return create(path);
}

/** Writes down that this process needs the server. @returns what takes it back */
export function register(directory: string): () => void {
  const path = join(directory, 'owners', `${process.pid}-${randomUUID()}`);
  sign(path, path);
  return () => rmSync(path, { force: true });
}

/** How many still need the server; forgets those who ended without saying so. */
export function countOwners(directory: string): number {
  const owners = join(directory, 'owners');
  const paths = readdirSync(owners).map((name) => join(owners, name));
  const dead = paths.filter((path) => !holderLives(path));
  for (const path of dead) rmSync(path, { force: true });
  return paths.length - dead.length;
}

async function lock(directory: string): Promise<() => void> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const release = tryLock(directory);
    if (release !== null) return release;
    if (Date.now() > end) throw new Error(`${join(directory, 'lock')} is held: ${read(join(directory, 'lock'))}`);
    await sleep(20);
  }
}

/** A hard link makes name and content appear at once: a lock is never read before it names its owner. */
function create(path: string): (() => void) | null {
  const draft = `${path}.${randomUUID()}`;
  sign(draft, path);
  try {
    linkSync(draft, path);
    return () => rmSync(path, { force: true });
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    return null;
  } finally {
    rmSync(draft);
  }
}

/**
 * Two who find the same dead lock must not both remove it: the slower would remove the quicker's new one. So breaking
 * has a lock of its own, under which the dead one is read again.
 */
function breakIfDead(path: string): void {
  if (holderLives(path)) return;
  const breaker = `${path}.breaker`;
  const release = create(breaker);
  if (release === null) {
    if (!holderLives(breaker)) rmSync(breaker, { force: true });
    return;
  }
  if (!holderLives(path)) rmSync(path, { force: true });
  release();
}

/**
 * Names the folder of `path` too: in a copy of the data directory of living processes no lock is held. All may
 * read it, for root and a user may share the directory.
 */
function sign(file: string, path: string): void {
  writeFileSync(file, JSON.stringify({ ...lifeOf(process.pid), folder: statSync(dirname(path)).ino }));
  chmodSync(file, 0o644);
}

/** A file that went away meanwhile has no dead holder: the caller comes round again. */
function holderLives(path: string): boolean {
  const text = read(path);
  if (text === null) return true;
  try {
    const holder = JSON.parse(text) as Life & { folder: number };
    return holder.folder === statSync(dirname(path)).ino && lives(holder);
  } catch {
    return false;
  }
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}
