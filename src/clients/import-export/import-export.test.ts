import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clientDetails } from '#clients/details.ts';
import { type CsvWords, csvHead, csvRows } from '#clients/exports/csv.ts';
import { toVcard } from '#clients/exports/vcard.ts';
import { CLIENT_COLUMNS } from '#clients/import-export/columns.ts';
import { decodeLines, encodeLines } from '#clients/import-export/lines.ts';
import { readWord } from '#clients/import-export/words.ts';
import { checkRow } from '#clients/imports/check-row.ts';
import { readCard } from '#clients/imports/read-vcard.ts';
import { clientReading } from '#clients/imports/reading.ts';
import type { Client, ClientDetails, ClientId } from '#clients/model.ts';
import { catalogs } from '#platform/i18n/catalogs.ts';
import { createTranslator } from '#platform/i18n/translate.ts';
import { readCards } from '#platform/imports/cards.ts';
import { readCsvRows } from '#platform/imports/csv-rows.ts';
import { guard, unguard } from '#platform/imports/guard.ts';
import { guessMapping } from '#platform/imports/guess.ts';
import { decodeText } from '#platform/imports/read-text.ts';

const NAUGHTY = [
  '=1+1',
  '+33 6 12',
  '-2',
  '@SUM(A1)',
  '\tTAB',
  '\rCR',
  '\nLF',
  '＝1',
  '＋1',
  '－1',
  '＠x',
  "'",
  "''=1",
  "'=1",
  "'quoté'",
  '"',
  '""',
  '";"',
  'a;b',
  'a,b',
  'a|b',
  'a\tb',
  'a"b',
  'ligne 1\r\nligne 2',
  'a\nb\rc',
  ' espace ',
  '\u00a0',
  '\u200b',
  '\ufeff',
  '\ufeffx',
  'null',
  'undefined',
  'NaN',
  'true',
  '0',
  '1e3',
  '00123',
  '1/2',
  '2026-11-20',
  '<script>alert(1)</script>',
  '&lt;b&gt;',
  '$(7*7)',
  '{{7*7}}',
  '\\',
  '\\n',
  '\\;',
  'a\\: b',
  'a: b',
  ': ',
  'x:',
  'Ω≈ç√∫',
  '田中さん',
  'ﷺ',
  '👩‍👩‍👧‍👦',
  '🇫🇷',
  'مرحبا',
  '‮rtl',
  'Z͑ͫ̓ͪ̂ͫ̽a̴l̆g',
  '\u2028',
  '\u2029',
  '\u0001',
  '\u001b[31m',
  "'; drop table clients; --",
  '../../etc/passwd',
  '%s%n',
  'CON',
  '\ud83d\ude00'.repeat(20),
];

const plain = fc.string({ unit: 'binary', maxLength: 60 }).map((text) => text.replaceAll('\u0000', '').slice(0, 60));
const text = fc.oneof(plain, fc.constantFrom(...NAUGHTY)).filter((value) => value.isWellFormed());
const maybe = fc.oneof(
  fc.constant(null),
  text.map((value) => value || null),
);
const lines = fc
  .array(fc.record({ label: text, value: text }), { maxLength: 3 })
  .map((all) => all.filter(({ label, value }) => label !== '' || value !== ''));

const details: fc.Arbitrary<ClientDetails> = fc.record({
  kind: fc.constantFrom('person', 'company'),
  name: text.filter((name) => name !== ''),
  artistName: maybe,
  prefix: maybe,
  firstName: maybe,
  middleName: maybe,
  lastName: maybe,
  suffix: maybe,
  email: fc.constantFrom(null, 'a@b.example', '=cmd@b.example', '+x@b.example', 'é@ö.example'),
  phone: maybe,
  phones: lines,
  emails: lines,
  websites: lines,
  street: maybe,
  postalCode: maybe,
  city: maybe,
  region: maybe,
  country: fc.constantFrom(null, 'FR', 'GB', 'NO', 'NA'),
  deliveryAddress: maybe,
  birthday: fc.constantFrom(null, '1984-02-29', '2001-12-01'),
  gender: fc.constantFrom(null, 'female', 'male', 'other'),
  language: fc.constantFrom(null, 'fr', 'en', 'no'),
  currency: fc.constantFrom(null, 'EUR', 'JPY'),
  notes: maybe,
  isVip: fc.boolean(),
  portalAccess: fc.constant(false),
  siren: fc.constantFrom(null, '732829320'),
  siret: fc.constantFrom(null, '73282932000074'),
  vatNumber: fc.constantFrom(null, 'FR44732829320'),
  defaultDepositPercent: fc.constantFrom(null, 0, 1250, 10_000),
  customFields: lines,
});

