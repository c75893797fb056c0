import { execFileSync, spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { create, type Font } from '@cantoo/fontkit';
import { decodePDFRawStream, PDFDict, PDFDocument, PDFName, PDFRawStream } from '@cantoo/pdf-lib';
import { describe, expect, it } from 'vitest';
import { createFormatter } from '#platform/format/formatter.ts';
import { money } from '#platform/format/money.ts';
import { catalogs } from '#platform/i18n/catalogs.ts';
import { createTranslator } from '#platform/i18n/translate.ts';
import { drawFooters, Paper } from '#views/paper/document.ts';
import { type Body, drawBody, type TextLine } from '#views/paper/flow.ts';
import { createPress } from '#views/paper/press.ts';
import { STYLES } from '#views/paper/styles.ts';

const readProjectFile = (path: string) => readFile(new URL(`../../${path}`, import.meta.url));
const words = {
  t: createTranslator(catalogs, 'fr'),
  format: createFormatter({ locale: 'fr', timeZone: 'UTC', currency: 'EUR' }),
};
const about = {
  title: 'Feuille de service',
  author: 'Studio Lumen',
  subject: 'Maison Vocale',
  locale: 'fr',
  date: '2026-10-09',
  watermark: null,
} as const;

const press = createPress<[Body]>(readProjectFile, async () => async (faces, body) => {
  const paper = await Paper.open(faces, about, words);
  paper.addSheet();
  drawBody(paper, 100, body);
  drawFooters(paper, ['Studio Lumen'], null);
  return paper.save();
});

const body = ({ carried = null, text = [] }: { carried?: string | null; text?: TextLine[] } = {}): Body => ({
  table: {
    heading: 'Prise',
    labels: ['Minutes'],
    entries: Array.from({ length: 60 }, (_, index) => ({
      title: `Prise ${index + 1}`,
      detail: null,
      cells: ['4'],
      amount: carried ? money(400n, 'EUR') : null,
    })),
    carried,
  },
  closing: { height: 20, draw: (sheet, top) => sheet.text(51, top + 10, 'Fin', STYLES.body) },
  text,
});

it('holds the outline of every letter, as the font has it', async () => {
  const text = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789€éèêëàâçîïôœùûüÿŁłĄąŻżŞşİığΩωЯя«»–’…℗№';
  const embedded = await outlines(await press.render(body({ text: [{ text, look: STYLES.small }] })));
  const font = create(await readProjectFile('views/paper/fonts/NotoSans-Regular.ttf')) as Font;
  const missing = [...text].filter(
    (letter) => !embedded.has(font.glyphForCodePoint(letter.codePointAt(0) ?? 0)?.path.toSVG() ?? ''),
  );
  expect(missing).toEqual([]);
});

describe.skipIf(spawnSync('pdftotext', ['-v']).error !== undefined)('a table over several sheets', () => {
  it('has its head, the title and the number of pages on each of them', async () => {
    const sheets = await read(body());
    expect(sheets).toHaveLength(2);
    for (const [index, sheet] of sheets.entries()) {
      expect(sheet).toMatch(/Prise +Minutes/);
      expect(sheet).toMatch(new RegExp(`${index + 1} ?/ ?2`));
    }
    expect(sheets[1]).toMatch(/Studio Lumen +Feuille de service/);
    expect(sheets[1]).toMatch(/Prise 60 +4\s+Fin/);
  });

  it('carries totals over where it is asked to', async () => {
    expect((await read(body())).join()).not.toMatch(/Report|À reporter/);
    const [first, second] = await read(body({ carried: 'EUR' }));
    const total = /À reporter +(\d+,00)/.exec(first ?? '')?.[1];
    expect(total).toBeDefined();
    expect(second).toMatch(new RegExp(`Report +${total}`));
  });
});

/** The text of each sheet. */
async function read(content: Body): Promise<string[]> {
  const input = Buffer.from(await press.render(content));
  return execFileSync('pdftotext', ['-layout', '-', '-'], { input, encoding: 'utf8' }).split('\f').slice(0, -1);
}

/** The outlines of all glyphs of all fonts in a file, as SVG paths. */
async function outlines(bytes: Uint8Array): Promise<Set<string>> {
  const found = new Set<string>();
  const { context } = await PDFDocument.load(bytes);
  for (const [, object] of context.enumerateIndirectObjects()) {
    const stream = object instanceof PDFDict ? context.lookup(object.get(PDFName.of('FontFile2'))) : undefined;
    if (!(stream instanceof PDFRawStream)) continue;
    const font = create(decodePDFRawStream(stream).decode()) as Font;
    for (let id = 0; id < font.numGlyphs; id++) found.add(font.getGlyph(id)?.path.toSVG() ?? '');
  }
  return found;
}
