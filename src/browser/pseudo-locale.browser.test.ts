/** In a language two fifths longer, with every text in brackets: nothing is left untranslated, nothing too narrow. */
import { beforeAll, expect, test } from 'vitest';
import { catalogs } from '#platform/i18n/catalogs.ts';
import { findOverflow, PHONE, type Tab, useBrowser } from '#testing/browser.ts';
import { crawl } from '#testing/crawl.ts';
import { type BasicStudio, basicStudio, create } from '#testing/fixtures.ts';
import { formattedWords, textsOf } from '#testing/own-words.ts';
import { pseudoCatalogs } from '#testing/pseudo.ts';
import { seedStudio } from '#testing/seeded.ts';
import type { TestStudio } from '#testing/studio.ts';
import { createReader, findCramped, findUntranslated } from '#testing/untranslated.ts';

const browser = useBrowser({ catalogs: pseudoCatalogs(catalogs) });
const DESKTOP = 1440;
let studio: TestStudio;
let basics: BasicStudio;
let read: (text: string) => string;

beforeAll(async () => {
  studio = await browser.studio();
  basics = await basicStudio(studio);
  await seedStudio(studio);
  read = createReader([...(await textsOf(studio)), ...formattedWords()]);
});

async function findFaults({ page }: Tab): Promise<string[]> {
  const found = await findUntranslated(page, read);
  for (const width of [DESKTOP, PHONE]) {
    await page.setViewportSize({ width, height: 800 });
    found.push(...(await findOverflow(page)), ...(await findCramped(page)));
  }
  return found;
}

async function inspectAll(tab: Tab, starts: readonly string[]): Promise<readonly string[]> {
  const faults = new Set<string>();
  const kinds = await crawl(tab, starts, async () => {
    for (const fault of await findFaults(tab)) faults.add(fault);
  });
  expect([...faults]).toEqual([]);
  return kinds;
}

test('the studio’s pages', async () => {
  const kinds = await inspectAll(await browser.tab({ studio, role: 'owner' }), ['/']);
  expect(kinds).toEqual(
    expect.arrayContaining(['/clients/:id/edit', '/invoices/:id', '/calendar?view', '/settings/audit']),
  );
});

test('the client’s pages', async () => {
  const { owner, clientId, clientEmail, roomId } = basics;
  const [startsAt, endsAt] = ['2026-03-02T10:00', '2026-03-02T12:00'];
  await create(owner, '/sessions', { title: 'Mixage', kind: 'mixing', roomId, clientId, startsAt, endsAt });
  await studio.anonymous.post('/portal/login', { email: clientEmail });
  await studio.jobsDone();
  const tab = await browser.tab({ studio });
  await tab.goto(/http\S+\/portal\/entry\/\S+/.exec(studio.mails().at(-1)?.text ?? '')?.[0] ?? '');
  expect(await findFaults(tab)).toEqual([]);
  await tab.page.locator('main form button').click();
  await tab.page.waitForURL('**/portal');
  expect(await inspectAll(tab, ['/portal'])).toContain('/portal/sessions');
});

test('the pages before a login', async () => {
  await inspectAll(await browser.tab({ studio }), ['/login', '/password-resets', '/portal/login']);
  await inspectAll(await browser.tab(), ['/', '/sign-up']);
});