function toClient(known: ClientDetails): Client {
  const at = new Date('2026-11-20T12:00:00.000Z');
  const id = '0193a1b2-0000-7000-8000-000000000001' as ClientId;
  const siren = known.siren ?? (known.siret ? known.siret.slice(0, 9) : null);
  return { ...known, siren, id, archivedAt: at, revision: 1, createdAt: at, updatedAt: at };
}

function wordsIn(locale: 'fr' | 'en'): CsvWords {
  const t = createTranslator(catalogs, locale);
  return {
    heading: (field) => t(`clients.field.${field}`),
    kind: (kind) => t(`clients.kind.${kind}`),
    gender: (gender) => t(`clients.gender.${gender}`),
    yesNo: (value) => t(value ? 'clients.yes' : 'clients.no'),
  };
}

function detailsOf(client: Client): ClientDetails {
  const { id: _id, archivedAt: _at, revision: _r, createdAt: _c, updatedAt: _u, ...known } = client;
  return known;
}

describe('a file of clients', () => {
  it.each([['fr', ';'] as const, ['en', ','] as const])(
    'in %s comes back whole, and every column is recognised',
    (locale, delimiter) => {
      const [words, style] = [wordsIn(locale), { delimiter, decimalSign: '.' }];
      fc.assert(
        fc.property(fc.array(details, { minLength: 1, maxLength: 4 }), (all) => {
          const clients = all.map(toClient);
          const file = new TextEncoder().encode(csvHead(words, style) + csvRows(clients, words, style));
          const mapping = guessMapping(clientReading, file);
          expect(mapping).toEqual({ encoding: 'utf-8', delimiter, hasHeadings: true, columns: [...CLIENT_COLUMNS] });
          const rows = [...readCsvRows(clientReading, decodeText(file, mapping.encoding), mapping)].map(checkRow);
          expect(rows.map((row) => ('good' in row ? row.good.details : row.faults))).toEqual(clients.map(detailsOf));
          expect(rows.every((row) => 'good' in row && row.good.archivedAt === '2026-11-20T12:00:00.000Z')).toBe(true);
        }),
        { numRuns: 300 },
      );
    },
  );

  it('runs nothing in a spreadsheet', () => {
    const words = wordsIn('fr');
    fc.assert(
      fc.property(details, (known) => {
        const cells = csvRows([toClient(known)], words, { delimiter: ';', decimalSign: ',' }).split(/;|\r\n/);
        for (const cell of cells) expect(cell).not.toMatch(/^"?[=+\-@\t\r＝＋－＠]/);
      }),
    );
  });

  it('as vCards is read by an independent parser, and comes back', () => {
    const calm = (value: string | null) => value?.replace(/\p{Cc}|[\u2028\u2029\ufdd0]/gu, '') || null;
    const quiet = (all: ClientDetails['phones']) =>
      all
        .map(({ label, value }) => ({ label: calm(label) ?? '', value: calm(value) ?? '' }))
        .filter(({ value }) => value !== '');
    fc.assert(
      fc.property(details, (raw) => {
        // A reader takes the first address for the main one where none is marked: so there is one.
        const known = Object.fromEntries(
          Object.entries({
            ...raw,
            emails: raw.email ? raw.emails : [],
            phones: calm(raw.phone) ? raw.phones : [],
          }).map(([name, value]) => [
            name,
            typeof value === 'string' ? calm(value) : Array.isArray(value) ? quiet(value) : value,
          ]),
        ) as unknown as ClientDetails;
        fc.pre(known.name !== null);
        const card = toVcard(toClient(known));
        for (const line of card.split('\r\n')) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
        const [row] = [...readCards(card)].map(readCard).map(checkRow);
        const { phones: _p, emails: _e, websites: _w, ...rest } = detailsOf(toClient(known));
        if (row && 'good' in row) expect(row.good.details).toMatchObject(rest);
        else expect(row).toBe('readable');
      }),
      { numRuns: 300 },
    );
  });
});

describe('the guard', () => {
  it('comes off again, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          text,
          text.map((value) => `'${value}`),
          text.map((value) => `''${value}`),
        ),
        (value) => unguard(guard(value)) === value,
      ),
    );
  });
  it.each(NAUGHTY.slice(0, 11))('is put before %j', (value) => expect(guard(value)).toBe(`'${value}`));
  it.each(['', 'a=b', '1+1', "l'été", "'abc'", 'ё'])('leaves %j alone', (value) => expect(guard(value)).toBe(value));
});

