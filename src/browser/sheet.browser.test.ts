/** The lines of a draft, typed in their table: with the keyboard alone, on a phone, and without scripts. */
import { beforeAll, expect, test } from 'vitest';
import { PHONE, type Tab, useBrowser } from '#testing/browser.ts';
import { bytesOf, meter, STAFF, scriptsOf } from '#testing/budget.ts';
import { aBooking, aDraft, type BasicStudio, basicStudio, create } from '#testing/fixtures.ts';
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

const plain = (text: string | null) => text?.replaceAll(/[\u00a0\u202f]/g, ' ');
const sum = async ({ page }: Tab, name: string) => plain(await page.locator(`[data-sum=${name}]`).textContent());
const row = ({ page }: Tab, index: number) => page.locator('table.lines tbody tr').nth(index);
const field = (tab: Tab, index: number, name: string) => row(tab, index).locator(`[name=${name}]`);
const names = ({ page }: Tab) =>
  page.locator('[name=description]').evaluateAll((all) => all.map((each) => (each as HTMLInputElement).value));

async function open(path: string, options: { width?: number; script?: boolean } = {}): Promise<Tab> {
  const tab = await browser.tab({ studio, role: 'owner', ...options });
  await tab.goto(path);
  return tab;
}

test('Enter opens the next line, totals follow, rows move and go: without a mouse', async () => {
  const { owner, clientId } = basics;
  const id = await create(owner, '/invoices', { clientId });
  const tab = await open(`/invoices/${id}/edit`);
  const { page } = tab;
  const { keyboard } = page;
  const isOn = (index: number, name: string) => field(tab, index, name).evaluate((at) => at === document.activeElement);
  const fill = async (text: string) => {
    await keyboard.press('Control+a');
    await keyboard.type(text);
  };
  await tabTo(page, 'Désignation');
  await keyboard.type('Prise de voix');
  await keyboard.press('Tab');
  await keyboard.press('Tab');
  await fill('1h30');
  await keyboard.press('Tab');
  await keyboard.type('Heure');
  await keyboard.press('Tab');
  await keyboard.type('80');
  expect([await sum(tab, 'net'), await sum(tab, 'tax'), await sum(tab, 'gross')]).toEqual([
    '120,00 €',
    '24,00 €',
    '144,00 €',
  ]);

  await keyboard.press('Enter');
  expect(await isOn(1, 'description'), 'a new line').toBe(true);
  await keyboard.type('Mixage');
  await keyboard.press('Enter');
  expect(await isOn(2, 'description')).toBe(true);
  await keyboard.press('Enter');
  expect(await names(tab), 'one empty line is enough').toHaveLength(3);
  await field(tab, 0, 'unitPrice').focus();
  await keyboard.press('Enter');
  expect(await isOn(1, 'unitPrice'), 'the same field of the next line').toBe(true);
  await keyboard.type('33,33');
  await keyboard.press('Shift+Tab');
  await keyboard.press('Shift+Tab');
  await fill('2,5');
  expect(plain(await row(tab, 1).locator('[data-net]').textContent())).toBe('83,33 €');
  expect(await sum(tab, 'gross')).toBe('244,00 €');
  await tab.inspect();

  await keyboard.press('Alt+ArrowUp');
  expect((await names(tab)).slice(0, 2)).toEqual(['Mixage', 'Prise de voix']);
  expect(await isOn(0, 'quantity'), 'the focus goes with its line').toBe(true);
  await field(tab, 1, 'unitPrice').fill('beaucoup');
  expect(await sum(tab, 'gross'), 'what cannot be read adds up to nothing').toBe('–');
  await field(tab, 1, 'unitPrice').fill('80');

  await tabTo(page, 'Enregistrer');
  await keyboard.press('Enter');
  await page.waitForURL(`**/invoices/${id}`);
  await page.getByText('Modifications enregistrées.').waitFor();
  expect(plain(await page.locator('tr.strong').textContent())).toContain('244,00 €');

  await tab.goto(`/invoices/${id}/edit`);
  await row(tab, 0).getByRole('button', { name: 'Retirer la ligne 1' }).focus();
  await keyboard.press('Enter');
  expect(await names(tab)).toEqual(['Prise de voix', '']);
  expect(await focused(page)).toMatchObject({ name: expect.stringContaining('Désignation') });
  expect(await sum(tab, 'gross')).toBe('144,00 €');
  await tabTo(page, 'Émettre');
  await keyboard.press('Enter');
  await tab.heading(/^FAC-/);
  expect(plain(await page.locator('tr.strong').textContent())).toContain('144,00 €');
});

