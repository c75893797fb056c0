/** A user brings an address book: an export of a spreadsheet, with the columns that it happens to have. */
import { beforeAll, expect, test } from 'vitest';
import { useBrowser } from '#testing/browser.ts';
import { create } from '#testing/fixtures.ts';
import type { TestStudio } from '#testing/studio.ts';

const browser = useBrowser();
let studio: TestStudio;

beforeAll(async () => {
  studio = await browser.studio();
  await create(await studio.as('owner'), '/clients', {
    kind: 'person',
    name: 'Noé Carlier',
    email: 'noe@carlier.example',
  });
});

/** As Excel writes it in France: semicolons, Windows-1252, an unknown title, one line that is wrong. */
const FILE = Buffer.from(
  [
    'Raison sociale;Courriel;Portable;Ville;Pointure;SIRET',
    'Éditions Été;contact@ete.example;06 12 34 56 78;Orléans;42;',
    'Noé Carlier;noe@carlier.example;;Lyon;41;',
    '"Label; ""Nuit""";nuit@label.example;;Paris;;12345678901234',
    'Béatrice Œuf;bea@oeuf.example;07 00 00 00 01;Nîmes;38;',
  ].join('\r\n'),
  'latin1',
);

test('a file is read, its columns are mapped, its duplicates and faults are shown, and it comes in', async () => {
  const tab = await browser.tab({ studio, role: 'manager' });
  const { page } = tab;
  await tab.goto('/clients');
  await page.getByRole('link', { name: 'Importer' }).first().click();
  await tab.heading('Importer des clients');
  await tab.inspect();
  await page.getByLabel('Fichier').setInputFiles({ name: 'clients.csv', mimeType: 'text/csv', buffer: FILE });
  await page.getByRole('button', { name: 'Envoyer le fichier' }).click();
  await tab.heading('À quoi correspondent les colonnes ?');
  await tab.inspect();
  await page.getByLabel('Champ pour « Raison sociale »').selectOption({ label: 'Nom affiché' });
  await page.getByLabel('Champ pour « Pointure »').selectOption({ label: 'Champ personnalisé (garde le titre)' });
  await page.getByRole('button', { name: 'Voir l’aperçu' }).click();
  await tab.heading('clients.csv');
  await studio.jobsDone();
  await tab.goto(page.url());
  expect(await page.getByRole('main').textContent()).toContain('Ce numéro SIRET n’est pas valable');
  await tab.inspect();
  await page.getByLabel(/Laisser de côté/).check();
  await page.getByLabel(/Mettre la fiche à jour/).check();
  await page.getByRole('button', { name: 'Lancer l’import' }).click();
  await page.getByText('Import en cours').first().waitFor();
  await tab.inspect();
  // The progress updates without a reload.
  await studio.jobsDone();
  await page.getByRole('link', { name: 'Voir les clients importés' }).waitFor();
  await tab.inspect();
  await page.getByRole('link', { name: 'Voir les clients importés' }).click();
  await page.getByRole('link', { name: 'Éditions Été' }).click();
  await tab.heading('Éditions Été');
  expect(await page.getByRole('main').textContent()).toMatch(/Pointure\s*42/);
});
