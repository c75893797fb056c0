/** What pages cost on the wire and, printed only, how long a slow phone takes. Machines differ; bytes, requests and shifts do not. */
import { beforeAll, describe, expect, test } from 'vitest';
import { PHONE, type Tab, useBrowser } from '#testing/browser.ts';
import { type Budget, bytesOf, type Cost, type Meter, meter, PORTAL, STAFF, scriptsOf } from '#testing/budget.ts';
import { type BasicStudio, basicStudio } from '#testing/fixtures.ts';
import { seedStudio } from '#testing/seeded.ts';
import type { TestStudio } from '#testing/studio.ts';
import { FAIR, readVitals, SLOW, slowDown } from '#testing/vitals.ts';

const browser = useBrowser();
let studio: TestStudio;
let basics: BasicStudio;

beforeAll(async () => {
  studio = await browser.studio();
  basics = await basicStudio(studio);
  await seedStudio(studio);
});

const STAFF_PAGES = [
  '/',
  '/clients',
  '/calendar',
  '/sessions',
  '/invoices',
  '/payments',
  '/rooms',
  '/search',
  '/settings',
];
const PORTAL_PAGES = ['/portal', '/portal/sessions', '/portal/invoices', '/portal/me'];

async function load({ page }: Tab, path: string, { take, quiet }: Meter): Promise<Cost[]> {
  take();
  await page.goto(path);
  await quiet();
  return take();
}

const kib = (bytes: number) => `${(bytes / 1024).toFixed(1)} KiB`;

/** Each page on a first visit, and after another that was fetched before. */
async function measure(tab: Tab, pages: readonly string[], budget: Budget): Promise<void> {
  const gauge = await meter(tab.page);
  for (const path of pages) {
    await gauge.forget();
    const first = await load(tab, path, gauge);
    const [bytes, script] = [bytesOf(first), bytesOf(scriptsOf(first))];
    process.stdout.write(`${path}: ${kib(bytes)}, scripts ${kib(script)}, ${first.length} requests\n`);
    expect.soft(bytes, `${path} in all`).toBeLessThanOrEqual(budget.bytes);
    expect.soft(script, `${path} scripts`).toBeLessThanOrEqual(budget.script);
    expect.soft(first.length, `${path} requests`).toBeLessThanOrEqual(budget.requests);
    const again = await load(tab, path, gauge);
    expect.soft(again.length, `${path} once more`).toBeLessThanOrEqual(budget.next);
  }
  await gauge.forget();
  await load(tab, pages[0] ?? '/', gauge);
  for (const path of pages.slice(1)) {
    const next = await load(tab, path, gauge);
    process.stdout.write(
      `${path} next: ${kib(bytesOf(next))}, ${next.map(({ url }) => new URL(url).pathname).join(' ')}\n`,
    );
    expect.soft(next.length, `${path} as the next page`).toBeLessThanOrEqual(budget.next);
  }
}

async function enterPortal(): Promise<Tab> {
  const tab = await browser.tab({ studio, width: PHONE });
  const { page } = tab;
  await tab.goto('/portal/login');
  await page.getByLabel('Adresse e-mail').fill(basics.clientEmail);
  await page.keyboard.press('Enter');
  await tab.heading('Consultez vos e-mails');
  await studio.jobsDone();
  await tab.goto(/http\S+\/portal\/entry\/\S+/.exec(studio.mails().at(-1)?.text ?? '')?.[0] ?? '');
  await page.getByRole('button').first().click();
  await page.waitForURL('**/portal');
  return tab;
}

test('pages of the staff', async () => {
  await measure(await browser.tab({ studio, role: 'owner' }), STAFF_PAGES, STAFF);
});

test('pages of the portal', async () => {
  await measure(await enterPortal(), PORTAL_PAGES, PORTAL);
});

test('fragments', async () => {
  const tab = await browser.tab({ studio, role: 'owner' });
  const { page } = tab;
  const { take, quiet } = await meter(page);
  await tab.goto('/clients');
  await quiet();
  take();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('m');
  await page.locator('[role=option][aria-selected=true]').waitFor();
  await quiet();
  const fragments = take();
  expect(fragments.length).toBeGreaterThan(0);
  for (const { url, bytes } of fragments) expect(bytes, url).toBeLessThanOrEqual(STAFF.fragment);
});

describe('on a slow phone', () => {
  test.each([
    ['400 kbit/s', SLOW],
    ['1.6 Mbit/s', FAIR],
  ])('%s', async (name, network) => {
    const print = (path: string, values: object) =>
      process.stdout.write(`${name} ${path}: ${JSON.stringify(values)}\n`);
    const visits = [
      { tab: await browser.tab({ studio, role: 'owner', width: PHONE }), path: '/', most: 0.05 },
      { tab: await browser.tab({ studio, role: 'owner', width: PHONE }), path: '/calendar', most: 0.05 },
      { tab: await enterPortal(), path: '/portal', most: 0 },
    ];
    for (const { tab, path, most } of visits) {
      const { forget, quiet } = await meter(tab.page);
      await forget();
      await slowDown(tab.page, network);
      await tab.goto(path);
      await quiet();
      await tab.page.locator('body').click({ position: { x: 5, y: 5 } });
      await tab.page.keyboard.press('Tab');
      await tab.page.waitForTimeout(500);
      const vitals = await readVitals(tab.page);
      print(path, vitals);
      expect.soft(vitals.shift, `${path} shifts`).toBeLessThanOrEqual(most);
    }
  });
});
