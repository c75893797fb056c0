/** Text on its way to paper: what can be printed, and where it breaks. Pure. */

/** The width of a text in points. */
export type Measure = (text: string) => number;

/**
 * One character for one glyph: composed, without controls (NUL among them), direction marks, joiners, variation selectors and
 * skin tones, which have no meaning on paper. Line breaks stay. The font's narrow space is too narrow to part thousands.
 */
export function printable(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replace(/\t/g, ' ')
    .replace(/\u202f/g, '\u00a0')
    .replace(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}]|[\ufe00-\ufe0f]|[\u{1f3fb}-\u{1f3ff}]/gu, '');
}

export function isSpace(character: string): boolean {
  return /^[\p{Zs}]$/u.test(character);
}

/** Lines no wider than `width`: broken at spaces that allow it, and inside a word only where the word alone is too wide. */
export function wrap(text: string, width: number, measure: Measure): string[] {
  return printable(text)
    .split('\n')
    .flatMap((paragraph) => wrapParagraph(paragraph.replace(/ +/g, ' ').trim(), width, measure));
}

/** The first lines only, the last of them with an ellipsis if something is missing. */
export function wrapAtMost(lines: number, text: string, width: number, measure: Measure): string[] {
  const all = wrap(text, width, measure).filter((line) => line !== '');
  if (all.length <= lines) return all;
  const last = shorten(`${all[lines - 1] ?? ''}…`, width, measure);
  return [...all.slice(0, lines - 1), last];
}

function wrapParagraph(paragraph: string, width: number, measure: Measure): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of paragraph.split(' ').flatMap((each) => breakWord(each, width, measure))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && measure(longer) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}

function breakWord(word: string, width: number, measure: Measure): string[] {
  if (measure(word) <= width) return [word];
  const pieces: string[] = [];
  let piece = '';
  for (const character of word) {
    if (piece !== '' && measure(piece + character) > width) {
      pieces.push(piece);
      piece = '';
    }
    piece += character;
  }
  return [...pieces, piece];
}

function shorten(text: string, width: number, measure: Measure): string {
  const characters = [...text];
  while (characters.length > 2 && measure(characters.join('')) > width) characters.splice(-2, 1);
  return characters.join('');
}
