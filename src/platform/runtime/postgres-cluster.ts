/** The cluster on disk: made once, of one major version, with a password of its own. */
import { randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Binaries } from '#platform/runtime/postgres-binaries.ts';
import { giveToOwner, giveToServer, type Place } from '#platform/runtime/postgres-place.ts';
import { run } from '#platform/runtime/postgres-process.ts';

/** Makes the cluster unless it is there. @returns the superuser's password */
export async function readyCluster(place: Place, binaries: Binaries, durable: boolean): Promise<string> {
  const version = join(place.cluster, 'PG_VERSION');
  if (!existsSync(version)) return initialise(place, binaries, durable);
  const major = readFileSync(version, 'utf8').trim();
  if (major !== String(binaries.major)) throw new Error(otherVersion(place, binaries, major));
  if (place.account !== null && statSync(place.cluster).uid === 0) giveToServer(place.account, place.cluster);
  return readPassword(place);
}

function otherVersion(place: Place, { version, bin }: Binaries, major: string): string {
  return (
    `${place.cluster} was made by PostgreSQL ${major}, but the server in ${bin} is ${version}. ` +
    `Set PG_BIN to the bin folder of a PostgreSQL ${major}; or dump with that one and restore into a new data directory; ` +
    'or set REGIE_DATA to an empty directory to begin anew.'
  );
}

function readPassword(place: Place): string {
  const path = join(place.dataDir, 'password');
  if (existsSync(path)) return readFileSync(path, 'utf8').trim();
  throw new Error(`${path} with the password of the database in ${place.cluster} is gone: put it back from a backup.`);
}

/**
 * Works in a draft that is renamed when it is whole: who is killed half-way leaves no half cluster, and the draft goes
 * at the next try. The server's account reads the password from a copy inside, for it may not reach the file itself.
 */
async function initialise(place: Place, binaries: Binaries, durable: boolean): Promise<string> {
  assertEmpty(place.cluster);
  removeDrafts(place.base);
  const draft = mkdtempSync(join(place.base, 'draft-'));
  try {
    const password = randomBytes(24).toString('hex');
    writeFileSync(join(draft, 'password'), password, { mode: 0o600 });
    giveToServer(place.account, draft);
    await initdb(place, binaries, draft, durable);
    keepPassword(place, password);
    renameSync(join(draft, 'cluster'), place.cluster);
    return password;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

function assertEmpty(cluster: string): void {
  if (!existsSync(cluster) || readdirSync(cluster).length === 0) return;
  throw new Error(`${cluster} is neither empty nor a PostgreSQL cluster; set REGIE_DATA to another directory.`);
}

function removeDrafts(base: string): void {
  const drafts = readdirSync(base).filter((name) => name.startsWith('draft-'));
  for (const name of drafts) rmSync(join(base, name), { recursive: true, force: true, maxRetries: 3 });
}

function keepPassword(place: Place, password: string): void {
  const path = join(place.dataDir, 'password');
  rmSync(path, { force: true });
  writeFileSync(path, password, { mode: 0o600 });
  giveToOwner(place.dataDir, path);
}

/**
 * Letters outside ASCII are letters for pg_trgm, citext and upper() only where LC_CTYPE knows UTF-8, whatever the
 * provider; its name differs between systems, and plain C is everywhere.
 */
async function initdb(place: Place, binaries: Binaries, draft: string, durable: boolean): Promise<void> {
  mkdirSync(join(draft, 'cluster'), { mode: 0o700 });
  giveToServer(place.account, join(draft, 'cluster'));
  for (const ctype of ['C.UTF-8', 'en_US.UTF-8', 'C']) {
    const args = initdbArguments(draft, binaries.major, ctype, durable);
    const { failed } = await run(place.account, join(binaries.bin, 'initdb'), args, place.base);
    if (failed === null) return;
    if (ctype === 'C' || !failed.includes('invalid locale')) {
      throw new Error(`initdb of PostgreSQL ${binaries.version} failed in ${place.base}:\n${failed}`);
    }
  }
}

function initdbArguments(draft: string, major: number, ctype: string, durable: boolean): string[] {
  return [
    ...['-D', join(draft, 'cluster'), '-U', 'postgres', `--pwfile=${join(draft, 'password')}`],
    ...['--auth=scram-sha-256', '--encoding=UTF8', '--data-checksums', '--no-instructions'],
    ...['--locale=C', `--lc-ctype=${ctype}`],
    ...(major >= 17 ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8'] : []),
    ...(durable ? [] : ['--no-sync']),
  ];
}
