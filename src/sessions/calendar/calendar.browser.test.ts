/** Dragging, stretching and keys on the calendar, in a real browser. */

import type { Page } from 'playwright-core';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ACTIVATION_KINDS } from '#activations/model.ts';
import { createClient } from '#clients/service.ts';
import { accepted } from '#platform/refusal.ts';
import { ALWAYS_OPEN } from '#rooms/hours/model.ts';
import type { RoomId } from '#rooms/model.ts';
import { createRoom, giveActivation } from '#rooms/service.ts';
import type { SessionId } from '#sessions/model.ts';
import { bookSession, getSession } from '#sessions/service.ts';
import { PHONE, type Tab, useBrowser } from '#testing/browser.ts';
import type { TestStudio } from '#testing/studio.ts';

const browser = useBrowser();
const DAY = '2026-11-20';
const HOURS = ALWAYS_OPEN.map(() => [{ opens: 9 * 60, closes: 20 * 60 }]);

let studio: TestStudio;
let rooms: readonly RoomId[];
let week = 0;
let day = DAY;

async function makeRoom(name: string, color: number): Promise<RoomId> {
  const scope = await studio.scope();
  const id = await createRoom(scope, {
    ...{ name, color, type: 'recording', description: '', equipment: '', vatRate: 2000, capacity: null, size: null },
    ...{ isolationBooth: false, liveRoom: false, controlRoom: false, setupMinutes: 0, teardownMinutes: 30 },
    rates: { hourly: 4_500n, halfDay: null, day: null },
    hours: HOURS,
  });
  for (const kind of ACTIVATION_KINDS) await giveActivation(scope, id, kind);
  return id;
}

async function book(room: number, from: string, to: string, title: string): Promise<SessionId> {
  const scope = await studio.scope();
  const booked = await bookSession(scope, {
    ...{ title, kind: 'recording', clientId: null, notes: '', agreedPrice: null },
    roomId: rooms[room] as RoomId,
    startsAt: new Date(`${day}T${from}:00+01:00`),
    endsAt: new Date(`${day}T${to}:00+01:00`),
  });
  if (!booked.ok) throw new Error(booked.refusal.messageKey);
  return booked.value;
}

/** "Cabine 10:00 12:00" */
async function where(id: SessionId): Promise<string> {
  const { room, startsAt, endsAt } = await getSession(await studio.scope(), id);
  const time = (at: Date) => new Date(at.getTime() + 3_600_000).toISOString().slice(11, 16);
  return `${room.name} ${time(startsAt)} ${time(endsAt)}`;
}

beforeAll(async () => {
  studio = await browser.studio();
  studio.clock.set(`${DAY}T13:42:00+01:00`);
  rooms = [await makeRoom('Cabine', 2), await makeRoom('Mastering', 3)];
  await accepted(createClient(await studio.scope(), { name: 'Mona Vasseur' }));
});

/** Every test has a Friday of its own. */
beforeEach(() => {
  week += 1;
  day = new Date(Date.UTC(2026, 10, 20 + 7 * week)).toISOString().slice(0, 10);
});

async function open(query = ''): Promise<Tab> {
  const tab = await browser.tab({ studio, role: 'owner' });
  await tab.goto(`/calendar?day=${day}${query}`);
  return tab;
}

/** The point at which a room's column shows that time. */
async function pointAt(page: Page, room: number, time: string): Promise<{ x: number; y: number }> {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return page.evaluate(
    ({ id, at }) => {
      const lane = document.querySelector(`.lane[data-lane="${id}"]`) as HTMLElement;
      const { left, top, width, height } = lane.getBoundingClientRect();
      const { from, rows } = (lane.parentElement as HTMLElement).dataset;
      const row = (at - Number(from)) / 15;
      return { x: left + width / 2, y: top + 8 + ((row + 0.5) / Number(rows)) * (height - 16) };
    },
    { id: rooms[room] ?? '', at: Date.parse(`${day}T00:00:00+01:00`) / 60_000 + hours * 60 + minutes },
  );
}

async function drag(page: Page, from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 2, from.y + 6);
  await page.mouse.move(to.x, to.y, { steps: 6 });
}

