import { execFileSync, spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { PDFDocument, PDFName } from '@cantoo/pdf-lib';
import { beforeAll, describe, expect, it } from 'vitest';
import { createFormatter } from '#platform/format/formatter.ts';
import { money } from '#platform/format/money.ts';
import { catalogs } from '#platform/i18n/catalogs.ts';
import { createTranslator } from '#platform/i18n/translate.ts';
import type { InvoiceDocument, InvoiceLine, VatCategory } from '#views/invoicing/documents/content.ts';
import { createInvoicePdf } from '#views/invoicing/documents/invoice.pdf.ts';

const readProjectFile = (path: string) => readFile(new URL(`../../../${path}`, import.meta.url));
const pdf = createInvoicePdf(readProjectFile);
const eur = (cents: number) => money(BigInt(cents), 'EUR');

const line = (change: Partial<InvoiceLine> = {}): InvoiceLine => ({
  description: 'Grande salle, journée',
  detail: null,
  quantity: '2',
  unit: '',
  unitPrice: eur(48_000),
  vatRate: 2000,
  vatCategory: 'S',
  net: eur(96_000),
  ...change,
});

const invoice: InvoiceDocument = {
  kind: 'invoice',
  number: 'FAC-2026-0147',
  issueDate: '2026-10-09',
  dueDate: '2026-11-08',
  supply: { from: '2026-10-01', to: '2026-10-02' },
  seller: {
    name: 'Studio Lumen',
    legalForm: 'SARL',
    capital: '10 000 €',
    address: ['12, rue Oberkampf', '75011 Paris'],
    siret: '73282932000074',
    rcs: 'RCS Paris 732 829 320',
    vatNumber: 'FR44732829320',
    apeCode: '5920Z',
    email: 'bonjour@studiolumen.example',
    phone: '01 99 00 12 34',
    website: null,
    iban: 'FR1420041010050500013M02606',
    bic: 'PSSTFRPPPAR',
    bankHolder: null,
  },
  buyer: {
    name: 'Maison Vocale',
    address: ['4, quai des Célestins', '69002 Lyon'],
    siren: '404833048',
    vatNumber: 'FR83404833048',
    isBusiness: true,
    deliveryAddress: null,
  },
  creditedInvoice: null,
  lines: [
    line({ detail: 'Séances des 1er et 2 octobre' }),
    line({ description: 'Ingénieure du son', quantity: '3.50', unit: 'h', unitPrice: eur(5500), net: eur(19_250) }),
    line({ description: 'Livre', quantity: '1', unitPrice: eur(1000), vatRate: 550, net: eur(1000) }),
  ],
  vat: [
    { category: 'S', rate: 2000, base: eur(115_250), tax: eur(23_050) },
    { category: 'S', rate: 550, base: eur(1000), tax: eur(55) },
  ],
  totals: { net: eur(116_250), tax: eur(23_105), gross: eur(139_355), paid: eur(48_000), due: eur(91_355) },
  currency: 'EUR',
  notes: null,
  terms: { latePenalty: null, recoveryIndemnity: eur(4000), earlyDiscount: null },
  mentions: ['vat-on-debits'],
  exemption: null,
  operation: 'services',
  logo: null,
  locale: 'fr',
};

async function render(change: Partial<InvoiceDocument> = {}): Promise<Uint8Array> {
  const doc = { ...invoice, ...change };
  const format = createFormatter({ locale: doc.locale, timeZone: 'Europe/Paris', currency: doc.currency });
  return pdf.render(doc, createTranslator(catalogs, doc.locale), format);
}

/** A line of text for each line on paper, columns apart; one entry a sheet. */
async function read(change: Partial<InvoiceDocument> = {}): Promise<string[]> {
  const input = Buffer.from(await render(change));
  const text = execFileSync('pdftotext', ['-layout', '-', '-'], { input, encoding: 'utf8' });
  return text.split('\f').slice(0, -1);
}

const hasReader = spawnSync('pdftotext', ['-v']).error === undefined;
if (!hasReader)
  process.stderr.write('SKIPPED: what invoices say cannot be read back without pdftotext (poppler-utils).\n');

it('has a reader where everything must be tested', () => {
  if (process.env.CI === 'true') expect(hasReader).toBe(true);
});

beforeAll(() => pdf.warm());

describe('the file', () => {
  it('has a title, an author, a language and the date of issue', async () => {
    const loaded = await PDFDocument.load(await render(), { updateMetadata: false });
    expect([loaded.getTitle(), loaded.getAuthor()]).toEqual(['Facture FAC-2026-0147', 'Studio Lumen']);
    expect(loaded.getCreationDate()).toEqual(new Date('2026-10-09T00:00:00Z'));
    expect(loaded.catalog.get(PDFName.of('Lang'))?.toString()).toBe('(fr)');
  });

  it('is the same for the same document, whatever was printed before', async () => {
    const before = await render();
    await render({ notes: 'µ Ω K Å \u00a0 − ‐ ﬁ 👩🏽‍🎤 Ξεσκεπάζω Съешь' });
    expect(Buffer.compare(before, await render())).toBe(0);
    const again = createInvoicePdf((path) => readProjectFile(path));
    const format = createFormatter({ locale: 'fr', timeZone: 'America/New_York', currency: 'EUR' });
    expect(Buffer.compare(before, await again.render(invoice, createTranslator(catalogs, 'fr'), format))).toBe(0);
  });

  it('is small', async () => expect((await render()).length).toBeLessThan(25_000));

  it('takes less than 100 ms for ten lines', async () => {
    const lines = Array.from({ length: 10 }, () => line({ detail: 'Inès Morel, heures au-delà du forfait' }));
    const times: number[] = [];
    for (let round = 0; round < 10; round++) {
      const started = performance.now();
      await render({ lines });
      times.push(performance.now() - started);
    }
    expect(Math.min(...times)).toBeLessThan(100);
  });

  it('shows a picture of the studio, or its name where the picture cannot be read', async () => {
    const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
    const images = async (logo: Uint8Array) =>
      /\/Subtype ?\/Image/.test(Buffer.from(await expanded(await render({ logo }))).toString('latin1'));
    expect(await images(Buffer.from(pixel, 'base64'))).toBe(true);
    expect(await images(Buffer.from([0x89, 0x50, 0x00]))).toBe(false);
    expect(await images(Buffer.from('GIF89a'))).toBe(false);
  });
});

describe.skipIf(!hasReader)('an invoice', () => {
  it('says everything that French law wants said', async () => {
    const [text = ''] = await read();
    for (const part of [
      'FACTURE',
      'FAC-2026-0147',
      'Studio Lumen',
      '12, rue Oberkampf',
      '75011 Paris',
      'bonjour@studiolumen.example',
      'Maison Vocale',
      '4, quai des Célestins',
      'SIREN 404 833 048',
      'N° TVA FR83404833048',
      '9 octobre 2026',
      '8 novembre 2026',
      '1er oct. – 2 oct. 2026',
      'Prestation de services',
      'SARL au capital de 10 000 €',
      'RCS Paris 732 829 320',
      'SIRET 732 829 320 00074',
      'N° TVA FR44732829320',
      'APE 5920Z',
      'FR14 2004 1010 0505 0001 3M02 606',
      'PSSTFRPPPAR',
      'Option pour le paiement de la taxe d’après les débits.',
      'Pas d’escompte pour paiement anticipé.',
      'taux de la BCE majoré de 10 points (art. L. 441-10',
      '40,00 € (art. D. 441-5 du code de commerce)',
      '1 / 1',
    ])
      expect(text).toContain(part);
  });

  it('has its lines, taxes and totals', async () => {
    const [text = ''] = await read();
    for (const row of [
      /Grande salle, journée +2 +480,00 +20 % +960,00/,
      /Ingénieure du son +3,5 h +55,00 +20 % +192,50/,
      /Livre +1 +10,00 +5,5 % +10,00/,
      /Total HT +1 162,50/,
      /TVA 20 % sur 1 152,50 +230,50/,
      /TVA 5,5 % sur 10,00 +0,55/,
      /Total TTC +1 393,55 €/,
      /Déjà réglé +−480,00/,
      /Reste à payer +913,55 €/,
    ])
      expect(text).toMatch(row);
  });

  it('speaks English too', async () => {
    const [text = ''] = await read({ locale: 'en' });
    for (const part of ['INVOICE', '9 October 2026', 'VAT no. FR44732829320', 'Balance due', '€913.55'])
      expect(text).toContain(part);
  });

  it('owes a private buyer none of what only businesses owe', async () => {
    const [text = ''] = await read({ buyer: { ...invoice.buyer, isBusiness: false } });
    expect(text).not.toMatch(/D. 441-5|L. 441-10|escompte/);
  });

  it('is called settled once it is paid, and asks for no transfer', async () => {
    const totals = { ...invoice.totals, paid: invoice.totals.gross, due: eur(0) };
    const [text = ''] = await read({ totals });
    expect(text).toMatch(/Facture acquittée +0,00 €/);
    expect(text).not.toContain('IBAN');
  });

  it('is marked as a draft while it has no number', async () => {
    const bytes = await read({ number: null });
    expect(bytes.join()).not.toContain('FAC-2026');
    expect(bytes[0]).toContain('Brouillon');
    const raw = execFileSync('pdftotext', ['-raw', '-', '-'], {
      input: Buffer.from(await render({ number: null })),
      encoding: 'utf8',
    });
    expect(raw.replace(/\s/g, '')).toContain('BROUILLON');
  });

  it.each<[string, VatCategory, Partial<InvoiceDocument>, RegExp[]]>([
    [
      'franchise',
      'E',
      { mentions: ['franchise'] },
      [/TVA non applicable +0,00/, /TVA non applicable, art. 293 B du CGI/],
    ],
    [
      'reverse charge',
      'AE',
      {},
      [/Autoliquidation sur 960,00 +0,00/, /Autoliquidation : la TVA est due par le preneur/],
    ],
    [
      'exemption',
      'E',
      { exemption: 'Exonération, art. 261, 4-4° du CGI' },
      [/Exonéré de TVA sur 960,00/, /art. 261, 4-4° du CGI/],
    ],
    ['intra-Community', 'K', {}, [/art. 262 ter, I du CGI/]],
    ['export', 'G', {}, [/art. 262, I du CGI/]],
    ['out of scope', 'O', {}, [/hors du champ d’application/]],
  ])('without VAT says why: %s', async (_, category, change, expected) => {
    const [text = ''] = await read({
      ...change,
      lines: [line({ vatCategory: category, vatRate: 0 })],
      vat: [{ category, rate: 0, base: eur(96_000), tax: eur(0) }],
      totals: { net: eur(96_000), tax: eur(0), gross: eur(96_000), paid: eur(0), due: eur(96_000) },
    });
    for (const part of [...expected, /Net à payer +960,00 €/]) expect(text).toMatch(part);
    expect(text).not.toMatch(/Qté +P.U. HT +TVA/);
  });

  it('takes other currencies, without a SEPA code', async () => {
    const yen = (amount: number) => money(BigInt(amount), 'JPY');
    const [text = ''] = await read({
      currency: 'JPY',
      lines: [line({ unitPrice: yen(1500), net: yen(3000) })],
      vat: [{ category: 'S', rate: 2000, base: yen(3000), tax: yen(600) }],
      totals: { net: yen(3000), tax: yen(600), gross: yen(3600), paid: yen(0), due: yen(3600) },
    });
    expect(text).toMatch(/Net à payer +3 600 JPY/);
    expect(text).not.toContain('QR');
  });
});

describe.skipIf(!hasReader)('a credit note', () => {
  it('names the invoice that it corrects, and asks for nothing', async () => {
    const [text = ''] = await read({
      kind: 'credit-note',
      number: 'AV-2026-0012',
      creditedInvoice: { number: 'FAC-2026-0147', date: '2026-10-09' },
    });
    for (const part of [
      'AVOIR',
      'AV-2026-0012',
      'Rectifie la facture',
      'FAC-2026-0147',
      'du 9 octobre 2026',
      'Total TTC',
    ])
      expect(text).toContain(part);
    expect(text).not.toMatch(/payer|IBAN|D. 441-5|Échéance/);
  });
});

describe.skipIf(!hasReader)('a long list', () => {
  it('goes over three sheets for eighty lines, with the totals carried over', async () => {
    const lines = Array.from({ length: 80 }, (_, index) =>
      line({ description: `Prise ${index + 1}.`, quantity: '1', unitPrice: eur(100 + index), net: eur(100 + index) }),
    );
    const sheets = await read({ lines });
    expect(sheets).toHaveLength(3);
    const cents = (text: string | undefined) => Number((text ?? '').replace(/\D/g, ''));
    let sum = 0;
    for (const [index, sheet] of sheets.entries()) {
      expect(sheet).toContain(`FAC-2026-0147 · ${index + 1} / 3`);
      expect(sheet).toMatch(/Désignation +Qté/);
      const carriedIn = /Report +([\d ]+,\d\d)/.exec(sheet)?.[1];
      if (index > 0) expect(cents(carriedIn)).toBe(sum);
      for (const [, number] of sheet.matchAll(/Prise (\d+)\./g)) sum += 99 + Number(number);
      const carriedOut = /À reporter +([\d ]+,\d\d)/.exec(sheet)?.[1];
      if (index < 2) expect(cents(carriedOut)).toBe(sum);
      else expect(carriedOut).toBeUndefined();
    }
    expect(sum).toBe(lines.reduce((total, each) => total + Number(each.net.amount), 0));
  });

  it('spares a sheet where a tighter table fits on one', async () => {
    const lines = Array.from({ length: 10 }, (_, index) =>
      line({ detail: index % 2 ? 'Inès Morel, ingénieure' : null }),
    );
    expect(await read({ lines })).toHaveLength(1);
  });
});

describe.skipIf(!hasReader)('letters', () => {
  it.each([
    'Zażółć gęślą jaźń',
    'Ξεσκεπάζω την ψυχοφθόρα βδελυγμία',
    'Съешь же ещё этих мягких французских булок',
    'Şişli İğdır ığdır',
    'Árvíztűrő tükörfúrógép · Příliš žluťoučký kůň · Îșți',
    'office affluent fjord',
  ])('%s', async (description) => {
    const [text = ''] = await read({ lines: [line({ description })] });
    expect(text).toContain(description);
  });

  it('shows a box for what the font lacks, and never stumbles', async () => {
    const [text = ''] = await read({ lines: [line({ description: 'a🎸b', detail: 'שלום مرحبا 漢字' })] });
    expect(text).toContain('a□b');
    expect(text).toContain('□□□□ □□□□□ □□');
  });

  it.each([
    ['nothing', ''],
    ['controls', 'a\u0000\u0001\u001b[31mb'],
    ['direction marks', '\u202e\u2066abc\u2069'],
    ['half a pair', '\ud83c x \udfb8'],
    ['a tower of marks', `Z${'\u0334\u0321\u031b'.repeat(200)}`],
    ['a word without end', 'W'.repeat(5000)],
    ['a page of words', 'mot '.repeat(3000)],
    ['syntax', '(((\\)]]>>endobj %%EOF <script>{y}'],
    ['lines', '\n\n\n\n'],
    ['ﷺ and flags', '\ufdfa 🇫🇷 👨‍👩‍👧‍👦'],
  ])('%s everywhere', async (_, text) => {
    const { seller, buyer } = invoice;
    const sheets = await read({
      seller: {
        ...seller,
        name: text,
        legalForm: text,
        capital: text,
        address: Array(20).fill(text),
        rcs: text,
        email: text,
        bankHolder: text,
      },
      buyer: { ...buyer, name: text, address: Array(20).fill(text), vatNumber: text, deliveryAddress: [text] },
      lines: [line({ description: text, detail: text, unit: text.slice(0, 10) }), line()],
      notes: text,
    });
    expect(sheets.at(-1)).toContain(`${sheets.length} / ${sheets.length}`);
    expect(sheets.join()).toMatch(/Reste à payer +913,55 €/);
  });
});

/** The same file with its objects in plain sight. */
async function expanded(bytes: Uint8Array): Promise<Uint8Array> {
  return (await PDFDocument.load(bytes, { updateMetadata: false })).save({ useObjectStreams: false });
}
