import Papa from 'papaparse';
import { beforeAll, expect, it } from 'vitest';
import { aClient, aDraft, anIssuedInvoice, mayIssue } from '#testing/fixtures.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';
import type { Visitor } from '#testing/visit.ts';

let studio: TestStudio;
let owner: Visitor;
let ids: string[];

beforeAll(async () => {
  studio = await testStudio();
  owner = await studio.as('owner');
  await mayIssue(studio);
  const [mona, formula] = [await aClient(owner), await aClient(owner, { name: '=HYPERLINK("http://x")' })];
  ids = [await anIssuedInvoice(owner, mona), await anIssuedInvoice(owner, formula), await aDraft(owner, mona)];
  await owner.post(`/invoices/${ids[0]}/credit-note`, { reason: 'Séance annulée' });
});

async function rows(query = '', visitor = owner): Promise<Record<string, string>[]> {
  const { text, headers } = await visitor.get(`/invoices/export.csv${query}`);
  expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
  return Papa.parse<Record<string, string>>(text.replace('\ufeff', ''), { header: true, skipEmptyLines: true }).data;
}

it('holds what the list shows, in its order, with sums that a spreadsheet adds up', async () => {
  const all = await rows();
  expect(all.map((row) => [row.Type, row.État, row['Total HT'], row.TVA, row['Total TTC'], row.Devise])).toEqual([
    ['Facture', 'Brouillon', '100,00', '20,00', '120,00', 'EUR'],
    ['Avoir', 'À envoyer', '-100,00', '-20,00', '-120,00', 'EUR'],
    ['Facture', 'À envoyer', '100,00', '20,00', '120,00', 'EUR'],
    ['Facture', 'Annulée', '100,00', '20,00', '120,00', 'EUR'],
  ]);
  expect((await rows('?status=draft')).map((row) => row.Client)).toEqual(['Mona Vasseur']);
  const { headers } = await owner.get('/invoices/export.csv');
  expect(headers.get('content-disposition')).toMatch(/^attachment; filename="factures-\d{4}-\d\d-\d\d\.csv"$/);
});

it('holds the ticked rows alone, and none of another studio', async () => {
  const elsewhere = await testStudio();
  const foreign = await aDraft(await elsewhere.as('owner'), await aClient(await elsewhere.as('owner')));
  const chosen = await rows(`?id=${ids[1]}&id=${ids[2]}&id=${foreign}`);
  expect(chosen.map((row) => row.État)).toEqual(['Brouillon', 'À envoyer']);
  const many = await owner.get(`/invoices/export.csv?${`id=${foreign}&`.repeat(301)}`);
  expect([many.status, many.text.includes('Trop de lignes cochées')]).toEqual([422, true]);
});

it('runs nothing in a spreadsheet', async () => {
  expect((await rows()).map((row) => row.Client)).toContain('\'=HYPERLINK("http://x")');
});

it('is for those who handle money', async () => {
  const user = await studio.as('user');
  expect((await user.get('/invoices/export.csv')).status).toBe(403);
  const list = await owner.get('/invoices');
  expect(list.all('td.sel input').length).toBe(4);
  expect(list.one('form.selection').getAttribute('action')).toBe('/invoices/export.csv');
  expect(list.one(`td.sel input[value="${ids[0]}"]`).getAttribute('form')).toBe(
    list.one('form.selection').getAttribute('id'),
  );
});
