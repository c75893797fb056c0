/**
 * Where the server's files are and who owns them.
 *
 * PostgreSQL refuses to run as root. Started as root we give it another account, and that account must be able to walk
 * down to its cluster. Everything but the cluster stays root's, so that who breaks into the server cannot lead us to
 * write elsewhere through a link.
 */
import { execFileSync } from 'node:child_process';
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { type Account, codeOf, run } from '#platform/runtime/postgres-process.ts';

export interface Place {
  /** Lock, owners, password and log; ours. */
  readonly dataDir: string;
  /** What the server's account must reach; the same as `dataDir` unless a parent of that is closed to it. */
  readonly base: string;
  /** PGDATA, below `base`. */
  readonly cluster: string;
  readonly account: Account;
}

/** Makes the directory. @returns its real path, as PostgreSQL and /proc will spell it */
export function makeDataDir(path: string): string {
  const asRoot = process.getuid?.() === 0;
  try {
    if (asRoot) makeOpen(path);
    else mkdirSync(path, { recursive: true, mode: 0o700 });
    const dataDir = realpathSync(path);
    const { uid, mode } = statSync(dataDir);
    if (asRoot && uid === 0) chmodSync(dataDir, (mode & 0o777) | 0o011);
    mkdirSync(join(dataDir, 'owners'), { recursive: true });
    giveToOwner(dataDir, join(dataDir, 'owners'));
    accessSync(dataDir, constants.W_OK);
    return dataDir;
  } catch (error) {
    if (!['EACCES', 'EPERM', 'EROFS'].includes(codeOf(error) ?? '')) throw error;
    throw new Error(`${resolve(path)} cannot be used: ${why(error)}. ${ownAdvice()}`);
  }
}

/** Call under the directory's lock. */
export async function choosePlace(dataDir: string, log: (line: string) => void): Promise<Place> {
  if (process.getuid?.() !== 0) return { dataDir, base: dataDir, cluster: join(dataDir, 'cluster'), account: null };
  const moved = movedTo(dataDir);
  const cluster = join(moved ?? dataDir, 'cluster');
  const account = accountFor(dataDir, cluster);
  if (moved === null && !(await reaches(account, dataDir))) {
    if (existsSync(cluster)) throw new Error(await closedMessage(account, dataDir));
    const base = moveOut(dataDir);
    log(`User ${account?.name} cannot reach ${dataDir}; the cluster is in ${base}`);
    return { dataDir, base, cluster: join(base, 'cluster'), account };
  }
  return { dataDir, base: moved ?? dataDir, cluster, account };
}

/** Makes a file or folder belong to the owner of the data directory, whom root may be working for. */
export function giveToOwner(dataDir: string, path: string): void {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = statSync(dataDir);
  if (uid !== 0) giveAll(path, uid, gid);
}

/** Also what root restored from a backup. */
export function giveToServer(account: Account, path: string): void {
  if (account !== null) giveAll(path, account.uid, account.gid);
}

function giveAll(path: string, uid: number, gid: number): void {
  lchownSync(path, uid, gid);
  if (!lstatSync(path).isDirectory()) return;
  for (const entry of readdirSync(path, { recursive: true, encoding: 'utf8' })) lchownSync(join(path, entry), uid, gid);
}

/**
 * The cluster's owner keeps it: `postgres` may be installed later, and a user's own project may be started as root
 * once. So does the owner of the data directory, which may be a volume of another user.
 */
function accountFor(dataDir: string, cluster: string): Account {
  for (const path of [cluster, dataDir]) {
    const owner = existsSync(path) ? statSync(path) : null;
    if (owner !== null && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid, name: `with id ${owner.uid}` };
  }
  const account = lookUp('postgres') ?? lookUp('nobody');
  if (account !== null) return account;
  throw new Error(
    'PostgreSQL refuses to run as root, and there is neither a user "postgres" nor "nobody". ' +
      'Start as another user, or set DATABASE_URL.',
  );
}

function lookUp(name: string): Account {
  try {
    // `| 0`: macOS knows nobody as 4294967294, the system calls want -2.
    const [uid, gid] = ['-u', '-g'].map((flag) => Number(idOf(flag, name)) | 0);
    return uid === undefined || gid === undefined || uid === 0 ? null : { uid, gid, name };
  } catch {
    return null;
  }
}

function idOf(flag: string, name: string): string {
  return execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
}

/** Asked of the system itself, as that account: permission bits alone know nothing of access lists. */
async function reaches(account: Account, directory: string): Promise<boolean> {
  const { failed } = await run(account, '/bin/sh', ['-c', 'cd "$1"', 'sh', directory], '/');
  return failed === null;
}

function movedTo(dataDir: string): string | null {
  const note = join(dataDir, 'location');
  if (!existsSync(note)) return null;
  const base = readFileSync(note, 'utf8').trim();
  return existsSync(base) ? base : null;
}

/**
 * A project below /root, or any directory closed to others, keeps the cluster elsewhere: opening the user's directories
 * is not ours to do, and PostgreSQL must reach its files by an absolute path. The note `location` says where; without
 * the note (the data directory was deleted) a new cluster begins in a new place. What was under the system's temporary
 * directory stays there, to go when it goes.
 */
function moveOut(dataDir: string): string {
  const parent = `${dataDir}/`.startsWith(`${realpathSync(tmpdir())}/`) ? tmpdir() : '/var/lib/regie';
  makeOpen(parent);
  const base = realpathSync(mkdtempSync(join(parent, 'regie-postgres-')));
  chmodSync(base, 0o711);
  writeFileSync(join(dataDir, 'location'), `${base}\n`);
  return base;
}

/** What it has to make on the way lets others through, whatever the umask. */
function makeOpen(path: string): void {
  if (existsSync(path)) return;
  makeOpen(dirname(resolve(path)));
  mkdirSync(path, { recursive: true });
  chmodSync(path, 0o711);
}

async function closedMessage(account: Account, dataDir: string): Promise<string> {
  let closed = dataDir;
  for (let up = dirname(closed); up !== closed && !(await reaches(account, up)); up = dirname(up)) closed = up;
  return `User ${account?.name}, whose the database in ${dataDir} is, cannot enter ${closed}. Open it (chmod o+x ${closed}), move the data directory, or set REGIE_DATA.`;
}

function why(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function ownAdvice(): string {
  return 'Start as the user whose it is, or set REGIE_DATA to a directory of your own.';
}
