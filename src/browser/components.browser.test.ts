/** What Alpine adds to forms, which pages load it, and that it keeps within the budget of scripts. */
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { createAssets } from '#platform/http/assets.ts';
import { type Tab, useBrowser } from '#testing/browser.ts';
import { bytesOf, meter, STAFF, scriptsOf } from '#testing/budget.ts';
import { type BasicStudio, basicStudio, create } from '#testing/fixtures.ts';
import type { TestStudio } from '#testing/studio.ts';

const browser = useBrowser();
let studio: TestStudio;
let basics: BasicStudio;
let draft: string;

beforeAll(async () => {
  studio = await browser.studio();
  studio.clock.set('2026-11-20T13:42:00+01:00');
  basics = await basicStudio(studio);
  const { owner, clientId } = basics;
  draft = `/invoices/${await create(owner, '/invoices', { clientId })}/edit`;
});

const open = async (path: string, script = true): Promise<Tab> => {
  const tab = await browser.tab({ studio, role: 'owner', script });
  await tab.goto(path);
  return tab;
};

const output = ({ page }: Tab, component: string) => page.locator(`output[x-data=${component}]`);
const length = async (page: Page) =>
  (await page.locator('#f-when-length').inputValue()).replaceAll(/[\u00a0\u202f]/g, ' ');
const says = async (tab: Tab, component: string) =>
  (await output(tab, component).textContent())?.replaceAll(/[\u00a0\u202f]/g, ' ');

describe('Alpine', () => {
  test('comes with the pages that have a component, once, and with no other', async () => {
    const tab = await open('/');
    const { forget, take, quiet } = await meter(tab.page);
    const loads = async (path: string) => {
      await forget();
      take();
      await tab.goto(path);
      await quiet();
      const costs = take();
      const script = bytesOf(scriptsOf(costs));
      process.stdout.write(`${path}: scripts ${script} B, ${costs.length} requests\n`);
      expect.soft(script, path).toBeLessThanOrEqual(STAFF.script);
      expect.soft(costs.length, path).toBeLessThanOrEqual(STAFF.requests);
      return costs.some(({ url }) => url.includes('/js/components.'));
    };
    for (const path of ['/clients/new', '/invoices/new', '/sessions/new', '/rooms/new', '/settings/studio'])
      expect.soft(await loads(path), path).toBe(true);
    for (const path of [
      '/',
      '/clients',
      '/calendar',
      '/sessions',
      '/invoices',
      '/payments',
      '/rooms',
      '/search',
      '/settings',
      draft,
    ])
      expect.soft(await loads(path), path).toBe(false);

    await tab.goto('/sessions/new');
    await quiet();
    take();
    await tab.goto('/clients/new');
    await quiet();
    expect(take().length).toBeLessThanOrEqual(STAFF.next);
  });

  test('comes with a component that is swapped into a page without any, and sees what is swapped in later', async () => {
    const tab = await open('/calendar');
    const { page } = tab;
    expect(await page.evaluate(() => 'Alpine' in window)).toBe(false);
    const swapIn = () =>
      page.evaluate(async () => {
        const { htmx } = window as unknown as { htmx: { ajax(...of: unknown[]): Promise<void> } };
        const swap = { target: '#calendar-new-body', swap: 'innerHTML', select: '#session-form' };
        await htmx.ajax('GET', '/sessions/new?startsAt=2026-11-20T10:00&endsAt=2026-11-20T12:30', swap);
      });
    for (let time = 0; time < 2; time += 1) {
      await swapIn();
      await expect.poll(() => length(page)).toBe('2 h 30');
    }
    expect(await page.locator('script[src*="/js/components."]').count()).toBe(1);
  });

  test('outlives a morph of its form', async () => {
    const tab = await open('/rooms/new');
    const { page } = tab;
    await page.getByLabel('Corail').check();
    const { asset } = createAssets(fileURLToPath(new URL('../../static', import.meta.url)));
    await page.addScriptTag({ url: asset('vendor/idiomorph-ext.js') });
    await page.evaluate(async () => {
      const { Idiomorph, htmx } = window as unknown as {
        Idiomorph: { morph(old: Element | null, fresh: Element | null): void };
        htmx: { trigger(element: Element | null, event: string, detail: object): void };
      };
      const answer = await fetch('/rooms/new');
      const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const form = document.querySelector('main form');
      Idiomorph.morph(form, fresh.querySelector('main form'));
      htmx.trigger(form, 'htmx:afterSettle', {});
    });
    await expect.poll(() => says(tab, 'swatches')).not.toBe('');
    expect(await output(tab, 'swatches').isVisible()).toBe(true);
    await page.getByLabel('Corail').check();
    expect(await says(tab, 'swatches')).toBe('Corail');
  });
});

