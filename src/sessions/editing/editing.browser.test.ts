/** The line that says when a session is, what follows from it, and the keys of the calendar, in a real browser. */
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { PHONE, type Tab, useBrowser } from '#testing/browser.ts';
import { aBooking, type BasicStudio, basicStudio } from '#testing/fixtures.ts';
import { focused, tabTo } from '#testing/focus.ts';
import type { TestStudio } from '#testing/studio.ts';

const browser = useBrowser();
let studio: TestStudio;
let basics: BasicStudio;

beforeAll(async () => {
  studio = await browser.studio();
  studio.clock.set('2026-11-20T13:42:00+01:00');
  basics = await basicStudio(studio);
});

const plain = (text: string | null) => (text ?? '').replaceAll(/[\u00a0\u202f]/g, ' ');

async function open(path: string, options: { readonly script?: boolean } = {}): Promise<Tab> {
  const tab = await browser.tab({ studio, role: 'owner', ...options });
  await tab.goto(path);
  return tab;
}

const PARTS = ['day', 'from', 'to', 'length'] as const;

/** The line as it is shown: "2026-11-20 10:00 12:00 2 h" */
async function line(page: Page): Promise<string> {
  const values = await Promise.all(PARTS.map((name) => page.locator(`#f-when-${name}`).inputValue()));
  return plain(values.join(' '));
}

const sent = (page: Page) =>
  Promise.all(['startsAt', 'endsAt'].map((name) => page.locator(`#session-form [name=${name}]`).inputValue()));

/** Types over what is there, and goes on. */
async function type(page: Page, name: string, text: string): Promise<void> {
  await page.locator(`#f-when-${name}`).fill(text);
  await page.keyboard.press('Tab');
}

describe('date, start, end and length', () => {
  it('follow each other, typed as people type them', async () => {
    const tab = await open('/sessions/new?startsAt=2026-11-20T10:00&endsAt=2026-11-20T12:00');
    const { page } = tab;
    await expect.poll(() => line(page)).toBe('2026-11-20 10:00 12:00 2 h');
    for (const [name, text, shown] of [
      ['from', '14h', '2026-11-20 14:00 16:00 2 h'],
      ['to', '1730', '2026-11-20 14:00 17:30 3 h 30'],
      ['from', '930', '2026-11-20 09:30 13:00 3 h 30'],
      ['from', '14.00', '2026-11-20 14:00 17:30 3 h 30'],
      ['length', '90 min', '2026-11-20 14:00 15:30 1 h 30'],
      ['length', '1h15', '2026-11-20 14:00 15:15 1 h 15'],
      ['length', '2,5', '2026-11-20 14:00 16:30 2 h 30'],
      ['length', 'beaucoup', '2026-11-20 14:00 16:30 2 h 30'],
      ['day', '2026-12-24', '2026-12-24 14:00 16:30 2 h 30'],
      ['to', '2', '2026-12-24 14:00 02:00 12 h'],
      ['to', '24:00', '2026-12-24 14:00 00:00 10 h'],
    ] as const) {
      await type(page, name, text);
      expect.soft(await line(page), `${name} ${text}`).toBe(shown);
    }
    expect(await sent(page)).toEqual(['2026-12-24T14:00', '2026-12-25T00:00']);
    expect(await page.locator('.times small').textContent()).toBe('lendemain');
    await tab.inspect();
  });

  it('count the hours that pass when the clocks change', async () => {
    const { page } = await open('/sessions/new?startsAt=2027-03-28T01:00&endsAt=2027-03-28T04:05');
    await expect.poll(() => line(page)).toBe('2027-03-28 01:00 04:05 2 h 05');
    await type(page, 'day', '2026-10-25');
    expect(await line(page)).toBe('2026-10-25 01:00 02:05 2 h 05');
    await type(page, 'to', '4');
    expect(await line(page)).toBe('2026-10-25 01:00 04:00 4 h');
  });

  it('have a last day only where they need one', async () => {
    const tab = await open('/sessions/new?startsAt=2026-11-20T22:00&endsAt=2026-11-21T02:00');
    const { page } = tab;
    const until = page.getByLabel('Date de fin');
    await page.locator('.times').waitFor();
    expect(await until.isVisible()).toBe(false);
    await page.getByText('Plusieurs jours').click();
    await until.fill('2026-11-23');
    await until.press('Tab');
    expect(await sent(page)).toEqual(['2026-11-20T22:00', '2026-11-23T02:00']);
    expect(plain(await page.locator('#f-when-length').inputValue())).toBe('52 h');
    await tab.inspect();
    await type(page, 'length', '72');
    expect(await line(page)).toBe('2026-11-20 22:00 23:12 1 h 12');
    await type(page, 'length', '72h');
    expect(await sent(page)).toEqual(['2026-11-20T22:00', '2026-11-23T22:00']);
  });

  it('come back as they were typed, with what is wrong beside them', async () => {
    const tab = await open('/sessions/new?startsAt=2026-11-20T10:00&endsAt=2026-11-20T12:00');
    const { page } = tab;
    tab.expectStatus(422);
    await page.getByLabel('Salle', { exact: true }).selectOption(basics.roomId);
    await type(page, 'from', '25h');
    await page.getByRole('button', { name: 'Réserver' }).click();
    await page.locator('#f-startsAt-error').waitFor();
    expect(plain(await page.locator('#f-startsAt-error').textContent())).toContain('« 25h » n’est pas une heure');
    expect(await page.locator('#f-when-from').inputValue()).toBe('25h');
    await tab.inspect();
    await page.locator('a[href="#f-startsAt"]').click();
    expect((await focused(page)).name).toBe('Début');
    await type(page, 'from', '9');
    await page.getByRole('button', { name: 'Réserver' }).click();
    await tab.heading('Prise de son');
    expect(plain(await page.locator('main').textContent())).toContain('09:00 – 12:00');
  });
});

