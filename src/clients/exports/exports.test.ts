import Papa from 'papaparse';
import { beforeAll, describe, expect, it } from 'vitest';
import { createClient, getClient } from '#clients/service.ts';
import { accepted } from '#platform/refusal.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';
import type { Visitor } from '#testing/visit.ts';

let studio: TestStudio;
let owner: Visitor;

beforeAll(async () => {
  studio = await testStudio();
  owner = await studio.as('owner');
  const scope = await studio.scope();
  for (let index = 0; index < 600; index += 1)
    await accepted(createClient(scope, { name: `Client ${index}`, kind: index % 3 === 0 ? 'company' : 'person' }));
});

const linesOf = (text: string) => text.trimEnd().split('\r\n');

describe('the export', () => {
  it('is a file with a name, for the spreadsheets of the reader’s country', async () => {
    const page = await owner.get('/clients/export.csv');
    expect(page.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(page.headers.get('content-disposition')).toMatch(/^attachment; filename="clients-\d{4}-\d\d-\d\d\.csv"$/);
    expect(page.headers.get('cache-control')).toContain('no-store');
    const raw = await (await owner.request('/clients/export.csv', {})).arrayBuffer();
    expect([...new Uint8Array(raw.slice(0, 3))]).toEqual([0xef, 0xbb, 0xbf]);
    expect(linesOf(page.text)[0]).toMatch(/"Nom affiché";"Type";/);
    const english = studio.visitor();
    for (const [name, value] of owner.cookies) english.cookies.set(name, value);
    english.cookies.set('locale', 'en');
    expect(linesOf((await english.get('/clients/export.csv')).text)[0]).toMatch(/"Display name","Kind",/);
  });

  it.each(['csv', 'vcf'])('is sent as %s piece by piece, however long it is', async (ending) => {
    const reader = (await owner.request(`/clients/export.${ending}`, {})).body?.getReader();
    const sizes: number[] = [];
    for (let next = await reader?.read(); next?.value; next = await reader?.read()) sizes.push(next.value.length);
    const whole = sizes.reduce((sum, size) => sum + size, 0);
    expect(sizes.length).toBeGreaterThan(1);
    expect(Math.max(...sizes)).toBeLessThan(whole);
  });

  it('holds all that the list shows, in its order, and nothing else', async () => {
    const query = 'kind=company&sort=-name&q=client';
    const lines = linesOf((await owner.get(`/clients/export.csv?${query}`)).text).slice(1);
    expect(lines).toHaveLength(200);
    const first = (await owner.get(`/clients?${query}`)).all('tbody a.what').map((link) => link.text);
    expect(lines.slice(0, 50).map((line) => line.split(';')[0]?.replaceAll('"', ''))).toEqual(first);
    expect(linesOf((await owner.get('/clients/export.csv')).text)).toHaveLength(601);
    expect(linesOf((await owner.get('/clients/export.csv?q=introuvable')).text)).toHaveLength(1);
    const cards = await owner.get('/clients/export.vcf?kind=company');
    expect(cards.headers.get('content-type')).toBe('text/vcard; charset=utf-8');
    expect(cards.text.match(/BEGIN:VCARD/g)).toHaveLength(200);
  });
});

describe('a program that splits at another separator', () => {
  /** As those do that take quotes for quotes only where a cell begins. */
  const cellsOf = (text: string, separator: string) =>
    text
      .split(/[\r\n]+/)
      .flatMap((line) => line.split(separator))
      .map((cell) => cell.replace(/^"+/, ''));
  const isFormula = (cell: string) => /^[=+\-@＝]/.test(cell);

  it.each([',', ';', '\t', '|'])('finds no bare formula behind %j', async (separator) => {
    const scope = await studio.scope();
    for (const sign of ['=', '+', '-', '@', '＝'])
      for (const before of ['', "'", '"'])
        await accepted(
          createClient(scope, {
            name: `Formule ${separator}${before}${sign}1+1`,
            notes: `a${separator}${before}${sign}cmd\n${sign}cmd`,
          }),
        );
    for (const locale of ['fr', 'en']) {
      owner.cookies.set('locale', locale);
      const { text } = await owner.get('/clients/export.csv');
      expect(text).toContain('cmd');
      expect(cellsOf(text.slice(1), separator).filter(isFormula)).toEqual([]);
      const { data } = Papa.parse<string[]>(text.slice(1), { delimiter: separator });
      expect(data.flat().filter(isFormula)).toEqual([]);
    }
    owner.cookies.delete('locale');
  });
});

describe('a round trip to another studio', () => {
  const TEXTS = [
    '=HYPERLINK("http://x")',
    '+33 6',
    '-1',
    '@SUM',
    '\tx',
    '\rx',
    '\nx',
    '＝x',
    "'x",
    "'=x",
    '"',
    ';',
    ',',
    '\\',
    ' x ',
    '\ufeff',
    '<b>&amp;',
    'ligne\r\nligne',
    '👩‍👧',
    '\u202e',
    '\u0001',
    'a,=1',
    "a;'=1\n- b\r\n''@c",
    'a\t"\'+1|-2',
    "'\t'=1",
  ];

  it('loses nothing', async () => {
    const [from, to] = [await testStudio(), await testStudio()];
    const scope = await from.scope();
    const ids = [];
    for (const [index, text] of TEXTS.entries())
      ids.push(
        await accepted(
          createClient(scope, {
            kind: index % 2 === 0 ? 'company' : 'person',
            name: text,
            artistName: text,
            firstName: text,
            email: `c${index}@x.example`,
            phone: text,
            phones: [
              { label: text, value: text },
              { label: '', value: text },
            ],
            street: text,
            postalCode: text,
            city: text,
            deliveryAddress: text,
            notes: text,
            birthday: '1990-01-31',
            gender: 'other',
            country: 'NO',
            language: 'no',
            siren: '732829320',
            defaultDepositPercent: 3_333,
            isVip: index % 2 === 0,
            portalAccess: true,
            customFields: [{ label: `${text}: ${text}`, value: text }],
          }),
        ),
      );
    const file = new Uint8Array(
      await (await (await from.as('owner')).request('/clients/export.csv?sort=oldest', {})).arrayBuffer(),
    );
    const there = await to.as('manager');
    const sent = await there.post('/clients/imports', { file: new File([file], 'clients.csv') }, { multipart: true });
    const mapping = await there.follow(await there.follow(sent));
    const form = mapping.one('form[action$="/mapping"][method="post"]');
    const fields = Object.fromEntries([
      ...form.querySelectorAll('input').map((input) => [input.getAttribute('name'), input.getAttribute('value')]),
      ...form
        .querySelectorAll('select')
        .map((select) => [
          select.getAttribute('name'),
          select.querySelector('[selected]')?.getAttribute('value') ?? '',
        ]),
    ]);
    expect((await there.post(`${sent.location}/mapping`, fields)).status).toBe(303);
    expect((await there.post(`${sent.location}/run`, { duplicates: 'create' })).status).toBe(303);
    await to.jobsDone();
    const copies = (await there.get('/clients?sort=oldest'))
      .all('tbody tr[id]')
      .map((row) => row.id.replace('client-', ''));
    expect(copies).toHaveLength(TEXTS.length);
    const target = await to.scope();
    for (const [index, id] of ids.entries()) {
      const { id: _a, createdAt: _b, updatedAt: _c, ...expected } = await getClient(scope, id);
      expect(await getClient(target, copies[index] as never)).toMatchObject(expected);
    }
  });
});