test('a client is found by typing, with the keyboard alone, and created where there is none', async () => {
  const { owner } = basics;
  for (const phone of ['06 11 11 11 11', '06 22 22 22 22'])
    await create(owner, '/clients', { kind: 'person', firstName: 'Ysé', lastName: 'Quentin', phone });
  const tab = await open('/sessions/new');
  const field = tab.page.getByRole('combobox', { name: 'Client' });
  const chosen = () => tab.page.locator('select[name="clientId"]').inputValue();
  const options = tab.page.getByRole('listbox', { name: 'Client' }).getByRole('option');
  await field.fill('quentin');
  await expect
    .poll(async () => (await options.allTextContents()).map((text) => text.replaceAll('\u00a0', ' ')))
    .toEqual(
      ['Ysé Quentin06 11 11 11 11', 'Ysé Quentin06 22 22 22 22'].concat(
        ['personne', 'société'].map((kind) => `Créer la ${kind} « quentin »`),
      ),
    );
  await tab.inspect();
  await field.press('ArrowDown');
  await field.press('Enter');
  expect(await field.inputValue()).toBe('Ysé Quentin');
  const second = await chosen();
  expect((await owner.get(`/clients/${second}`)).text).toContain('06 22 22 22 22');

  await field.fill('rien');
  await field.press('Escape');
  expect([await field.inputValue(), await chosen()]).toEqual(['Ysé Quentin', second]);

  await field.fill('Nina Le Goff');
  await options.filter({ hasText: 'personne' }).click();
  await expect.poll(chosen).not.toBe(second);
  expect(await field.inputValue()).toBe('Nina Le Goff');
  expect((await owner.get(`/clients/${await chosen()}`)).one('h1').text).toContain('Nina Le Goff');

  await field.fill('');
  await field.press('Tab');
  expect(await chosen()).toBe('');

  // The button that leads to the page of choices is not the one that Enter presses.
  await tab.page.getByLabel('Salle', { exact: true }).selectOption(basics.roomId);
  await tab.page.getByLabel('Intitulé').fill('Prise');
  await tab.page.getByLabel('Intitulé').press('Enter');
  await tab.page.waitForURL(/\/sessions\/[\da-f-]{36}$/);
});

test('any number of phone numbers is typed at once', async () => {
  const tab = await open('/clients/new');
  const { page } = tab;
  await page.locator('#f-name').fill('Chœur des Halles');
  await page.locator('summary', { hasText: 'Autres' }).click();
  const list = page.locator('#f-phones');
  const values = list.locator('input[name^=phonesValue]');
  const shown = await values.count();
  await list.locator('input').last().fill('01 00 00 00 00');
  for (let more = 1; more <= 2; more += 1) await list.getByRole('button', { name: 'Ajouter une ligne' }).click();
  expect(await values.count()).toBe(shown + 2);
  expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe(`phonesLabel${shown + 1}`);
  await values.last().fill('01 99 00 11 22');
  await tab.inspect();
  await page.locator('main form button[type=submit].main').click();
  await tab.heading('Chœur des Halles');
  const text = await page.locator('#main').textContent();
  expect(text).toContain('01 99 00 11 22');
  expect(text?.split('01 00 00 00 00')).toHaveLength(2);
});

test('a colour says its name, and the studio’s own shows before it is saved', async () => {
  const room = await open('/rooms/new');
  await room.page.getByLabel('Corail').check();
  expect(await says(room, 'swatches')).toBe('Corail');
  const tab = await open('/settings/studio');
  const accent = () => tab.page.locator('.btn.main').evaluate((button) => getComputedStyle(button).backgroundColor);
  const before = await accent();
  await tab.page.getByLabel('Violet').check();
  expect(await says(tab, 'swatches')).toBe('Violet');
  await expect.poll(accent).not.toBe(before);
  await tab.page.getByLabel('Ambre').check();
  await expect.poll(accent).toBe(before);
  await tab.inspect();
});

test('without scripts nothing is offered that does nothing', async () => {
  for (const path of ['/clients/new', '/rooms/new']) {
    const tab = await open(path, false);
    expect(await tab.page.locator('main [x-cloak]').count()).toBeGreaterThan(0);
    for (const part of await tab.page.locator('main [x-cloak]').all()) expect(await part.isVisible(), path).toBe(false);
  }
});