it('books with the keyboard alone, the price following, for a client without a title', async () => {
  const tab = await open('/calendar?day=2026-12-09');
  const { page } = tab;
  const { keyboard } = page;
  await keyboard.press('n');
  await tab.heading('Nouvelle séance');
  await page.locator('#session-form [role=combobox]:focus').waitFor();
  await keyboard.type('vasseur');
  await page.getByRole('listbox', { name: 'Client' }).getByRole('option', { name: 'Mona Vasseur' }).waitFor();
  await keyboard.press('Enter');
  await tabTo(page, 'Salle');
  await keyboard.type('Gran');
  const preview = page.locator('#session-preview');
  await tabTo(page, 'Nature');
  await expect.poll(async () => plain(await preview.textContent())).toContain('120,00 €');
  await page.locator('#f-when-length').focus();
  await keyboard.press('Control+a');
  await keyboard.type('3h');
  await keyboard.press('Tab');
  await expect.poll(async () => plain(await preview.textContent())).toContain('180,00 €');
  await page.locator('#f-when-to').focus();
  await keyboard.press('Control+a');
  await keyboard.type('12h30');
  await keyboard.press('Enter');
  await tab.heading('Mona Vasseur · Prise de son');
  expect(plain(await page.locator('.head').textContent())).toContain('mer. 9 déc., 10:00 – 12:30');
});

it('works without scripts: two fields, and a button that says what it comes to', async () => {
  const tab = await open('/sessions/new?day=2026-12-10', { script: false });
  const { page } = tab;
  expect(await page.locator('.times').isVisible()).toBe(false);
  await page.getByLabel('Salle', { exact: true }).selectOption(basics.otherRoomId);
  await page.locator('[name=startsAt]').fill('2026-12-10T09:00');
  await page.getByLabel('Notes').fill('Deux micros');
  await page.getByRole('button', { name: 'Vérifier' }).click();
  await page.getByText('hors taxes', { exact: true }).waitFor();
  expect(plain(await page.locator('#session-preview').textContent())).toContain('180,00 €');
  expect(await page.getByLabel('Notes').inputValue()).toBe('Deux micros');
  await tab.inspect();
  await page.getByRole('button', { name: 'Réserver' }).click();
  await tab.heading('Prise de son');
});

it('fits a phone', async () => {
  const tab = await browser.tab({ studio, role: 'owner', width: PHONE });
  await tab.goto('/sessions/new?startsAt=2026-11-20T22:00&endsAt=2026-11-22T02:00');
  await tab.page.locator('.times').waitFor();
  await tab.inspect();
});

describe('the calendar', () => {
  it('goes by keys, but not while a field is typed in', async () => {
    const tab = await open('/calendar?day=2026-12-09');
    const { page } = tab;
    const { keyboard } = page;
    await keyboard.press('ArrowRight');
    await tab.heading('Jeudi 10 décembre');
    await keyboard.press('ArrowLeft');
    await tab.heading('Mercredi 9 décembre');
    await keyboard.press('s');
    await tab.heading(/^7 déc/);
    await keyboard.press('j');
    await tab.heading('Mercredi 9 décembre');
    await page.getByText('Filtrer').click();
    await page.getByLabel('Salle', { exact: true }).focus();
    await keyboard.press('s');
    await keyboard.press('ArrowRight');
    await tab.heading('Mercredi 9 décembre');
    await page.locator('#main').focus();
    await keyboard.press('a');
    await tab.heading('Vendredi 20 novembre');
    await keyboard.press('?');
    const help = page.getByRole('dialog', { name: 'Raccourcis clavier' });
    expect(await help.textContent()).toContain('Vue de la semaines');
    await tab.inspect();
  });

  it('prints a day on one page', async () => {
    const when = { startsAt: '2026-12-16T10:00', endsAt: '2026-12-16T10:15' };
    await aBooking(basics.owner, basics.roomId, when);
    for (const query of ['', '&hours=all']) {
      const { page } = await open(`/calendar?day=2026-12-16${query}`);
      const pdf = await page.pdf({ preferCSSPageSize: true });
      const text = pdf.toString('latin1');
      expect(text.match(/\/Type\s*\/Page\b/g), query).toHaveLength(1);
      expect(text).toMatch(/\/MediaBox \[0 0 841\.\d+ 59[45]/);
    }
  });
});
