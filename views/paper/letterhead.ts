/** The head of the first sheet: who, to whom, which document, when. The recipient is where a French envelope has its window. */
import type { PDFImage } from '@cantoo/pdf-lib';
import type { Paper } from '#views/paper/document.ts';
import type { Sheet } from '#views/paper/sheet.ts';
import { LEFT, RIGHT, STYLES, TOP } from '#views/paper/styles.ts';

/** 110 mm from the left. */
const RECIPIENT_LEFT = 312;
/** First base line of the address, 47 mm from the top. */
const RECIPIENT_TOP = 133;
const LOGO_WIDTH = 170;
const LOGO_HEIGHT = 48;
const GAP = 14;

export interface Letterhead {
  /** "Facture" */
  readonly kind: string;
  readonly number: string;
  readonly sender: Sender;
  readonly recipient: Recipient;
  /** Dates and the like. */
  readonly facts: readonly Fact[];
}

export interface Sender {
  readonly name: string;
  /** Address, telephone and the like; the first ten are printed. */
  readonly lines: readonly string[];
  readonly logo: PDFImage | null;
}

export interface Recipient {
  readonly name: string;
  readonly address: readonly string[];
  readonly ids: readonly string[];
  /** A further address with its label. */
  readonly other: { readonly label: string; readonly lines: readonly string[] } | null;
}

export type Fact = readonly [label: string, value: string];

/** Gives the height at which what follows may begin. */
export function drawLetterhead(paper: Paper, sheet: Sheet, head: Letterhead): number {
  sheet.textRight(RIGHT, TOP + 7, head.kind.toLocaleUpperCase(paper.about.locale), STYLES.quiet);
  sheet.textRight(RIGHT, TOP + 26, head.number, STYLES.title);
  const sender = drawSender(paper, sheet, head.sender);
  const recipient = drawRecipient(paper, sheet, head.recipient);
  return drawFacts(paper, sheet, head.facts, Math.max(sender, recipient, 212) + 10);
}

function drawSender(paper: Paper, sheet: Sheet, { name, lines, logo }: Sender): number {
  const width = RECIPIENT_LEFT - LEFT - 3 * GAP;
  let y = TOP + 11;
  if (logo) {
    const scale = Math.min(LOGO_WIDTH / logo.width, LOGO_HEIGHT / logo.height);
    sheet.image(LEFT, TOP, logo.width * scale, logo.height * scale, logo);
    y = TOP + logo.height * scale + 18;
  }
  const look = logo ? STYLES.strong : STYLES.name;
  y = sheet.lines(LEFT, y, paper.wrapAtMost(2, name, width, look), look) + 1;
  const wrapped = lines.flatMap((line) => paper.wrapAtMost(2, line, width, STYLES.quiet));
  return sheet.lines(LEFT, y, wrapped.slice(0, 10), STYLES.quiet);
}

function drawRecipient(paper: Paper, sheet: Sheet, { name, address, ids, other }: Recipient): number {
  const width = RIGHT - RECIPIENT_LEFT;
  const lay = (text: string, look = STYLES.body) => paper.wrapAtMost(2, text, width, look);
  let y = sheet.lines(RECIPIENT_LEFT, RECIPIENT_TOP, lay(name, STYLES.strong), STYLES.strong);
  y = sheet.lines(RECIPIENT_LEFT, y, address.flatMap((line) => lay(line)).slice(0, 7), STYLES.body);
  if (ids.length > 0) y = sheet.lines(RECIPIENT_LEFT, y + 3, ids, STYLES.quiet);
  if (other === null) return y;
  const lines = other.lines.flatMap((line) => paper.wrapAtMost(2, line, width, STYLES.small)).slice(0, 6);
  y = sheet.lines(RECIPIENT_LEFT, y + 6, [other.label], STYLES.label);
  return sheet.lines(RECIPIENT_LEFT, y + 1, lines, STYLES.small);
}

/** Side by side between two rules. */
function drawFacts(paper: Paper, sheet: Sheet, facts: readonly Fact[], top: number): number {
  const width = (RIGHT - LEFT) / facts.length;
  sheet.rule(top);
  let bottom = top;
  for (const [index, [label, value]] of facts.entries()) {
    const x = LEFT + index * width;
    sheet.text(x, top + 17, label, STYLES.label);
    const lines = paper.wrapAtMost(3, value, width - GAP, STYLES.body);
    bottom = Math.max(bottom, sheet.lines(x, top + 31, lines, STYLES.body));
  }
  sheet.rule(bottom - 1);
  return bottom + 18;
}
