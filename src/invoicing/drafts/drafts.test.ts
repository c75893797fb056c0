/** A draft is typed in one table, and what was typed is saved or comes back. Without a script. */
import { sql } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readRows } from '#platform/db/raw.ts';
import { aClient, aDraft, create, LINE, mayIssue } from '#testing/fixtures.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';
import type { TestPage, Visitor } from '#testing/visit.ts';

let studio: TestStudio;
let owner: Visitor;
let clientId: string;

beforeAll(async () => {
  studio = await testStudio();
  await mayIssue(studio);
  owner = await studio.as('owner');
  clientId = await aClient(owner, { name: 'Mona Vasseur' });
});

beforeEach(() => studio.clock.set('2026-11-20T13:42:00+01:00'));

const FIELDS = ['lineId', 'description', 'detail', 'quantity', 'unit', 'unitPrice', 'vat'] as const;
type Sheet = Record<(typeof FIELDS)[number], string[]>;

const typedIn = (page: TestPage, name: string) =>
  page.all(`table.lines [name=${name}]`).map((field) => {
    if (field.rawTagName === 'textarea') return field.text.replace(/^\n/, '');
    if (field.rawTagName !== 'select') return field.getAttribute('value') ?? '';
    return field.querySelector('[selected]')?.getAttribute('value') ?? '';
  });

/** What a browser would send of the table, row by row. */
const sheetOf = (page: TestPage) => Object.fromEntries(FIELDS.map((name) => [name, typedIn(page, name)])) as Sheet;

const open = (id: string) => owner.get(`/invoices/${id}/edit`);
const lines = async (id: string) =>
  (await readRows(
    (
      await studio.scope()
    ).db,
    sql`select description, quantity::float8 as quantity, unit_price::int as price, net::int from invoice_lines
      where invoice_id = ${id} order by position`,
  )) as unknown as { description: string; quantity: number; price: number; net: number }[];
const said = async (id: string) => (await lines(id)).map(({ description }) => description);
const three = () => aDraft(owner, clientId, [{ description: 'A' }, { description: 'B' }, { description: 'C' }]);
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');

