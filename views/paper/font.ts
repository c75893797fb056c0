/** Fonts as pdf-lib wants them, parsed once for all documents. */
import { create, type Font, type Subset } from '@cantoo/fontkit';
import type { PDFDocument, PDFFont } from '@cantoo/pdf-lib';
import { isSpace, printable } from '#views/paper/text.ts';

/** What pdf-lib asks of a glyph. */
interface Glyph {
  readonly id: number;
  readonly codePoints: number[];
  readonly advanceWidth: number;
}

export interface Face {
  readonly bytes: Uint8Array;
  readonly font: Font;
  /** In points. The text must have passed `printable`. */
  width(text: string, size: number): number;
}

export interface Faces {
  readonly regular: Face;
  readonly strong: Face;
}

const BOX = 0x25a1;

/**
 * Characters become glyphs one by one, without fontkit's shaping: no European language needs it, ligatures make text hard to
 * copy, and it takes nine tenths of the time. What the font lacks becomes its box for missing glyphs, and is copied as □.
 */
export function openFace(bytes: Uint8Array): Face {
  const parsed = create(bytes);
  if ('fonts' in parsed) throw new Error('A collection of fonts cannot be embedded: give a single font.');
  const glyphs = new Map<number, Glyph>();
  const glyphOf = (character: string): Glyph => {
    const codePoint = character.codePointAt(0) ?? BOX;
    const glyph = glyphs.get(codePoint) ?? findGlyph(parsed, codePoint);
    glyphs.set(codePoint, glyph);
    return glyph;
  };
  const font: Font = Object.create(parsed, {
    layout: { value: (text: string) => ({ glyphs: Array.from(printable(text), glyphOf) }) },
    createSubset: { value: () => openSubset(parsed) },
  });
  const width = (text: string, size: number) => {
    let units = 0;
    for (const character of text) units += glyphOf(character).advanceWidth;
    return (units * size) / parsed.unitsPerEm;
  };
  return { bytes, font, width };
}

/** Only the glyphs that a document uses go into it. */
export async function embedFace(pdf: PDFDocument, face: Face, name: string): Promise<PDFFont> {
  pdf.registerFontkit({ create: () => face.font });
  return pdf.embedFont(face.bytes, { subset: true, customName: name });
}

/** Not fontkit's own glyphs, which keep the first character that they were asked for, in whatever document. */
function findGlyph(font: Font, codePoint: number): Glyph {
  const found = font.hasGlyphForCodePoint(codePoint) ? font.glyphForCodePoint(codePoint) : null;
  const { id, advanceWidth } = found ?? font.getGlyph(0) ?? { id: 0, advanceWidth: 0 };
  // Every kind of space is copied as the plain one, so that « 1 440,00 » is found and pasted as it is typed.
  const copied = !found ? BOX : isSpace(String.fromCodePoint(codePoint)) ? 0x20 : codePoint;
  return { id, advanceWidth, codePoints: [copied] };
}

/** pdf-lib gives glyph 0, the box, neither width nor text; when the subset forgets that it holds it, it takes it like any other. */
function openSubset(font: Font): Subset {
  const subset: Subset & { mapping?: Record<number, number> } = font.createSubset();
  subset.mapping = {};
  return subset;
}
