/** Language and theme: at once, on every page after, and without a flash of the other. */
import { expect, test } from 'vitest';
import { type Tab, useBrowser } from '#testing/browser.ts';

const browser = useBrowser();

const background = ({ page }: Tab) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
const openMenu = ({ page }: Tab) => page.locator('details.user > summary').click();

test('the theme follows the system until one is chosen, and then stays', async () => {
  const studio = await browser.studio();
  const tab = await browser.tab({ studio, role: 'user' });
  const { page } = tab;
  await tab.goto('/');
  const light = await background(tab);
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await background(tab);
  expect(dark).not.toBe(light);

  await openMenu(tab);
  await tab.inspect();
  const kept = page.waitForResponse('**/preferences');
  await page.getByRole('button', { name: 'Sombre' }).click();
  await expect.poll(() => background(tab)).toBe(dark);
  expect((await kept).status()).toBe(303);
  await tab.goto('/clients');
  expect(await background(tab)).toBe(dark);
  await tab.goto('/calendar');
  // Nothing has to run before the page is dark: no flash.
  expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
  await openMenu(tab);
  await page.getByRole('button', { name: 'Automatique' }).click();
  await expect.poll(() => background(tab)).toBe(light);
});

test.each([true, false])('the language changes where one is; scripts: %s', async (script) => {
  const studio = await browser.studio();
  const tab = await browser.tab({ studio, role: 'user', script });
  const { page } = tab;
  await tab.goto('/rooms');
  await tab.heading('Salles');
  await openMenu(tab);
  await page.getByRole('button', { name: 'English' }).click();
  await tab.heading('Rooms');
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
  await tab.inspect();
  await tab.goto('/clients');
  await tab.heading('Clients');
  expect(await page.getByRole('link', { name: 'Today' }).count()).toBeGreaterThan(0);
});

test('a visitor gets the language of the browser, and may choose', async () => {
  const tab = await browser.tab({ locale: 'en-GB' });
  await tab.goto('/sign-up');
  await tab.heading('Create a studio');
  await tab.inspect();
  await tab.page.getByRole('button', { name: 'Français' }).click();
  await tab.heading('Créer un studio');
});
