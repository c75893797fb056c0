/** A document of A4 sheets: the metadata of the file, and what is on each of its sheets. */
import { PageSizes, PDFDocument, type PDFFont, type PDFImage } from '@cantoo/pdf-lib';
import type { LocalDay } from '#platform/format/zoned.ts';
import type { Locale } from '#platform/scope.ts';
import { embedFace, type Face, type Faces } from '#views/paper/font.ts';
import { Sheet } from '#views/paper/sheet.ts';
import { BOTTOM, GHOST, HEIGHT, LEFT, RIGHT, STYLES, type Style, TOP, WIDTH } from '#views/paper/styles.ts';
import { type Measure, printable, wrap, wrapAtMost } from '#views/paper/text.ts';
import type { Words } from '#views/paper/words.ts';

export interface Description {
  /** At the top of every sheet but the first, next to the author. */
  readonly title: string;
  readonly author: string;
  /** What the document is about. */
  readonly subject: string;
  readonly locale: Locale;
  /** The date of the document, also in the file's metadata. */
  readonly date: LocalDay;
  /** Across every sheet, below everything else. */
  readonly watermark: string | null;
}

/** The document being drawn. */
export class Paper {
  readonly about: Description;
  readonly words: Words;
  readonly sheets: Sheet[] = [];
  readonly #pdf: PDFDocument;
  readonly #faces: Faces;
  readonly #fonts: Readonly<Record<keyof Faces, PDFFont>>;

  private constructor(
    about: Description,
    words: Words,
    pdf: PDFDocument,
    faces: Faces,
    fonts: Readonly<Record<keyof Faces, PDFFont>>,
  ) {
    this.about = about;
    this.words = words;
    this.#pdf = pdf;
    this.#faces = faces;
    this.#fonts = fonts;
  }

  static async open(faces: Faces, about: Description, words: Words): Promise<Paper> {
    const pdf = await PDFDocument.create({ updateMetadata: false });
    describe(pdf, about);
    const regular = await embedFace(pdf, faces.regular, 'AAAAAA+NotoSans-Regular');
    const strong = await embedFace(pdf, faces.strong, 'AAAAAB+NotoSans-SemiBold');
    return new Paper(about, words, pdf, faces, { regular, strong });
  }

  addSheet(): Sheet {
    const sheet = new Sheet(this.#pdf.addPage(PageSizes.A4), this.#faces, this.#fonts);
    this.sheets.push(sheet);
    if (this.about.watermark !== null) drawWatermark(this, sheet, this.about.watermark);
    if (this.sheets.length > 1) drawRunningHead(this, sheet);
    return sheet;
  }

  /** PNG or JPEG. Null for a picture that cannot be read, which must not keep a document from being printed. */
  async embedPicture(bytes: Uint8Array): Promise<PDFImage | null> {
    try {
      return await (bytes[0] === 0x89 ? this.#pdf.embedPng(bytes) : this.#pdf.embedJpg(bytes));
    } catch {
      return null;
    }
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

  /** The same document always gives the same bytes. */
  save(): Promise<Uint8Array> {
    return this.#pdf.save({ addDefaultPage: false, updateFieldAppearances: false });
  }

  #measure(look: Style): Measure {
    const face: Face = this.#faces[look.weight];
    return (text) => face.width(text, look.size);
  }
}

function describe(pdf: PDFDocument, about: Description): void {
  const date = new Date(`${about.date}T00:00:00Z`);
  pdf.setTitle(about.title, { showInWindowTitleBar: true });
  pdf.setAuthor(about.author);
  pdf.setSubject(about.subject);
  pdf.setLanguage(about.locale);
  pdf.setCreator('Régie');
  pdf.setProducer('Régie');
  pdf.setCreationDate(date);
  pdf.setModificationDate(date);
}

function drawRunningHead(paper: Paper, sheet: Sheet): void {
  const { author, title } = paper.about;
  const half = (RIGHT - LEFT) / 2 - 10;
  const name = paper.wrapAtMost(1, author, half, STYLES.smallStrong)[0] ?? '';
  sheet.text(LEFT, TOP + 6, name, STYLES.smallStrong);
  sheet.textRight(RIGHT, TOP + 6, title, STYLES.quiet);
}

/** Along the diagonal. */
function drawWatermark(paper: Paper, sheet: Sheet, watermark: string): void {
  const text = watermark.toLocaleUpperCase(paper.about.locale);
  const look = { ...STYLES.title, size: 112, color: GHOST };
  const turn = Math.atan2(HEIGHT, WIDTH);
  const half = paper.width(text, look) / 2;
  const x = WIDTH / 2 - half * Math.cos(turn) + 40 * Math.sin(turn);
  const y = HEIGHT / 2 + half * Math.sin(turn) + 40 * Math.cos(turn);
  sheet.text(x, y, text, look, turn);
}

/** Last, when it is known how many sheets there are. With the document's number, which must be on every sheet. */
export function drawFooters(paper: Paper, legal: readonly string[], number: string | null): void {
  const pages = paper.sheets.length;
  const look = { ...STYLES.label, size: 7, leading: 9.5 };
  for (const [index, sheet] of paper.sheets.entries()) {
    const place = paper.words.t('paper.page', { page: index + 1, pages });
    const mark = number === null ? place : `${number} · ${place}`;
    const room = RIGHT - LEFT - paper.width(mark, look) - 24;
    sheet.rule(BOTTOM + 18);
    const lines = legal.flatMap((line) => paper.wrapAtMost(2, line, room, look));
    sheet.lines(LEFT, BOTTOM + 31, lines, look);
    sheet.textRight(RIGHT, BOTTOM + 31, mark, look);
  }
}
