/**
 * `npm run screenshots`: the pictures in the README, of a demo studio as it is today. Starts a Régie of its own, in a
 * browser of its own.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { readConfig } from '#platform/config.ts';
import { launchChromium } from '#platform/testing/chromium.ts';
import { DEMO_PASSWORD } from '../../src/demo.ts';
import { startRegie } from '../../src/start.ts';

const SLUG = 'studio-pro';
const folder = resolve(import.meta.dirname ?? '.', '../screenshots');

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.address();
  await new Promise((closed) => server.close(closed));
  return typeof address === 'object' && address ? address.port : 0;
}

async function openPage(browser: Browser, origin: string, width: number, height: number): Promise<Page> {
  const context = await browser.newContext({
    baseURL: origin,
    viewport: { width, height },
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
    reducedMotion: 'reduce',
  });
  return context.newPage();
}

async function shoot(page: Page, name: string): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.screenshot({ path: join(folder, `${name}.png`) });
  process.stdout.write(`ops/screenshots/${name}.png  ${new URL(page.url()).pathname}\n`);
}

async function shootStaff(page: Page): Promise<void> {
  await page.goto('/login');
  await page.fill('[name=email]', `owner@${SLUG}.example`);
  await page.fill('[name=password]', DEMO_PASSWORD);
  await Promise.all([page.waitForURL((url) => url.pathname === '/'), page.press('[name=password]', 'Enter')]);
  await shoot(page, 'today');
  await page.goto('/calendar');
  await shoot(page, 'calendar');
  await page.goto('/invoices');
  await page.locator('main tbody a:visible', { hasText: 'FAC-' }).first().click();
  await page.waitForURL(/\/invoices\/[0-9a-f-]{36}$/);
  await shoot(page, 'invoice');
}

/** Enters as a client does: asks for a link and takes it from the mail. */
async function shootPortal(page: Page): Promise<void> {
  await page.goto('/portal/login');
  await page.fill('[name=email]', `client@${SLUG}.example`);
  await page.press('[name=email]', 'Enter');
  await page.waitForLoadState('networkidle');
  const link = await mailedLink(page);
  await page.goto(link);
  if (new URL(page.url()).pathname !== '/portal') await page.locator('main form button').first().click();
  await page.waitForURL((url) => url.pathname === '/portal');
  await shoot(page, 'portal');
}

/** The mail is sent by a job: it may take a moment. */
async function mailedLink(page: Page): Promise<string> {
  for (let tries = 0; tries < 50; tries += 1) {
    await page.goto('/dev/mail');
    const latest = page.locator('main a[href^="/dev/mail/"]').first();
    if (await latest.count()) {
      await latest.click();
      await page.waitForLoadState('networkidle');
      const found = /https?:\/\/[^\s"'<]+\/portal\/[^\s"'<]+/.exec(await page.content());
      if (found) return found[0].replaceAll('&amp;', '&');
    }
    await page.waitForTimeout(200);
  }
  throw new Error('no link arrived at /dev/mail');
}

/** Pictures are of an afternoon, whenever they are taken: 14:20 in Paris on the day that it is. */
function moveClock(): void {
  const Real = Date;
  const now = new Real();
  const hours = Number(
    new Intl.DateTimeFormat('en', { hour: 'numeric', hourCycle: 'h23', timeZone: 'Europe/Paris' }).format(now),
  );
  const shift = ((14 - hours) * 60 + 20 - now.getMinutes()) * 60_000;
  globalThis.Date = class extends Real {
    constructor(...given: readonly unknown[]) {
      super(...((given.length === 0 ? [Real.now() + shift] : given) as [number]));
    }
    static override now(): number {
      return Real.now() + shift;
    }
  } as DateConstructor;
}

moveClock();
const dataDir = mkdtempSync(join(tmpdir(), 'regie-screenshots-'));
const port = await freePort();
const running = await startRegie(
  readConfig({ PORT: String(port), REGIE_DATA: dataDir, REGIE_DEMO: '1', REGIE_LOG: 'warn' }),
);
const browser = await launchChromium(port);
try {
  mkdirSync(folder, { recursive: true });
  const origin = `http://${SLUG}.localhost:${port}`;
  await shootStaff(await openPage(browser, origin, 1440, 900));
  await shootPortal(await openPage(browser, origin, 640, 900));
} finally {
  await browser.close();
  await running.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
