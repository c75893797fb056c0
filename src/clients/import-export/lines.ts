/**
 * Several labelled values in one cell: a line each, `label: value`. A backslash escapes what would be read otherwise,
 * so that everything comes back as it was.
 */
import type { Labelled } from '#clients/model.ts';

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r' };
const MEANINGS: Readonly<Record<string, string>> = { '\\\\': '\\', '\\n': '\n', '\\r': '\r', '\\:': ':' };

function escapeText(text: string): string {
  return text.replace(/[\\\n\r]/g, (sign) => ESCAPES[sign] ?? sign);
}

function unescapeText(text: string): string {
  return text.replace(/\\[\\nr:]/g, (pair) => MEANINGS[pair] ?? pair);
}

function encodeLine({ label, value }: Labelled): string {
  if (label === '') return escapeText(value).replaceAll(': ', '\\: ');
  return `${escapeText(label).replaceAll(':', '\\:')}: ${escapeText(value)}`;
}

export function encodeLines(lines: readonly Labelled[]): string {
  return lines.map(encodeLine).join('\n');
}

/** The first colon with a space after it and no backslash before it. */
const SEPARATOR = /^((?:[^\\:]|\\.|:(?! ))*): /s;

function decodeLine(line: string): Labelled {
  const found = SEPARATOR.exec(line);
  if (!found) return { label: '', value: unescapeText(line) };
  return { label: unescapeText(found[1] ?? ''), value: unescapeText(line.slice(found[0].length)) };
}

export function decodeLines(text: string): Labelled[] {
  return text
    .split(/\r\n|\r|\n/)
    .filter((line) => line !== '')
    .map(decodeLine);
}
