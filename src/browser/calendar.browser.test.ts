/** The calendar: sessions are drawn, moved and stretched with the mouse, and by keyboard alone. */
import type { Locator, Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { type Tab, useBrowser } from '#testing/browser.ts';
import { aBooking, type BasicStudio, basicStudio } from '#testing/fixtures.ts';
import type { TestStudio } from '#testing/studio.ts';

const browser = useBrowser();
let studio: TestStudio;
let basics: BasicStudio;

beforeAll(async () => {
  studio = await browser.studio();
  basics = await basicStudio(studio);
});

const book = (title: string, day: string, from: string, to: string) =>
  aBooking(basics.owner, basics.roomId, { startsAt: `${day}T${from}`, endsAt: `${day}T${to}` }, { title });

async function open(day: string): Promise<Tab> {
  const tab = await browser.tab({ studio, role: 'owner' });
  await tab.goto(`/calendar?day=${day}`);
  return tab;
}

const event = (page: Page, title: string) => page.locator('#calendar .ev', { hasText: title });
const lane = (page: Page, room: string) => page.locator(`#calendar .lane[data-lane="${room}"]`);
const timeOf = (located: Locator) => located.locator('.t').textContent();

/** Where a time of day is in a lane whose first row is given by the page itself. */
async function pointAt(page: Page, room: string, time: string): Promise<{ x: number; y: number }> {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  const spot = await lane(page, room).evaluate(
    (element, wanted) => {
      const band = element.closest<HTMLElement>('.band');
      const start = new Date(Number(band?.dataset.from) * 60_000);
      const zone = document.getElementById('calendar')?.dataset.zone;
      const [h = 0, m = 0] = start.toLocaleTimeString('fr-FR', { timeZone: zone }).split(':').map(Number);
      const { left, top, width, height } = element.getBoundingClientRect();
      const row = (wanted - h * 60 - m) / 15;
      return { x: left + width / 2, y: top + 8 + ((row + 0.5) * (height - 16)) / Number(band?.dataset.rows) };
    },
    hours * 60 + minutes,
  );
  return spot;
}

async function drag(page: Page, from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 });
  await page.mouse.move(to.x, to.y, { steps: 4 });
  await page.mouse.up();
}

test('a session is drawn over empty time', async () => {
  const tab = await open('2027-03-02');
  const { page } = tab;
  await tab.inspect();
  await drag(page, await pointAt(page, basics.roomId, '14:00'), await pointAt(page, basics.roomId, '16:45'));
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Intitulé').fill('Prise de batterie');
  await tab.inspect();
  await page.keyboard.press('Enter');
  await event(page, 'Prise de batterie').waitFor();
  expect(await timeOf(event(page, 'Prise de batterie'))).toMatch(/^14:00\s–\s17:00$/);
});

test('it is moved to another room and stretched, and put back', async () => {
  await book('Guitares', '2027-03-03', '10:00', '12:00');
  const tab = await open('2027-03-03');
  const { page } = tab;
  await drag(page, await pointAt(page, basics.roomId, '10:30'), await pointAt(page, basics.otherRoomId, '13:30'));
  await page.getByText('« Guitares » est déplacée.').first().waitFor();
  expect(await timeOf(event(page, 'Guitares'))).toMatch(/^13:00\s–\s15:00$/);
  expect(await event(page, 'Guitares').getAttribute('data-place')).toBe(basics.otherRoomId);
  await tab.inspect();

  const grip = await event(page, 'Guitares').locator('.grip').boundingBox();
  const below = { x: (grip?.x ?? 0) + 20, y: (grip?.y ?? 0) + 3 };
  await drag(page, below, { x: below.x, y: below.y + 4 * 13 });
  await expect.poll(() => timeOf(event(page, 'Guitares'))).toMatch(/^13:00\s–\s16:00$/);

  await page.getByRole('button', { name: 'Annuler le déplacement' }).click();
  await expect.poll(() => timeOf(event(page, 'Guitares'))).toMatch(/^13:00\s–\s15:00$/);
});

test('where another session is, it says who and when, and offers the next free time', async () => {
  await book('Basse', '2027-03-04', '10:00', '12:00');
  await book('Cuivres', '2027-03-04', '14:00', '16:00');
  const tab = await open('2027-03-04');
  const { page } = tab;
  tab.expectStatus(409);
  await drag(page, await pointAt(page, basics.roomId, '10:30'), await pointAt(page, basics.roomId, '14:30'));
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Ce créneau est déjà pris').waitFor();
  expect(await dialog.textContent()).toContain('Cuivres');
  await tab.inspect();
  await dialog.getByRole('button', { name: 'Déplacer à ce créneau' }).click();
  await expect.poll(() => timeOf(event(page, 'Basse'))).toMatch(/^16:00\s–\s18:00$/);
});

test('it is moved by the arrows', async () => {
  await book('Piano', '2027-03-05', '10:00', '11:00');
  const tab = await open('2027-03-05');
  const { page } = tab;
  await event(page, 'Piano').focus();
  await page.keyboard.down('Alt');
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowRight']) await page.keyboard.press(key);
  expect(await page.locator('#calendar-says').textContent()).toMatch(/10:30\s–\s11:30, Cabine/);
  await page.keyboard.up('Alt');
  await expect.poll(() => timeOf(event(page, 'Piano'))).toMatch(/^10:30\s–\s11:30$/);
  expect(await event(page, 'Piano').getAttribute('data-place')).toBe(basics.otherRoomId);
  expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('Piano');
});
