/** Processes as the launcher sees them: which still run, and under whose account a command runs. */
import { execFile, execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** A pid is given again to others; together with the moment of its birth it names one process for ever. */
export interface Life {
  readonly pid: number;
  readonly born: string;
}

/** Whom a command runs as; null is ourselves. */
export type Account = { readonly uid: number; readonly gid: number; readonly name: string } | null;

/** What `lifeOf` says of a process that exists but may not be looked at (`hidepid`). */
const UNKNOWN = 'unknown';

/** null when no process has the pid, or only a dead one its parent has not fetched yet. */
export function lifeOf(pid: number): Life | null {
  const born = pid > 0 && exists(pid) ? birthOf(pid) : null;
  return born === null ? null : { pid, born };
}

export function lives(life: Life): boolean {
  const now = lifeOf(life.pid);
  return now !== null && (now.born === life.born || now.born === UNKNOWN || life.born === UNKNOWN);
}

/** @returns false when the process is still there after `milliseconds` */
export async function outlived(life: Life, milliseconds: number): Promise<boolean> {
  for (const end = Date.now() + milliseconds; lives(life); await sleep(10)) {
    if (Date.now() > end) return false;
  }
  return true;
}

export function signal(life: Life, name: NodeJS.Signals): void {
  if (!lives(life)) return;
  try {
    process.kill(life.pid, name);
  } catch (error) {
    if (codeOf(error) !== 'ESRCH') throw error;
  }
}

/** Words of the command line; empty when it cannot be read. */
export function commandOf(pid: number): readonly string[] {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    return ps(pid, 'command=').split(/\s+/);
  } catch {
    return [];
  }
}

/** Runs to its end. `failed` holds why there was no exit code 0, null when there was. */
export function run(
  account: Account,
  command: string,
  args: readonly string[],
  cwd: string,
): Promise<{ failed: string | null; output: string }> {
  const options = { cwd, env: serverEnvironment(), timeout: 300_000, ...credentials(account) };
  return new Promise((resolve) => {
    execFile(command, args, options, (error, stdout, stderr) => {
      const output = `${stdout}${stderr}`.trim();
      resolve({ failed: error === null ? null : output || error.message, output });
    });
  });
}

export function credentials(account: Account): { uid?: number; gid?: number } {
  return account === null ? {} : { uid: account.uid, gid: account.gid };
}

/**
 * Next to nothing is handed down: the program's own secrets have no business in a server that may outlive it, PG*
 * would change its defaults, and on macOS a server without LC_ALL refuses to start.
 */
export function serverEnvironment(): NodeJS.ProcessEnv {
  const { PATH, LD_LIBRARY_PATH, DYLD_LIBRARY_PATH, TMPDIR } = process.env;
  return { PATH, LD_LIBRARY_PATH, DYLD_LIBRARY_PATH, TMPDIR, LC_ALL: 'C', TZ: 'UTC' };
}

export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}

function exists(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

function birthOf(pid: number): string | null {
  if (process.platform !== 'linux') return ps(pid, 'lstart=') || null;
  try {
    // The name in brackets may hold anything, spaces too; state and the 20th field after it are what is wanted.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return fields[0] === 'Z' || fields[0] === 'X' ? null : `${bootId()} ${fields[19]}`;
  } catch {
    return exists(pid) ? UNKNOWN : null;
  }
}

function bootId(): string {
  return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
}

function ps(pid: number, column: string): string {
  try {
    return execFileSync('ps', ['-o', column, '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    return '';
  }
}
