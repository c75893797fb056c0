/** A file of vCards → the properties of each. ical.js reads a card; what it stumbles over in real files is evened out before. */
import ICAL from 'ical.js';
import { type Fault, fault } from '#platform/imports/model.ts';

interface Card {
  readonly line: number;
  /** Unfolded. */
  readonly text: string;
}

/** Cards lie one after the other; each is read by itself, so that a broken one costs only itself. */
function* splitCards(text: string): Generator<Card> {
  let [line, start] = [0, 0];
  let lines: string[] | null = null;
  for (const content of text.split(/\r\n|\r|\n/)) {
    line += 1;
    if (/^BEGIN:VCARD\s*$/i.test(content)) [lines, start] = [[], line];
    lines?.push(content);
    if (!lines || !/^END:VCARD\s*$/i.test(content)) continue;
    yield { line: start, text: unfold(lines) };
    lines = null;
  }
  if (lines) yield { line: start, text: unfold(lines) };
}

/** A line that begins with a space goes on where the one before it ended. */
function unfold(lines: readonly string[]): string {
  return lines.join('\r\n').replace(/\r\n[ \t]/g, '');
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

function refusal({ line, text }: Card): Fault | null {
  if (text.includes('\u0000')) return fault(line, null, 'platform.form.nul');
  if (!/^END:VCARD\s*$/im.test(text)) return fault(line, null, 'platform.import.fault.unfinished');
  const version = /^VERSION:\s*(\S+)/im.exec(text)?.[1] ?? '?';
  if (!['3.0', '4.0'].includes(version)) return fault(line, null, 'platform.import.fault.version', { version });
  if (/^[^:]*;(ENCODING=)?QUOTED-PRINTABLE/im.test(text))
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