test('amounts are those that the server reckons', async () => {
  const { owner, clientId } = basics;
  const id = await create(owner, '/invoices', { clientId });
  const tab = await open(`/invoices/${id}/edit`);
  const lines = [
    ['2,5', '1 234,50 €', 'S-2000'],
    ['1h20', '60', 'S-550'],
    ['-0,5', '0,01', 'S-2000'],
    ['3', '1.440,50', 'S-550'],
    ['0,3333', '19,99', 'E-0'],
  ] as const;
  for (const [index, [quantity, unitPrice, vat]] of lines.entries()) {
    await field(tab, index, 'description').fill(`Ligne ${index}`);
    await field(tab, index, 'quantity').fill(quantity);
    await field(tab, index, 'unitPrice').fill(unitPrice);
    await field(tab, index, 'vat').selectOption(vat);
    if (index < lines.length - 1) await field(tab, index, 'unitPrice').press('Enter');
  }
  const typed = [await sum(tab, 'net'), await sum(tab, 'tax'), await sum(tab, 'gross')];
  await tab.page.getByRole('button', { name: 'Enregistrer' }).click();
  await tab.page.waitForURL(`**/invoices/${id}`);
  const figures = await tab.page.locator('.figures dd > span:first-child').allTextContents();
  expect(typed).toEqual(figures.map(plain));
});

test('loads one small script of its own and stays within the budget', async () => {
  const id = await aDraft(basics.owner, basics.clientId);
  const tab = await browser.tab({ studio, role: 'owner' });
  const { take, quiet } = await meter(tab.page);
  await tab.goto(`/invoices/${id}/edit`);
  await quiet();
  const costs = take();
  const script = bytesOf(scriptsOf(costs));
  process.stdout.write(`the table of a draft: scripts ${script} B, ${costs.length} requests\n`);
  expect(script).toBeLessThanOrEqual(STAFF.script);
  expect(costs.filter(({ url }) => /\/js\/(sheet|components)\./.test(url))).toHaveLength(1);
});

test('on a phone each line is a card, with targets for a thumb', async () => {
  const id = await aDraft(basics.owner, basics.clientId);
  const tab = await open(`/invoices/${id}/edit`, { width: PHONE });
  const { page } = tab;
  await tab.inspect();
  for (const target of await page.locator('table.lines :is(input:not([type=hidden]), select, button)').all()) {
    const box = await target.boundingBox();
    expect(box?.height, await target.evaluate((element) => element.outerHTML.slice(0, 120))).toBeGreaterThanOrEqual(44);
  }
  await page.getByRole('button', { name: 'Ajouter une ligne' }).last().click();
  expect(await field(tab, 1, 'description').evaluate((at) => at === document.activeElement)).toBe(true);
});

test('without scripts lines are added, moved and removed by buttons, and sessions are ticked', async () => {
  const { owner, clientId, roomId } = basics;
  const when = { startsAt: '2026-11-18T10:00', endsAt: '2026-11-18T12:00' };
  const sessionId = await aBooking(owner, roomId, when, { clientId, title: 'Voix du 18' });
  await owner.post(`/sessions/${sessionId}/completion`);
  const id = await create(owner, '/invoices', { clientId });
  const tab = await open(`/invoices/${id}/edit`, { script: false });
  const { page } = tab;
  await field(tab, 0, 'description').fill('Montage');
  await field(tab, 0, 'unitPrice').fill('50');
  await field(tab, 0, 'unitPrice').press('Enter');
  await page.waitForURL('**/edit#next-line');
  expect(await names(tab)).toEqual(['Montage', '']);
  await field(tab, 1, 'description').fill('Bande');
  await field(tab, 1, 'unitPrice').fill('12');
  await page.getByRole('checkbox', { name: 'Voix du 18' }).check();
  await page.getByRole('button', { name: 'Ajouter la sélection' }).click();
  await page.getByText('Modifications enregistrées.').waitFor();
  expect(await names(tab)).toEqual(['Montage', 'Bande', 'Grande salle', '']);
  await tab.inspect();
  await row(tab, 1).getByRole('button', { name: 'Monter la ligne 2' }).click();
  expect(await names(tab)).toEqual(['Bande', 'Montage', 'Grande salle', '']);
  await row(tab, 0).getByRole('button', { name: 'Retirer la ligne 1' }).click();
  expect(await names(tab)).toEqual(['Montage', 'Grande salle', '']);
  await page.getByRole('button', { name: 'Émettre' }).click();
  await tab.heading(/^FAC-/);
});
