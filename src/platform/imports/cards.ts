/** A file of vCards → the properties of each. ical.js reads a card; what it stumbles over in real files is evened out before. */
import ICAL from 'ical.js';
import { type Fault, fault, MOST_LINES } from '#platform/imports/model.ts';

/** In a card. */
const MOST_PROPERTIES = 500;
/** Characters of a property, pictures and sounds apart; and of its name with its parameters. */
const LONGEST_PROPERTY = 10_000;
const LONGEST_HEAD = 1_000;
/** Of names, addresses and lists; a note may have as many commas as it likes. */
const MOST_PARTS = 500;

/** `lines`: nothing more is read. */
export type CardProblem = 'properties' | 'property' | 'parts' | 'lines';

interface Card {
  readonly line: number;
  /** Unfolded, without what we have no use for. */
  readonly text: string;
  readonly problem: { readonly kind: CardProblem; readonly most: number } | null;
}

interface OpenCard {
  readonly line: number;
  readonly properties: string[];
  problem: Card['problem'];
}

/** Pictures, sounds and keys may be megabytes, and nothing of ours reads them. */
const UNREAD = /^(?:[\w-]+\.)?(?:PHOTO|LOGO|SOUND|KEY)[;:]/i;

/** Cards lie one after the other; each is read by itself, so that a broken one costs only itself. */
export function* splitCards(text: string): Generator<Card> {
  let line = 0;
  let card: OpenCard | null = null;
  for (const content of linesOf(text)) {
    line += 1;
    if (line > MOST_LINES) return yield { line, text: '', problem: { kind: 'lines', most: MOST_LINES } };
    if (/^BEGIN:VCARD\s*$/i.test(content)) card = { line, properties: [], problem: null };
    if (!card) continue;
    addLine(card, content);
    if (!card.problem && !/^END:VCARD\s*$/i.test(content)) continue;
    yield closed(card);
    card = null;
  }
  if (card) yield closed(card);
}

function* linesOf(text: string): Generator<string> {
  const ends = /\r\n|\r|\n/g;
  let start = 0;
  for (let end = ends.exec(text); end; end = ends.exec(text)) {
    yield text.slice(start, end.index);
    start = ends.lastIndex;
  }
  yield text.slice(start);
}

/** A line that begins with a space goes on where the one before it ended. */
function addLine(card: OpenCard, content: string): void {
  const { properties } = card;
  const last = properties.at(-1);
  const isFolded = last !== undefined && /^[ \t]/.test(content);
  if (!isFolded && properties.length > MOST_PROPERTIES) {
    card.problem ??= { kind: 'properties', most: MOST_PROPERTIES };
  } else if (!isFolded) {
    properties.push(content);
  } else if (!UNREAD.test(last) && last.length <= LONGEST_PROPERTY) {
    properties[properties.length - 1] = last + content.slice(1);
  }
}

function closed({ line, properties, problem }: OpenCard): Card {
  const read = properties.filter((property) => !UNREAD.test(property));
  return { line, text: read.join('\r\n'), problem: problem ?? firstProblem(read) };
}

function firstProblem(properties: readonly string[]): Card['problem'] {
  for (const text of properties) {
    if (text.length > LONGEST_PROPERTY || text.search(/[:"]|$/) > LONGEST_HEAD)
      return { kind: 'property', most: LONGEST_PROPERTY };
    if (!/^NOTE\b/i.test(text) && (text.match(/[,;]/g)?.length ?? 0) > MOST_PARTS)
      return { kind: 'parts', most: MOST_PARTS };
  }
  return null;
}

/** The jCard (RFC 7095) that ical.js makes. */
export type Property = readonly [
  name: string,
  parameters: Readonly<Record<string, unknown>>,
  type: string,
  ...values: unknown[],
];

export interface ParsedCard {
  readonly line: number;
  readonly properties: readonly Property[];
  readonly fault: Fault | null;
}

/** ical.js leaves `\;` as it is in plain text, and cannot tell it from an escaped backslash before a semicolon. */
const BACKSLASH = '\ufdd0';

/** `EMAIL;INTERNET;PREF:` — kinds without their name, as version 2.1 had them, live on in files that say 3.0. */
function nameKinds(line: string): string {
  const head = /^[^:"]*(?=:)/.exec(line)?.[0] ?? '';
  return head.replace(/;([A-Z0-9-]+)(?=;|$)/gi, ';TYPE=$1') + line.slice(head.length);
}

function prepare(text: string): string {
  return text.replaceAll('\\\\', BACKSLASH).split('\r\n').map(nameKinds).join('\r\n');
}

function restore(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(restore);
  return typeof value === 'string' ? value.replaceAll('\\;', ';').replaceAll(BACKSLASH, '\\') : value;
}

function refusal({ line, text, problem }: Card): Fault | null {
  if (problem) return fault(line, null, 'platform.import.fault.card');
  if (text.includes('\u0000')) return fault(line, null, 'platform.form.nul');
  if (!/^END:VCARD\s*$/im.test(text)) return fault(line, null, 'platform.import.fault.unfinished');
  const version = /^VERSION:\s*(\S+)/im.exec(text)?.[1] ?? '?';
  if (!['3.0', '4.0'].includes(version)) return fault(line, null, 'platform.import.fault.version', { version });
  if (/^[^:\r\n]*;(ENCODING=)?QUOTED-PRINTABLE/im.test(text))
    return fault(line, null, 'platform.import.fault.quotedPrintable');
  return null;
}

function parseCard(card: Card): ParsedCard {
  const { line, text } = card;
  const refused = refusal(card);
  if (refused) return { line, properties: [], fault: refused };
  try {
    const [, properties] = ICAL.parse(prepare(text)) as unknown as [string, Property[]];
    return { line, properties: properties.map((property) => restore(property) as Property), fault: null };
  } catch {
    return { line, properties: [], fault: fault(line, null, 'platform.import.fault.card') };
  }
}

export function* readCards(text: string): Generator<ParsedCard> {
  for (const card of splitCards(text)) yield parseCard(card);
}
