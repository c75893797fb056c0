/** A whole installation of Régie for one test file: its own control database and template, no sockets, no clock but ours. */
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inject } from 'vitest';
import { buildApp } from '#app.ts';
import { modules } from '#modules.ts';
import { MATRIX, RIGHTS } from '#permissions.ts';
import { newId } from '#platform/db/ids.ts';
import type { BuiltApp } from '#platform/http/create-app.ts';
import { catalogs } from '#platform/i18n/catalogs.ts';
import type { Catalogs } from '#platform/i18n/translate.ts';
import type { OutgoingMail } from '#platform/mail/carrier.ts';
import { openPlatform, type Platform } from '#platform/platform.ts';
import { configureLog } from '#platform/telemetry/log.ts';
import { type Cluster, createCluster } from '#platform/tenancy/cluster.ts';
import { type MigrationSet, migrateInstallation, readMigrationSet } from '#platform/tenancy/installation.ts';
import { onFileEnd } from '#testing/file-setup.ts';
import { createMemoryQueue, type MemoryQueue } from '#testing/memory-queue.ts';
import { type ObservedWrites, observeWrites } from '#testing/observed-writes.ts';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

export interface TestClock {
  now(): Date;
  /** The clock stops there until it is set again. */
  set(date: Date | string): void;
  /** Goes on with the real time. */
  run(): void;
}

export interface TestInstallation {
  readonly platform: Platform;
  readonly built: BuiltApp;
  readonly app: BuiltApp['app'];
  readonly cluster: Cluster;
  readonly migrations: MigrationSet;
  readonly queue: MemoryQueue;
  readonly clock: TestClock;
  /** Everything that was handed to the mail carrier, oldest first. */
  readonly mails: OutgoingMail[];
  readonly dataDir: string;
  readonly writes: ObservedWrites;
}

function createClock(): TestClock {
  let fixed: Date | null = null;
  return {
    now: () => (fixed ? new Date(fixed) : new Date()),
    set: (date) => {
      fixed = new Date(date);
    },
    run: () => {
      fixed = null;
    },
  };
}

async function install(publicUrl: URL, catalogs: Catalogs): Promise<TestInstallation> {
  const writes = observeWrites((name) => Object.hasOwn(MATRIX, name));
  const control = `${inject('prefix')}${newId().slice(-8)}`;
  const cluster = createCluster({
    adminUrl: inject('adminUrl'),
    webUrl: null,
    secret: 'a secret of the tests, 32 characters',
    control,
  });
  const migrations = await readMigrationSet(ROOT);
  await migrateInstallation(cluster, migrations, { queueOnPostgres: false });
  const [clock, queue, mails] = [createClock(), createMemoryQueue(), [] as OutgoingMail[]];
  const dataDir = mkdtempSync(join(inject('runDir'), 'files-'));
  const carrier = { send: async (mail: OutgoingMail) => void mails.push(mail), close: async () => {} };
  const platform = await openPlatform({
    cluster,
    modules,
    matrix: MATRIX,
    rights: RIGHTS,
    publicUrl,
    connections: 40,
    queue,
    carrier,
    mailFrom: 'regie@regie.test',
    storage: { kind: 'local', dataDir },
    now: clock.now,
  });
  const config = { production: false, publicUrl, proxy: 'none', smtpUrl: 'smtp://regie.test', dataDir } as const;
  const built = await buildApp({ root: ROOT, config, platform, catalogs });
  onFileEnd(() => {
    clock.run();
    queue.clear();
    mails.length = 0;
  });
  return { platform, built, app: built.app, cluster, migrations, queue, clock, mails, dataDir, writes };
}

const installed = new Map<string, Promise<TestInstallation>>();

/**
 * The worker's own installation, made when it is first asked for and kept for its other files: loading the program and migrating
 * a template take longer than most files. What a file changes of it for everyone, the clock, is put back when the file ends.
 * @param publicUrl browsers trust `localhost` alone with secure cookies over HTTP; so they ask first, and for that
 */
export async function testInstallation(
  publicUrl = [...installed.keys()][0] ?? 'http://regie.test',
  texts: Catalogs = catalogs,
): Promise<TestInstallation> {
  const known = installed.get(publicUrl) ?? install(new URL(publicUrl), texts);
  installed.set(publicUrl, known);
  // Each time: another file of this worker may have turned the log elsewhere.
  configureLog({ level: 'info', sink: (await known).writes.sink });
  return known;
}