const event = (page: Page, id: SessionId) => page.locator(`.ev[data-id="${id}"]`);

async function grip(page: Page, id: SessionId): Promise<{ x: number; y: number }> {
  const box = await event(page, id).boundingBox();
  if (!box) throw new Error('no such event');
  return { x: box.x + box.width / 2, y: box.y + box.height - 4 };
}

describe('the mouse', () => {
  it('books by dragging over empty time, and comes back to the calendar', async () => {
    const { page, inspect } = await open();
    await drag(page, await pointAt(page, 1, '10:00'), await pointAt(page, 1, '11:45'));
    expect(await page.locator('.ghost .t').textContent()).toBe('10:00 – 12:00');
    await page.mouse.up();
    const form = page.locator('#calendar-new #session-form');
    await form.waitFor();
    expect(await form.locator('[name=startsAt]').inputValue()).toBe(`${day}T10:00`);
    expect(await form.locator('[name=endsAt]').inputValue()).toBe(`${day}T12:00`);
    await inspect();
    await form.getByLabel('Intitulé').fill('Tirée à la souris');
    await form.locator('[name=clientId]').selectOption({ label: 'Mona Vasseur' });
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/calendar?day=${day}`);
    expect(await page.locator('.ev[data-id]').textContent()).toContain('Tirée à la souris');
  });

  it('moves to another time and room; undo puts it back', async () => {
    const id = await book(0, '10:00', '12:00', 'Voix');
    const { page, inspect } = await open();
    await drag(page, await pointAt(page, 0, '10:30'), await pointAt(page, 1, '14:30'));
    expect(await page.locator('.ghost').textContent()).toBe('14:00 – 16:00Voix');
    await page.mouse.up();
    await page.locator('.undo').waitFor();
    expect(await where(id)).toBe('Mastering 14:00 16:00');
    expect(page.url()).toContain('/calendar');
    await inspect();
    await page.locator('.undo button').click();
    await page.locator('.undo').waitFor({ state: 'detached' });
    expect(await where(id)).toBe('Cabine 10:00 12:00');
  });

  it('stretches by the lower edge', async () => {
    const id = await book(0, '10:00', '12:00', 'Voix');
    const { page } = await open();
    await drag(page, await grip(page, id), await pointAt(page, 0, '12:45'));
    await page.mouse.up();
    await page.locator('.undo').waitFor();
    expect(await where(id)).toBe('Cabine 10:00 13:00');
  });

  it('shows a conflict while dragging; a refused drop is explained, put back, and offers a way', async () => {
    const id = await book(0, '10:00', '11:00', 'Voix');
    await book(0, '14:00', '16:00', 'Livre audio');
    const tab = await open();
    const { page } = tab;
    tab.expectStatus(409);
    // 13:15 to 14:15 meets it, and so does the half hour of clearing up before 14:00.
    await drag(page, await pointAt(page, 0, '10:15'), await pointAt(page, 0, '13:00'));
    expect(await page.locator('.ghost.clash').textContent()).toBe('12:45 – 13:45Occupé\u00a0: Livre audio');
    await page.mouse.up();
    const dialog = page.locator('#calendar-refused');
    await dialog.locator('.notice').waitFor();
    expect(await dialog.textContent()).toContain('Livre audio');
    expect(await page.locator('.ghost, .lifted').count()).toBe(0);
    expect(await where(id)).toBe('Cabine 10:00 11:00');
    await tab.inspect();
    await dialog.getByRole('button', { name: 'Déplacer à ce créneau' }).click();
    await page.locator('.undo').waitFor();
    expect(await dialog.isVisible()).toBe(false);
    expect(await where(id)).toBe('Cabine 16:30 17:30');
  });

  it('a click is a click, and Escape gives up', async () => {
    const id = await book(0, '10:00', '12:00', 'Voix');
    const { page } = await open();
    await drag(page, await pointAt(page, 0, '10:30'), await pointAt(page, 0, '15:30'));
    await page.keyboard.press('Escape');
    await page.mouse.up();
    expect(await page.locator('.ghost').count()).toBe(0);
    expect(await where(id)).toBe('Cabine 10:00 12:00');
    await event(page, id).click();
    await page.waitForURL(`**/sessions/${id}`);
  });

  it('moves to another day of the week', async () => {
    const id = await book(0, '10:00', '12:00', 'Voix');
    const { page } = await open('&view=week');
    await event(page, id).scrollIntoViewIfNeeded();
    const from = await event(page, id).boundingBox();
    const band = await page.locator('.band').nth(3).locator('.lane').nth(1).boundingBox();
    if (!from || !band) throw new Error('nothing to drag');
    const rowHeight = 4;
    const offset = from.y - ((await page.locator('.band').nth(4).locator('.lane').first().boundingBox())?.y ?? 0);
    await drag(page, { x: from.x + 40, y: from.y + 6 }, { x: band.x + 40, y: band.y + offset + 6 + rowHeight * 4 });
    await page.mouse.up();
    await page.locator('.undo').waitFor();
    expect(await where(id)).toBe('Mastering 11:00 13:00');
    const { startsAt } = await getSession(await studio.scope(), id);
    expect(startsAt.toISOString().slice(0, 10)).toBe(new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10));
  });
});

describe('the keyboard', () => {
  it('moves with Alt and the arrows, stretches with Shift, and keeps the focus', async () => {
    const id = await book(0, '10:00', '12:00', 'Voix');
    const { page } = await open();
    await event(page, id).focus();
    await page.keyboard.down('Alt');
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowRight']) await page.keyboard.press(key);
    await page.keyboard.down('Shift');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.up('Shift');
    expect(await page.locator('#calendar-says').textContent()).toBe('10:30 – 12:45, Mastering');
    await page.keyboard.up('Alt');
    await page.locator('.undo').waitFor();
    expect(await where(id)).toBe('Mastering 10:30 12:45');
    expect(await page.evaluate(() => (document.activeElement as HTMLElement).dataset.id)).toBe(id);
  });

  it('gives up with Escape and opens with Enter', async () => {
    const id = await book(0, '10:00', '12:00', 'Voix');
    const { page } = await open();
    await event(page, id).focus();
    await page.keyboard.press('Alt+ArrowDown');
    await page.locator('.undo').waitFor();
    await event(page, id).focus();
    await page.keyboard.down('Alt');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Escape');
    await page.keyboard.up('Alt');
    expect(await where(id)).toBe('Cabine 10:15 12:15');
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/sessions/${id}`);
  });
});

