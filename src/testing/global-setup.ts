/** One PostgreSQL server for a whole test run: started before the first file, gone with everything in it after the last. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { readConfig } from '#platform/config.ts';
import { startEmbeddedPostgres } from '#platform/runtime/embedded-postgres.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    adminUrl: string;
  }
}

const PREFIX = 'regie-test-';

/** What runs that were killed left behind; the process id in the name says whether one is still going. */
function removeOldRuns(): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = Number(new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1]);
    if (!pid) continue;
    try {
      process.kill(pid, 0);
    } catch (error) {
      if ((error as { code?: string }).code === 'ESRCH') rmSync(join(tmpdir(), name), { recursive: true, force: true });
    }
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { databaseUrl, pgBin } = readConfig();
  if (databaseUrl) {
    project.provide('adminUrl', databaseUrl);
    return async () => {};
  }
  removeOldRuns();
  const dataDir = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
  const server = await startEmbeddedPostgres({
    dataDir,
    maxConnections: 300,
    durable: false,
    ...(pgBin ? { binDir: pgBin } : {}),
  });
  project.provide('adminUrl', server.adminUrl);
  return async () => {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}
