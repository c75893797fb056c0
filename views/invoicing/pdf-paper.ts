/** Sheets of A4 and what can be drawn on them, in points from the upper left corner. */
import {
  beginText,
  concatTransformationMatrix,
  drawObject,
  endText,
  fill,
  lineTo,
  moveTo,
  PageSizes,
  type PDFDocument,
  type PDFFont,
  type PDFImage,
  type PDFName,
  type PDFOperator,
  type PDFPage,
  popGraphicsState,
  pushGraphicsState,
  rectangle,
  setFillingRgbColor,
  setFontAndSize,
  setLineWidth,
  setStrokingRgbColor,
  setTextMatrix,
  showText,
  stroke,
} from '@cantoo/pdf-lib';
import { embedFace, type Face, type Faces } from '#views/invoicing/pdf-font.ts';
import { type Measure, printable, wrap, wrapAtMost } from '#views/invoicing/pdf-text.ts';

export type Color = readonly [red: number, green: number, blue: number];

export const INK: Color = [0.106, 0.114, 0.133];
export const QUIET: Color = [0.357, 0.38, 0.42];
export const LINE: Color = [0.835, 0.847, 0.867];
export const GHOST: Color = [0.93, 0.935, 0.945];

export const WIDTH = PageSizes.A4[0];
export const HEIGHT = PageSizes.A4[1];
/** 18 mm on either side. */
export const LEFT = 51;
export const RIGHT = WIDTH - LEFT;
export const TOP = 51;
/** Nothing but the footer stands below. */
export const BOTTOM = HEIGHT - 76;

export interface Style {
  readonly weight: keyof Faces;
  readonly size: number;
  readonly color: Color;
  /** From one base line to the next. */
  readonly leading: number;
}

const style = (weight: keyof Faces, size: number, leading: number, color = INK): Style => ({
  weight,
  size,
  leading,
  color,
});

export const STYLES = {
  title: style('strong', 16, 20),
  name: style('strong', 13, 17),
  strong: style('strong', 9.5, 13),
  body: style('regular', 9.5, 13),
  small: style('regular', 8.5, 11.5),
  smallStrong: style('strong', 8.5, 11.5),
  quiet: style('regular', 8.5, 11.5, QUIET),
  label: style('regular', 7.5, 10.5, QUIET),
  due: style('strong', 12, 16),
} as const satisfies Record<string, Style>;

/** The document being drawn. */
export class Paper {
  readonly pdf: PDFDocument;
  readonly sheets: Sheet[] = [];
  readonly #faces: Faces;
  readonly #fonts: Readonly<Record<keyof Faces, PDFFont>>;

  constructor(pdf: PDFDocument, faces: Faces, fonts: Readonly<Record<keyof Faces, PDFFont>>) {
    this.pdf = pdf;
    this.#faces = faces;
    this.#fonts = fonts;
  }

  addSheet(): Sheet {
    const sheet = new Sheet(this.pdf.addPage(PageSizes.A4), this.#faces, this.#fonts);
    this.sheets.push(sheet);
    return sheet;
  }

  width(text: string, look: Style): number {
    return this.#measure(look)(printable(text));
  }

  wrap(text: string, width: number, look: Style): string[] {
    return wrap(text, width, this.#measure(look));
  }

  wrapAtMost(lines: number, text: string, width: number, look: Style): string[] {
    return wrapAtMost(lines, text, width, this.#measure(look));
  }

  #measure(look: Style): Measure {
    const face: Face = this.#faces[look.weight];
    return (text) => face.width(text, look.size);
  }
}

export async function openPaper(pdf: PDFDocument, faces: Faces): Promise<Paper> {
  const regular = await embedFace(pdf, faces.regular, 'AAAAAA+NotoSans-Regular');
  const strong = await embedFace(pdf, faces.strong, 'AAAAAB+NotoSans-SemiBold');
  return new Paper(pdf, faces, { regular, strong });
}

export class Sheet {
  readonly #page: PDFPage;
  readonly #faces: Faces;
  readonly #fonts: Readonly<Record<keyof Faces, PDFFont>>;
  readonly #keys: Partial<Record<keyof Faces, PDFName>> = {};

  constructor(page: PDFPage, faces: Faces, fonts: Readonly<Record<keyof Faces, PDFFont>>) {
    this.#page = page;
    this.#faces = faces;
    this.#fonts = fonts;
  }

  /** `y` is the base line. `turn` in radians, anticlockwise around the start. */
  text(x: number, y: number, text: string, look: Style, turn = 0): void {
    if (text === '') return;
    const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
    this.#push(
      beginText(),
      setFillingRgbColor(...look.color),
      setFontAndSize(this.#key(look.weight), look.size),
      setTextMatrix(cos, sin, -sin, cos, x, HEIGHT - y),
      showText(this.#fonts[look.weight].encodeText(text)),
      endText(),
    );
  }

  /** Ends at `x`. */
  textRight(x: number, y: number, text: string, look: Style): void {
    this.text(x - this.#faces[look.weight].width(printable(text), look.size), y, text, look);
  }

  /** Lines one below the other, the first base line at `y`; gives the base line that would come next. */
  lines(x: number, y: number, lines: readonly string[], look: Style): number {
    for (const [index, line] of lines.entries()) this.text(x, y + index * look.leading, line, look);
    return y + lines.length * look.leading;
  }

  rule(y: number, from = LEFT, to = RIGHT, color = LINE, width = 0.6): void {
    this.#push(
      setStrokingRgbColor(...color),
      setLineWidth(width),
      moveTo(from, HEIGHT - y),
      lineTo(to, HEIGHT - y),
      stroke(),
    );
  }

  /** A square of dark modules with its upper left corner at x, y. Neighbours in a row are drawn as one, so that no seams show. */
  modules(x: number, y: number, size: number, rows: readonly (readonly boolean[])[]): void {
    const side = size / rows.length;
    const boxes = rows.flatMap((row, index) =>
      runs(row).map(([from, to]) =>
        rectangle(x + from * side, HEIGHT - y - (index + 1) * side, (to - from) * side, side),
      ),
    );
    this.#push(setFillingRgbColor(0, 0, 0), ...boxes, fill());
  }

  image(x: number, y: number, width: number, height: number, image: PDFImage): void {
    const key = this.#page.node.newXObject('Image', image.ref);
    this.#push(
      pushGraphicsState(),
      concatTransformationMatrix(width, 0, 0, height, x, HEIGHT - y - height),
      drawObject(key),
      popGraphicsState(),
    );
  }

  /** pdf-lib would list the font anew for every piece of text. */
  #key(weight: keyof Faces): PDFName {
    const font = this.#fonts[weight];
    const key = this.#keys[weight] ?? this.#page.node.newFontDictionary(font.name, font.ref);
    this.#keys[weight] = key;
    return key;
  }

  #push(...operators: PDFOperator[]): void {
    this.#page.pushOperators(...operators);
  }
}

/** [from, to) of every stretch of true. */
function runs(row: readonly boolean[]): [number, number][] {
  const found: [number, number][] = [];
  for (const [index, dark] of row.entries()) {
    const last = found.at(-1);
    if (dark && last?.[1] === index) last[1] = index + 1;
    else if (dark) found.push([index, index + 1]);
  }
  return found;
}
