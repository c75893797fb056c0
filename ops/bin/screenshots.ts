/**
 * `npm run screenshots`: the README's pictures, of a demo studio that is made for them and forgotten afterwards. The clock stands
 * still, the letters come from a package, so the pictures differ only when the product does.
 */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { buildApp } from '#app.ts';
import { DEMO_PASSWORD, DEMO_STUDIOS, seedDemo } from '#demo.ts';
import { modules } from '#modules.ts';
import { MATRIX, RIGHTS } from '#permissions.ts';
import { connect } from '#platform/db/client.ts';
import type { OutgoingMail } from '#platform/mail/carrier.ts';
import { openPlatform, type Platform } from '#platform/platform.ts';
import { startEmbeddedPostgres } from '#platform/runtime/embedded-postgres.ts';
import { serve } from '#platform/runtime/node.ts';
import { configureLog } from '#platform/telemetry/log.ts';
import { type Cluster, createCluster } from '#platform/tenancy/cluster.ts';
import { migrateInstallation, readMigrationSet } from '#platform/tenancy/installation.ts';
import { launchChromium } from '#testing/chromium.ts';
import { createMemoryQueue } from '#testing/memory-queue.ts';
import { runJobs } from '#testing/run-jobs.ts';

const ROOT = join(import.meta.dirname, '../..');
const OUT = join(ROOT, 'ops/screenshots');
/** A Friday, in the middle of a session. */
const NOW = new Date('2026-11-20T13:42:00+01:00');
const LARGEST = 300 * 1024;
const SLUG = DEMO_STUDIOS[0]?.slug ?? '';
const ORIGIN = `http://${SLUG}.localhost`;

const DESK: BrowserContextOptions = { viewport: { width: 1440, height: 900 } };
const PHONE: BrowserContextOptions = { viewport: { width: 360, height: 740 } };

interface House {
  readonly platform: Platform;
  readonly port: number;
  readonly mails: readonly OutgoingMail[];
  work(): Promise<void>;
  close(): Promise<void>;
}

async function openHouse(dataDir: string): Promise<House> {
  const server = await startEmbeddedPostgres({
    dataDir: join(dataDir, 'postgres'),
    maxConnections: 120,
    durable: false,
  });
  const secret = 'the secret of the screenshots, long enough';
  const cluster = createCluster({ adminUrl: server.adminUrl, webUrl: null, secret, control: 'screenshots' });
  const migrations = await readMigrationSet(ROOT);
  await migrateInstallation(cluster, migrations, { queueOnPostgres: false });
  const [queue, mails] = [createMemoryQueue(), [] as OutgoingMail[]];
  const publicUrl = new URL('http://localhost');
  const platform = await openPlatform({
    ...{ cluster, modules, matrix: MATRIX, rights: RIGHTS, publicUrl, queue },
    ...{ connections: 40, now: () => new Date(NOW) },
    carrier: { send: async (mail) => void mails.push(mail), close: async () => {} },
    mailFrom: 'regie@localhost.example',
    storage: { kind: 'local', dataDir },
  });
  await seedDemo(platform, migrations);
  await runJobs({ platform, queue });
  await retimeAudit(cluster, platform);
  const config = { production: false, publicUrl, proxy: 'none', smtpUrl: 'smtp://localhost', dataDir } as const;
  const { app } = await buildApp({ root: ROOT, config, platform });
  const { port, close } = await serve(app, { port: 0, host: '127.0.0.1' });
  return {
    ...{ platform, port, mails },
    work: () => runJobs({ platform, queue }),
    async close() {
      await close(1_000);
      await platform.close();
      await server.stop();
    },
  };
}

/** The audit trail keeps the time of the database, which cannot be set: what was done last becomes what was done this morning. */
async function retimeAudit(cluster: Cluster, { directory }: Platform): Promise<void> {
  const studio = await directory.byHost(`${SLUG}.localhost`);
  if (!studio) throw new Error(`${SLUG} was not made`);
  const { sql } = connect(cluster.admin(studio.database), { max: 1, name: 'regie screenshots' });
  await sql.unsafe('set session_replication_role = replica');
  await sql`
    update audit set at = ${NOW.toISOString()}::timestamptz - place * interval '37 minutes'
    from (select id, row_number() over (order by at desc, id desc) as place from audit) newest
    where newest.id = audit.id`;
  await sql.end({ timeout: 5 });
}

async function openPage(browser: Browser, options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext({
    ...{ baseURL: ORIGIN, locale: 'fr-FR', timezoneId: 'Europe/Paris', reducedMotion: 'reduce', ...options },
  });
  const page = await context.newPage();
  await page.clock.setFixedTime(NOW);
  return page;
}

async function take(page: Page, name: string): Promise<void> {
  await page.waitForLoadState('networkidle');
  for (const [scheme, suffix] of [
    ['light', ''],
    ['dark', '-dark'],
  ] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    const path = join(OUT, `${name}${suffix}.png`);
    await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
    const { size } = statSync(path);
    if (size > LARGEST) throw new Error(`${path} has ${size} bytes; ${LARGEST} at most`);
    process.stdout.write(`${relative(ROOT, path)}  ${Math.round(size / 1024)} KiB\n`);
  }
}

async function photographStaff(browser: Browser): Promise<void> {
  const page = await openPage(browser, DESK);
  await page.goto('/login');
  await page.locator('[name=email]').fill(`owner@${SLUG}.example`);
  await page.locator('[name=password]').fill(DEMO_PASSWORD);
  await page.keyboard.press('Enter');
  await page.waitForURL(`${ORIGIN}/`);
  await take(page, 'today');
  await page.goto('/calendar');
  await take(page, 'calendar');
  await page.goto('/invoices');
  await page.locator('main tbody tr', { hasText: 'Studio Lanterne Films' }).first().locator('a').first().click();
  await page.waitForURL(/\/invoices\/[0-9a-f-]{36}$/);
  await take(page, 'invoice');
}

async function photographPortal(browser: Browser, house: House): Promise<void> {
  const page = await openPage(browser, PHONE);
  await page.goto('/portal/login');
  await page.locator('[name=email]').fill(`client@${SLUG}.example`);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/sent');
  await house.work();
  const link = /http\S+\/portal\/entry\/\S+/.exec(house.mails.at(-1)?.text ?? '')?.[0];
  if (!link) throw new Error('the demo client got no link');
  await page.goto(link);
  await page.locator('main form button').click();
  await page.waitForURL('**/portal');
  await take(page, 'portal');
}

configureLog({ level: 'error' });
mkdirSync(OUT, { recursive: true });
const dataDir = mkdtempSync(join(tmpdir(), 'regie-screenshots-'));
// For the account that PostgreSQL runs as.
chmodSync(dataDir, 0o711);
const house = await openHouse(dataDir);
const browser = await launchChromium(house.port);
try {
  await photographStaff(browser);
  await photographPortal(browser, house);
} finally {
  await browser.close();
  await house.close();
  rmSync(dataDir, { recursive: true, force: true });
}
