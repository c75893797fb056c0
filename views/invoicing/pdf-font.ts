/** Fonts as pdf-lib wants them, parsed once for all documents. */
import fontkit from '@pdf-lib/fontkit';
import type { PDFDocument, PDFFont } from 'pdf-lib';
import { isSpace, printable } from '#views/invoicing/pdf-text.ts';

type Font = ReturnType<typeof fontkit.create>;
type Glyph = Font extends { glyphForCodePoint(codePoint: number): infer G } ? G : never;

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
  const parsed = fontkit.create(bytes);
  const glyphs = new Map<number, Glyph>();
  const glyphOf = (character: string): Glyph => {
    const codePoint = character.codePointAt(0) ?? BOX;
    const glyph = glyphs.get(codePoint) ?? findGlyph(parsed, codePoint);
    glyphs.set(codePoint, glyph);
    return glyph;
  };
  const font: Font = Object.create(parsed, {
    layout: { value: (text: string) => ({ glyphs: Array.from(printable(text), glyphOf) }) },
    createSubset: { value: () => mendSubset(parsed) },
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

/** A glyph of our own making, since fontkit's remember the first character that they were asked for, in whatever document. */
function findGlyph(font: Font, codePoint: number): Glyph {
  const known = font.hasGlyphForCodePoint(codePoint);
  const glyph = known ? font.glyphForCodePoint(codePoint) : font.getGlyph(0, []);
  // Every kind of space is copied as the plain one, so that « 1 440,00 » is found and pasted as it is typed.
  const copied = !known ? BOX : isSpace(String.fromCodePoint(codePoint)) ? 0x20 : codePoint;
  return Object.create(glyph, { codePoints: { value: [copied] } });
}

/** The parts of fontkit's subset (1.1.1) that need mending. */
interface Subset {
  mapping: Record<number, number>;
  glyf: Uint8Array[];
  offset: number;
  _addGlyph(id: number): number;
}

/**
 * Mends two faults. Offsets in a small font count in pairs of bytes, but fontkit writes glyphs of odd length: every glyph after
 * such a one is lost; so each is made even. And pdf-lib gives glyph 0, the box, neither width nor text: forgetting that it is
 * in already lets it in again like any other.
 */
function mendSubset(font: Font): ReturnType<Font['createSubset']> {
  const subset = font.createSubset();
  const inner = subset as unknown as Subset;
  const addGlyph = inner._addGlyph;
  inner.mapping = {};
  inner._addGlyph = (id) => {
    const index = addGlyph.call(inner, id);
    const data = inner.glyf[index];
    if (data && data.length % 2 === 1) {
      // fontkit carries its own Buffer and takes no other.
      const { concat } = data.constructor as typeof Buffer;
      inner.glyf[index] = concat([data, data.subarray(0, 1)]);
      inner.offset += 1;
    }
    return index;
  };
  return subset;
}
