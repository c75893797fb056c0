/** One PostgreSQL server for a whole test run: started before the first file, gone with everything in it after the last. */
import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { readConfig } from '#platform/config.ts';
import { addressOf, connect, ident } from '#platform/db/client.ts';
import { startEmbeddedPostgres } from '#platform/runtime/embedded-postgres.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    adminUrl: string;
    /** With it begin the names of all databases and roles of this run. */
    prefix: string;
    /** A folder that goes with the run. */
    runDir: string;
  }
}

const PREFIX = 'regie-test-';

const PICTURE = /^regie-browser-.*\.png$/;
const PICTURE_MS = 24 * 3_600_000;

/** What runs that were killed left behind; the process id in the name says whether one is still going. Pictures of failed tests stay a day. */
function removeOldRuns(): void {
  for (const name of readdirSync(tmpdir())) {
    const path = join(tmpdir(), name);
    const age = PICTURE.test(name) ? Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0) : 0;
    if (age > PICTURE_MS) rmSync(path, { force: true });
    const pid = Number(new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1]);
    if (!pid) continue;
    try {
      process.kill(pid, 0);
    } catch (error) {
      if ((error as { code?: string }).code === 'ESRCH') rmSync(path, { recursive: true, force: true });
    }
  }
}

/** On a server that is not the run's own: its databases and roles, and nothing else. */
async function removeRun(adminUrl: string, prefix: string): Promise<void> {
  const { sql: admin } = connect(addressOf(adminUrl, 'postgres'), {
    max: 1,
    name: 'regie test',
    statementTimeoutMs: 0,
  });
  const databases = await admin<{ name: string }[]>`
    select datname as name from pg_database where starts_with(datname, ${prefix})`;
  for (const { name } of databases) await admin.unsafe(`drop database if exists ${ident(name)} with (force)`);
  const roles = await admin<{ name: string }[]>`
    select rolname as name from pg_roles where starts_with(rolname, ${prefix}) order by length(rolname) desc`;
  for (const { name } of roles) await admin.unsafe(`drop role if exists ${ident(name)}`);
  await admin.end({ timeout: 5 });
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { databaseUrl, pgBin } = readConfig();
  const prefix = `t${process.pid.toString(36)}_`;
  project.provide('prefix', prefix);
  removeOldRuns();
  const runDir = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
  project.provide('runDir', runDir);
  const removeFiles = () => rmSync(runDir, { recursive: true, force: true });
  if (databaseUrl) {
    project.provide('adminUrl', databaseUrl);
    return () => removeRun(databaseUrl, prefix).finally(removeFiles);
  }
  // Others may pass: the account that PostgreSQL runs as would keep its cluster elsewhere otherwise, where it stays.
  chmodSync(runDir, 0o711);
  const server = await startEmbeddedPostgres({
    dataDir: join(runDir, 'postgres'),
    maxConnections: 300,
    durable: false,
    ...(pgBin ? { binDir: pgBin } : {}),
  });
  project.provide('adminUrl', server.adminUrl);
  return async () => {
    await server.stop();
    removeFiles();
  };
}