describe('without dragging', () => {
  it('a phone shows the day as a list in the order of time', async () => {
    await book(1, '14:00', '16:00', 'Plus tard');
    await book(0, '10:00', '12:00', 'D’abord');
    const tab = await browser.tab({ studio, role: 'owner', width: PHONE });
    await tab.goto(`/calendar?day=${day}`);
    expect(await tab.page.locator('.ev strong').allTextContents()).toEqual(['D’abord', 'Plus tard']);
    const boxes = await Promise.all((await tab.page.locator('.ev').all()).map((each) => each.boundingBox()));
    expect(boxes[0]?.y ?? 0).toBeLessThan(boxes[1]?.y ?? 0);
    expect(await tab.page.locator('.ev .where').first().isVisible()).toBe(true);
    await tab.inspect();
  });

  it('links and forms do it all when there is no script', async () => {
    const id = await book(0, '10:00', '12:00', 'Voix');
    const tab = await browser.tab({ studio, role: 'owner', script: false });
    await tab.goto(`/calendar?day=${day}`);
    await tab.page.getByRole('link', { name: 'Réserver Mastering' }).click();
    await tab.page.locator('[name=title]').fill('Sans script');
    await tab.page.locator('#session-form .actions button.main').click();
    expect(await tab.page.locator('h1').textContent()).toBe('Sans script');
    await tab.goto(`/sessions/${id}`);
    await tab.page.locator('[name=startsAt]').fill(`${day}T17:00`);
    await tab.page.locator('[name=endsAt]').fill(`${day}T18:00`);
    await tab.page.getByRole('button', { name: 'Déplacer' }).click();
    expect(await where(id)).toBe('Cabine 17:00 18:00');
  });
});
