/** What a list does with its ticked rows. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { useBrowser } from '#testing/browser.ts';
import { aClient, aDraft, basicStudio } from '#testing/fixtures.ts';

const browser = useBrowser();

test('rows are ticked one by one or all at once, counted, and exported', async () => {
  const studio = await browser.studio();
  const { owner } = await basicStudio(studio);
  const names = ['Ana', 'Bela', 'Cléo'];
  for (const name of names) await aDraft(owner, await aClient(owner, { name }));
  const tab = await browser.tab({ studio, role: 'owner' });
  await tab.goto('/invoices');
  const { page } = tab;
  const [bar, all] = [page.locator('form.selection'), page.getByLabel('Tout sélectionner')];
  expect(await bar.isVisible()).toBe(false);
  await page.getByLabel('Brouillon pour Bela').press('Space');
  expect(await bar.isVisible()).toBe(true);
  expect(await all.evaluate((box: HTMLInputElement) => [box.checked, box.indeterminate])).toEqual([false, true]);
  const exported = async () => {
    const [file] = await Promise.all([page.waitForEvent('download'), bar.getByRole('button').press('Enter')]);
    const text = readFileSync(await file.path(), 'utf8');
    return names.filter((name) => text.includes(name));
  };
  expect(await exported()).toEqual(['Bela']);
  await all.press('Space');
  expect(await exported()).toEqual(names);
  await all.press('Space');
  expect(await bar.isVisible()).toBe(false);
});