describe('the table of a draft', () => {
  it('opens with a spare row, and saves all rows at once', async () => {
    const id = await create(owner, '/invoices', { clientId });
    const empty = sheetOf(await open(id));
    expect(empty).toMatchObject({ lineId: [''], description: [''], quantity: ['1'], unitPrice: [''] });
    const first = await owner.post(`/invoices/${id}`, {
      ...empty,
      description: ['Voix', 'Bande'],
      detail: ['', 'deux pouces'],
      lineId: ['', ''],
      quantity: ['1h30', '2'],
      unit: ['hour', 'piece'],
      unitPrice: ['80', '12,50'],
      vat: ['S-2000', 'S-550'],
      notes: 'Merci',
    });
    expect(first.location).toBe(`/invoices/${id}`);
    expect(await lines(id)).toEqual([
      { description: 'Voix', quantity: 1.5, price: 8000, net: 12000 },
      { description: 'Bande', quantity: 2, price: 1250, net: 2500 },
    ]);
    const page = await open(id);
    expect(sheetOf(page)).toMatchObject({ quantity: ['1,5', '2', '1'], unitPrice: ['80,00', '12,50', ''] });
    expect(page.one('[name=notes]').text.trim()).toBe('Merci');
    expect(page.all('[data-sum]').map(({ text }) => plain(text))).toEqual(['145,00 €', '25,38 €', '170,38 €']);

    const sheet = sheetOf(page);
    await owner.post(`/invoices/${id}`, { ...sheet, unitPrice: ['90', '12,50', ''] });
    expect((await lines(id)).map(({ net }) => net)).toEqual([13500, 2500]);
    expect(sheetOf(await open(id)).lineId).toEqual(sheet.lineId);
    expect((await open(id)).one('[name=notes]').text.trim(), 'fields that are not sent stay').toBe('Merci');
  });

  it('adds a line where the spare row was filled in, and leads to the next', async () => {
    const id = await three();
    const sheet = sheetOf(await open(id));
    const added = await owner.post(`/invoices/${id}/lines`, {
      ...sheet,
      description: ['A', 'B', 'C', 'D'],
      unitPrice: ['100', '100', '100', '5'],
    });
    expect(added.location).toBe(`/invoices/${id}/edit#next-line`);
    expect((await owner.follow(added)).all('#next-line [name=description]')).toHaveLength(1);
    expect(await said(id)).toEqual(['A', 'B', 'C', 'D']);
    await owner.post(`/invoices/${id}/lines`, sheetOf(await open(id)));
    expect(await said(id), 'nothing typed adds nothing').toEqual(['A', 'B', 'C', 'D']);
  });

  it('moves and removes rows by their buttons, with what was typed meanwhile', async () => {
    const id = await three();
    const page = await open(id);
    const buttons = page
      .all('table.lines tbody tr:first-child button')
      .map((button) => [button.getAttribute('name'), button.getAttribute('value'), button.getAttribute('formaction')]);
    expect(buttons).toEqual([
      ['move', '0 up', `/invoices/${id}/lines`],
      ['move', '0 down', `/invoices/${id}/lines`],
      ['remove', '0', `/invoices/${id}/lines`],
    ]);
    await owner.post(`/invoices/${id}/lines`, { ...sheetOf(page), description: ['A2', 'B', 'C', ''], move: '0 down' });
    expect(await said(id)).toEqual(['B', 'A2', 'C']);
    await owner.post(`/invoices/${id}/lines`, { ...sheetOf(await open(id)), move: '0 up' });
    expect(await said(id)).toEqual(['B', 'A2', 'C']);
    await owner.post(`/invoices/${id}/lines`, { ...sheetOf(await open(id)), remove: '1' });
    expect(await said(id)).toEqual(['B', 'C']);
    const kept = sheetOf(await open(id));
    await owner.post(`/invoices/${id}`, {
      ...Object.fromEntries(FIELDS.map((name) => [name, kept[name].slice(1)])),
      removed: kept.lineId[0] ?? '',
    });
    expect(await said(id), 'as a script removes rows').toEqual(['C']);
    expect((await owner.get(`/invoices/${id}`)).one('tr.strong .num').text).toContain('120,00');
  });

  it('gives everything back as it was typed, with what is wrong at its field', async () => {
    const id = await three();
    const sheet = sheetOf(await open(id));
    const wrong = await owner.post(`/invoices/${id}`, {
      ...sheet,
      description: ['A', '', 'C', 'neuve'],
      quantity: ['1', 'x', '1', '2'],
      unitPrice: ['100', '-1', '100', '7'],
      vat: ['S-2000', 'S-1', 'S-2000', 'S-2000'],
      unit: ['hour', 'mile', 'hour', 'hour'],
      suppliedFrom: '2026-11-20',
      suppliedTo: '2026-11-19',
      notes: 'à garder',
    });
    expect(wrong.status).toBe(422);
    const bad = wrong.all('table.lines [aria-invalid=true]').map((field) => field.getAttribute('id'));
    expect(bad).toEqual(['description', 'quantity', 'unit', 'unitPrice', 'vat'].map((name) => `f-line1-${name}`));
    const links = wrong.all('form .notice a').map((link) => link.getAttribute('href'));
    expect(links).toEqual(expect.arrayContaining(['#f-line1-description', '#f-suppliedTo']));
    expect(wrong.one('form .notice').text).toContain('(ligne 2)');
    expect(sheetOf(wrong)).toMatchObject({
      description: ['A', '', 'C', 'neuve', ''],
      quantity: ['1', 'x', '1', '2', '1'],
      lineId: [...sheet.lineId.slice(0, 3), '', ''],
    });
    expect(wrong.one('[name=notes]').text.trim()).toBe('à garder');
    expect(await said(id), 'nothing is saved by halves').toEqual(['A', 'B', 'C']);

    const gone = await owner.post(`/invoices/${id}/lines`, { ...sheet, quantity: ['1', 'x', '1', '1'], remove: '0' });
    expect(gone.status).toBe(422);
    expect(typedIn(gone, 'description')).toEqual(['B', 'C', '']);
    expect(gone.one('[name=removed]').getAttribute('value')).toBe(sheet.lineId[0]);
  });

  it('takes no line of another invoice, nor one that is gone', async () => {
    const [id, other] = [await three(), await three()];
    const [mine, theirs] = [sheetOf(await open(id)), sheetOf(await open(other))];
    const stolen = await owner.post(`/invoices/${id}`, { ...theirs, description: ['X', 'Y', 'Z', ''] });
    expect(stolen.status).toBe(422);
    await owner.post(`/invoices/${id}`, { removed: theirs.lineId });
    expect(await said(other)).toEqual(['A', 'B', 'C']);
    await owner.post(`/invoices/${id}`, { removed: mine.lineId });
    expect((await owner.post(`/invoices/${id}`, mine)).one('form .notice').text).toContain('entre-temps');
    expect(await said(id)).toEqual([]);
  });

  it('keeps a line that another window added', async () => {
    const id = await aDraft(owner, clientId, [{ description: 'A' }]);
    const sheet = sheetOf(await open(id));
    await owner.post(`/invoices/${id}/lines`, { ...LINE, description: 'ailleurs' });
    await owner.post(`/invoices/${id}`, { ...sheet, description: ['A2', ''] });
    expect((await said(id)).sort()).toEqual(['A2', 'ailleurs']);
  });

  it('holds 500 lines, in one form, and no more', async () => {
    const id = await create(owner, '/invoices', { clientId });
    const row = (name: keyof Sheet, value: string, count: number) => ({
      [name]: Array.from({ length: count }, () => value),
    });
    const full = (count: number) => ({
      ...row('lineId', '', count),
      ...row('description', 'Prise', count),
      ...row('detail', '', count),
      ...row('quantity', '1', count),
      ...row('unit', 'hour', count),
      ...row('unitPrice', '1', count),
      ...row('vat', 'S-2000', count),
    });
    expect((await owner.post(`/invoices/${id}`, full(501))).status).toBe(409);
    expect((await owner.post(`/invoices/${id}`, full(500))).status).toBe(303);
    const page = await open(id);
    expect(sheetOf(page).description, 'no room for a spare row').toHaveLength(500);
    expect((await owner.post(`/invoices/${id}`, sheetOf(page))).status).toBe(303);
    expect((await owner.post(`/invoices/${id}/lines`, LINE)).status).toBe(409);
  });
});

