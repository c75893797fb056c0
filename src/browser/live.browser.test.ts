/** Pages that follow what others do, in real browsers: one stream a browser, and nothing taken from who is working. */
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { useBrowser } from '#testing/browser.ts';
import { eventually } from '#testing/eventually.ts';
import { aBooking, anIssuedInvoice, type BasicStudio, basicStudio } from '#testing/fixtures.ts';
import type { TestStudio } from '#testing/studio.ts';

const browser = useBrowser();
const DAY = '2026-11-20';
const TABS = 7;

let studio: TestStudio;
let basics: BasicStudio;

beforeAll(async () => {
  studio = await browser.studio();
  studio.clock.set(`${DAY}T13:42:00+01:00`);
  basics = await basicStudio(studio);
});

const streams = () => studio.installation.platform.live.count();
/** The page has a stream, or one of its browser's others has: what is done from now on is heard. */
const listens = () => eventually(streams).toBeGreaterThan(0);
const book = (title: string, hour: number) =>
  aBooking(
    basics.owner,
    basics.roomId,
    { startsAt: `${DAY}T${hour}:00`, endsAt: `${DAY}T${hour}:45` },
    { title, clientId: basics.clientId },
  );
const titles = (page: Page) => page.locator('#calendar .ev strong').allTextContents();

/** Is gone when the page was loaded anew. */
const mark = (page: Page) => page.evaluate(() => void document.documentElement.setAttribute('data-marked', ''));
const isMarked = (page: Page) => page.evaluate(() => document.documentElement.hasAttribute('data-marked'));

describe('what one person does', () => {
  test('another sees: a session that is moved, booked, and who is where', async () => {
    const id = await book('Voix', 10);
    const [mover, watcher] = [
      await browser.tab({ studio, role: 'owner' }),
      await browser.tab({ studio, role: 'user' }),
    ];
    await watcher.goto(`/calendar?day=${DAY}`);
    await mover.goto(`/calendar?day=${DAY}&view=week`);
    await eventually(streams).toBe(2);
    await mark(watcher.page);
    const time = watcher.page.locator(`#calendar .ev[data-id="${id}"] .t`);
    await expect(time.textContent()).resolves.toContain('10:00');
    await mover.page.locator(`.ev[data-id="${id}"]`).focus();
    await mover.page.keyboard.press('Alt+ArrowDown');
    await eventually(() => time.textContent()).toContain('10:15');
    await book('Guitares', 13);
    await eventually(() => titles(watcher.page)).toEqual(['Voix', 'Guitares']);
    await eventually(() => watcher.page.locator('#room-status').textContent()).toContain('Mona Vasseur');
    expect(await isMarked(watcher.page)).toBe(true);
    await watcher.inspect();
  });

  test('Today shows', async () => {
    const { page, goto, inspect } = await browser.tab({ studio, role: 'manager' });
    await goto('/');
    await listens();
    await book('Mixage de nuit', 20);
    await page.locator('#today').getByText('Mixage de nuit').first().waitFor();
    await inspect();
  });
});

test('an invoice goes from being sent to sent by itself, on its page and in the list', async () => {
  const id = await anIssuedInvoice(basics.owner, basics.clientId);
  const [tab, list] = [await browser.tab({ studio, role: 'owner' }), await browser.tab({ studio, role: 'manager' })];
  const { page } = tab;
  await list.goto('/invoices');
  await tab.goto(`/invoices/${id}/sending`);
  await page.locator('main form button[type=submit]').click();
  await page.waitForURL(`**/invoices/${id}`);
  const chip = page.locator('.head .chip');
  expect(await chip.textContent()).toBe('Envoi en cours');
  const row = list.page.locator(`#invoice-${id} td.wide .chip`);
  await eventually(() => row.textContent()).toBe('Envoi en cours');
  await mark(page);
  await studio.jobsDone();
  await eventually(() => chip.textContent()).toBe('Envoyée');
  await eventually(() => row.textContent()).toBe('Envoyée');
  expect(await isMarked(page)).toBe(true);
  await tab.inspect();
});

test('what one is doing is left alone, and made up for afterwards', async () => {
  const { page, goto } = await browser.tab({ studio, role: 'owner' });
  await goto(`/calendar?day=${DAY}`);
  await listens();
  await page.keyboard.press('Control+k');
  await page.locator('#palette input').pressSequentially('Mon');
  const before = await titles(page);
  await book('Pendant la saisie', 17);
  // Another page of the same browser has heard it by now.
  const other = await page.context().newPage();
  await other.goto(`/calendar?day=${DAY}`);
  await eventually(() => titles(other)).toContain('Pendant la saisie');
  await page.waitForTimeout(1_500);
  expect(await page.locator('#palette input').inputValue()).toBe('Mon');
  expect(await titles(page)).toEqual(before);
  // The first empties the field, the second closes the palette.
  for (let times = 0; times < 2; times += 1) await page.keyboard.press('Escape');
  await eventually(() => titles(page)).toContain('Pendant la saisie');
});

test('the focus and the place stay where they are', async () => {
  const { page, goto } = await browser.tab({ studio, role: 'owner' });
  const id = await book('Prise longue', 15);
  await goto(`/calendar?day=${DAY}&hours=all`);
  await listens();
  await page.locator(`.ev[data-id="${id}"]`).focus();
  const place = () => page.evaluate(() => document.getElementById('calendar')?.scrollTop ?? 0);
  await page.evaluate(() => document.getElementById('calendar')?.scrollTo(0, 120));
  const before = await place();
  expect(before).toBeGreaterThan(0);
  await book('Plus tard', 18);
  await eventually(() => titles(page)).toContain('Plus tard');
  expect(await place()).toBe(before);
  expect(await page.evaluate(() => (document.activeElement as HTMLElement).dataset.id)).toBe(id);
});

test('seven tabs share one stream, which another takes over when its tab closes', async () => {
  const { page: first, context, goto } = await browser.tab({ studio, role: 'owner' });
  await goto(`/calendar?day=${DAY}`);
  await eventually(streams).toBe(1);
  const pages = [first];
  while (pages.length < TABS) {
    const page = await context.newPage();
    await page.goto(`/calendar?day=${DAY}`);
    pages.push(page);
  }
  expect(streams()).toBe(1);
  await book('Pour tous', 11);
  for (const page of pages) await eventually(() => titles(page)).toContain('Pour tous');
  const [leader, ...others] = pages;
  await leader?.close();
  await book('Sans la première', 12);
  for (const page of others) await eventually(() => titles(page)).toContain('Sans la première');
  await eventually(streams).toBe(1);
  // A seventh connection to one host would wait for ever; none of them is taken.
  await others[0]?.goto('/clients');
  expect(await others[0]?.locator('h1').textContent()).toBe('Clients');
});

test('without scripts nothing is followed, and all is there', async () => {
  const { page, goto } = await browser.tab({ studio, role: 'owner', script: false });
  await goto(`/calendar?day=${DAY}`);
  expect(await titles(page)).toContain('Voix');
  expect(streams()).toBe(0);
});
