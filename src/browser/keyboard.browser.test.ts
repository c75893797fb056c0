/** Without a mouse: booking, being refused, accepting the offer; finding anything; paying. */
import { beforeAll, expect, test } from 'vitest';
import { PHONE, useBrowser } from '#testing/browser.ts';
import { type BasicStudio, basicStudio, create } from '#testing/fixtures.ts';
import { focused, tabTo } from '#testing/focus.ts';
import type { TestStudio } from '#testing/studio.ts';

const browser = useBrowser();
let studio: TestStudio;
let basics: BasicStudio;

beforeAll(async () => {
  studio = await browser.studio();
  basics = await basicStudio(studio);
});

test('books a session, is refused, takes what is offered', async () => {
  const tab = await browser.tab({ studio, role: 'user' });
  const { page } = tab;
  const { keyboard } = page;
  await tab.goto('/');
  await keyboard.press('n');
  await tab.heading('Nouvelle séance');
  expect(await focused(page)).toMatchObject({ name: expect.stringContaining('Client') });
  await page.locator('#session-form [role=combobox]:focus').waitFor();
  await keyboard.type('Mona');
  await page.getByRole('listbox', { name: 'Client' }).getByRole('option', { name: 'Mona Vasseur' }).waitFor();
  await keyboard.press('Enter');
  await tabTo(page, 'Salle');
  await keyboard.type('Gran');
  await tabTo(page, 'Intitulé');
  await keyboard.type('Voix témoin');
  await tabTo(page, 'Réserver');
  await keyboard.press('Enter');
  await tab.heading('Voix témoin');
  expect(await page.getByRole('main').getByRole('link', { name: 'Grande salle' }).count()).toBe(1);

  tab.expectStatus(409);
  await keyboard.press('n');
  await tab.heading('Nouvelle séance');
  await tabTo(page, 'Salle');
  await keyboard.type('Gran');
  await tabTo(page, 'Intitulé');
  await keyboard.type('Une de trop');
  await tabTo(page, 'Réserver');
  await keyboard.press('Enter');
  await page.getByRole('alert').waitFor();
  expect((await focused(page)).name).toContain('Ce créneau est déjà pris');
  expect(await page.getByRole('alert').textContent()).toContain('Voix témoin');
  await tab.inspect();
  await tabTo(page, 'Réserver ce créneau');
  await keyboard.press('Enter');
  await tab.heading('Une de trop');
});

test('skips the navigation, and knows every shortcut', async () => {
  const tab = await browser.tab({ studio, role: 'owner' });
  const { page } = tab;
  await tab.goto('/clients');
  await page.keyboard.press('Tab');
  expect(await focused(page)).toMatchObject({ name: 'Aller au contenu', visible: true });
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Raccourcis clavier' }).waitFor();
  await tab.inspect();
  await page.keyboard.press('Escape');
  await page.keyboard.press('g');
  await page.keyboard.press('c');
  await page.waitForURL('**/calendar');
});

test('finds a client in the palette, whatever the accents', async () => {
  await create(basics.owner, '/clients', { kind: 'company', name: 'Éditions Papier Mâché' });
  const tab = await browser.tab({ studio, role: 'owner' });
  const { page } = tab;
  await tab.goto('/clients');
  await page.keyboard.press('Control+k');
  const input = page.getByRole('combobox');
  await page.keyboard.type('papier mache');
  const options = page.getByRole('option');
  await options.filter({ hasText: 'Éditions Papier Mâché' }).waitFor();
  await tab.inspect();
  expect(await input.getAttribute('aria-activedescendant')).toBe(await options.first().getAttribute('id'));
  await page.keyboard.press('Enter');
  await tab.heading('Éditions Papier Mâché');
});

test('goes by arrows to what is chosen, and never to what was an answer before', async () => {
  const tab = await browser.tab({ studio, role: 'owner' });
  const { page } = tab;
  const chosen = page.locator('[role=option][aria-selected=true]');
  await tab.goto('/clients');
  await page.keyboard.press('Control+k');
  await page.getByRole('option', { name: 'Nouvelle séance' }).waitFor();
  expect(await chosen.count()).toBe(0);
  await page.keyboard.press('ArrowDown');
  const first = await chosen.textContent();
  await page.keyboard.press('ArrowDown');
  expect(await chosen.textContent()).not.toBe(first);
  await page.keyboard.press('ArrowUp');
  expect(await chosen.textContent()).toBe(first);
  await page.keyboard.type('reserver');
  expect(await chosen.count()).toBe(0);
  await chosen.waitFor();
  await page.keyboard.press('Enter');
  await tab.heading('Nouvelle séance');

  await page.keyboard.press('Control+k');
  await page.locator('#palette-results [role=option]').first().waitFor();
  await page.keyboard.type('mona');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/search?q=mona');
});

test('pays in the portal, on a phone, without scripts', async () => {
  const { owner, clientId, clientEmail } = basics;
  const sessionId = await create(owner, '/sessions', {
    title: 'Mixage',
    kind: 'mixing',
    roomId: basics.otherRoomId,
    clientId,
    startsAt: '2026-03-02T10:00',
    endsAt: '2026-03-02T12:00',
  });
  const invoiceId = await create(owner, '/invoices', { clientId, sessionId });
  await owner.post(`/invoices/${invoiceId}/issuance`);

  const tab = await browser.tab({ studio, width: PHONE, script: false });
  const { page } = tab;
  const { keyboard } = page;
  await tab.goto('/portal');
  await tabTo(page, 'Adresse e-mail');
  await keyboard.type(clientEmail);
  await keyboard.press('Enter');
  await tab.heading('Consultez vos e-mails');
  await tab.inspect();
  await studio.jobsDone();
  const link = /http\S+\/portal\/entry\/\S+/.exec(studio.mails().at(-1)?.text ?? '')?.[0] ?? '';
  await tab.goto(link);
  await tab.inspect();
  await tabTo(page, 'Entrer dans mon espace');
  await keyboard.press('Enter');
  await page.waitForURL('**/portal');
  await tabTo(page, 'Payer');
  await keyboard.press('Enter');
  await page.waitForURL('**/portal/invoices/*');
  await tabTo(page, 'Payer 144,00 € par carte');
  await keyboard.press('Enter');
  await tab.heading('144,00 € à payer');
  tab.expectStatus(422);
  await tabTo(page, 'Numéro de carte de TEST');
  await keyboard.type('1234 5678');
  await keyboard.press('Enter');
  await page.getByText('Ce numéro de carte n’est pas valable.').first().waitFor();
  await tab.inspect();
  // The list of errors names the field, and leads to it.
  await tabTo(page, 'Numéro de carte de TEST');
  await keyboard.press('Enter');
  await keyboard.press('Control+a');
  await keyboard.type('4242424242424242');
  await tabTo(page, 'Expire fin');
  await keyboard.type('1239');
  await tabTo(page, 'Code de sécurité');
  await keyboard.type('123');
  await keyboard.press('Enter');
  await tab.heading('Paiement reçu');
  await tab.inspect();
});