describe('issuing from the table', () => {
  it('lists what stops it before the button, and saves what was typed first', async () => {
    const company = { kind: 'company', name: 'Label', email: 'label@example.org' };
    const id = await create(owner, '/invoices', { clientId: await create(owner, '/clients', company) });
    const page = await open(id);
    expect(page.one('#gate .chip').text).toBe('2 obstacles');
    expect(page.one('#gate').text).toContain('aucune ligne');
    expect(page.one('#gate button').getAttribute('formaction')).toBe(`/invoices/${id}/issuance`);

    const refused = await owner.post(`/invoices/${id}/issuance`, { ...sheetOf(page), ...LINE, notes: 'Merci' });
    expect(refused.status).toBe(422);
    expect(refused.one('#gate [role=alert]').text).toContain('n’a pas été émise');
    expect(refused.one('#gate').text).toContain('adresse');
    expect(await said(id)).toEqual([LINE.description]);

    const wrong = await owner.post(`/invoices/${id}/issuance`, { ...sheetOf(refused), unitPrice: ['x', ''] });
    expect(wrong.status).toBe(422);
    expect(wrong.all('[name=unitPrice][aria-invalid=true]')).toHaveLength(1);
  });

  it('issues with the last words typed', async () => {
    const id = await aDraft(owner, clientId);
    const page = await open(id);
    expect(page.one('#gate .chip').text).toBe('Prêt');
    const issued = await owner.post(`/invoices/${id}/issuance`, { ...sheetOf(page), quantity: ['2', '1'] });
    expect(issued.location).toBe(`/invoices/${id}`);
    const shown = await owner.follow(issued);
    expect(shown.one('h1').text).toMatch(/^FAC-/);
    expect(plain(shown.one('tr.strong').text)).toContain('240,00 €');
    expect((await owner.post(`/invoices/${id}`, sheetOf(page))).status).toBe(409);
  });
});
