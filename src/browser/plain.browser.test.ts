/** With scripts off, staff can do their work: everything is links and forms. */
import { beforeAll, expect, test } from 'vitest';
import { PHONE, useBrowser } from '#testing/browser.ts';
import { type BasicStudio, basicStudio } from '#testing/fixtures.ts';
import type { TestStudio } from '#testing/studio.ts';

const browser = useBrowser();
let studio: TestStudio;
let basics: BasicStudio;

beforeAll(async () => {
  studio = await browser.studio();
  basics = await basicStudio(studio);
});

test('a client, a session, a change of mind, an invoice', async () => {
  const tab = await browser.tab({ studio, role: 'owner', script: false });
  const { page } = tab;
  await tab.goto('/clients');
  await page.getByRole('link', { name: 'Nouveau client' }).click();
  await page.getByLabel('Nom affiché').fill('Orage d’Été');
  await page.getByRole('button', { name: 'Créer la fiche' }).click();
  await tab.heading('Orage d’Été');

  await page.getByRole('link', { name: 'Calendrier' }).first().click();
  await tab.inspect();
  await page.getByRole('link', { name: 'Réserver Grande salle' }).click();
  await tab.heading('Nouvelle séance');
  await page.getByLabel('Intitulé').fill('Mixage, premier jour');
  await page.locator('select[name=clientId]').selectOption({ label: 'Orage d’Été' });
  await page.getByRole('button', { name: 'Réserver' }).click();
  await tab.heading('Mixage, premier jour');
  await page.getByLabel('Salle', { exact: true }).selectOption({ label: 'Cabine' });
  await page.getByRole('button', { name: 'Déplacer' }).click();
  await page.getByText('La séance est déplacée.').waitFor();
  await page.getByRole('button', { name: 'Confirmer' }).click();
  await tab.heading('Mixage, premier jour');
  await page
    .getByRole('button', { name: 'Facturer' })
    .or(page.getByRole('link', { name: 'Facturer' }))
    .click();
  await tab.heading('Brouillon pour Orage d’Été');
  await tab.inspect();
  await page.getByRole('button', { name: 'Émettre' }).click();
  await tab.heading(/^FAC-/);
  await tab.inspect();
});

test('a search, and pages of a list', async () => {
  const tab = await browser.tab({ studio, role: 'user', script: false });
  const { page } = tab;
  await tab.goto('/');
  await page.getByRole('link', { name: 'Chercher, aller, faire…' }).click();
  await tab.heading('Recherche');
  await page.getByRole('searchbox').fill('vasseur');
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'Mona Vasseur' }).click();
  await tab.heading('Mona Vasseur');
});

test('on a phone the menu opens, too', async () => {
  const tab = await browser.tab({ studio, role: 'user', script: false, width: PHONE });
  const { page } = tab;
  await tab.goto('/');
  await page.getByRole('button', { name: 'Plus' }).click();
  await page.getByRole('link', { name: 'Salles' }).click();
  await tab.heading('Salles');
  await page.getByRole('link', { name: 'Grande salle' }).last().click();
  await tab.heading('Grande salle');
  expect(new URL(page.url()).pathname).toBe(`/rooms/${basics.roomId}`);
});