describe('labelled lines', () => {
  it('come back', () => {
    fc.assert(
      fc.property(lines, (all) => {
        expect(decodeLines(encodeLines(all))).toEqual(all);
      }),
      { numRuns: 1_000 },
    );
  });
  it('are read as people write them', () => {
    expect(decodeLines('bureau: 01 02\r\nhttps://a.example/?x=1\n\nmaison: 03')).toEqual([
      { label: 'bureau', value: '01 02' },
      { label: '', value: 'https://a.example/?x=1' },
      { label: 'maison', value: '03' },
    ]);
  });
  it('take no longer for a malicious cell', () => {
    const start = performance.now();
    decodeLines(`${'a\\'.repeat(50_000)}: `);
    decodeLines(':'.repeat(100_000));
    expect(performance.now() - start).toBeLessThan(500);
  });
});

it.each([
  ['kind', 'Société', 'company'],
  ['kind', 'LABEL', 'company'],
  ['kind', 'artiste', 'person'],
  ['kind', 'robot', null],
  ['isVip', 'Oui', 'on'],
  ['isVip', 'x', 'on'],
  ['isVip', 'NON', ''],
  ['isVip', 'peut-être', null],
  ['gender', 'Mme', 'female'],
  ['gender', 'H', 'male'],
  ['country', 'France', 'FR'],
  ['country', 'ROYAUME-UNI', 'GB'],
  ['country', 'uk', 'GB'],
  ['country', 'Allemagne', 'DE'],
  ['country', 'Deutschland', 'DE'],
  ['country', 'ch', 'CH'],
  ['country', 'Syldavie', null],
  ['language', 'Français', 'fr'],
  ['language', 'en-GB', 'en'],
  ['currency', '€', 'EUR'],
  ['currency', 'chf', 'CHF'],
  ['birthday', '1/2/1980', '1980-02-01'],
  ['birthday', '01.02.1980', '1980-02-01'],
  ['birthday', '19800201', '1980-02-01'],
  ['birthday', '1980-02-01T00:00:00Z', '1980-02-01'],
  ['birthday', 'hier', 'hier'],
  ['city', '  Paris ', '  Paris '],
  ['kind', '  ', ''],
])('%s: %j means %j', (field, written, meant) => expect(readWord(field, written)).toBe(meant));

it('refuses in a file what the form refuses', () => {
  expect(clientDetails.safeParse({ name: '' }).success).toBe(false);
  expect(checkRow({ line: 7, values: { city: 'Paris' }, faults: [] })).toEqual({
    faults: [{ line: 7, field: 'name', message: 'platform.form.required', values: {} }],
  });
  expect(
    checkRow({ line: 8, values: { name: 'x'.repeat(201), email: 'non', archivedAt: 'hier' }, faults: [] }),
  ).toEqual({
    faults: [
      { line: 8, field: 'archivedAt', message: 'clients.import.fault.instant', values: {} },
      { line: 8, field: 'name', message: 'platform.form.tooLong', values: { maximum: 200 } },
      { line: 8, field: 'email', message: 'platform.form.email', values: {} },
    ],
  });
});
