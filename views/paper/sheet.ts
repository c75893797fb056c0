/** What can be drawn on a sheet of A4, in points from the upper left corner. */
import {
  beginText,
  concatTransformationMatrix,
  drawObject,
  endText,
  fill,
  lineTo,
  moveTo,
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
import type { Faces } from '#views/paper/font.ts';
import { HEIGHT, LEFT, LINE, RIGHT, type Style } from '#views/paper/styles.ts';
import { printable } from '#views/paper/text.ts';

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

  /** A square of dark modules with its upper left corner at x, y. Adjacent ones of a row are drawn as one, so that no seams show. */
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
