/** Which field a heading means. */

import { plainWords } from '#platform/imports/plain-words.ts';
import type { ImportReading } from '#platform/imports/reading.ts';

type Guesser = Pick<ImportReading, 'fields' | 'refineGuess'>;

type Headings = ReadonlyMap<string, string>;

/** Hundreds of headings take longer to put into plain words than a file's own: once for each definition. */
const known = new WeakMap<Guesser['fields'], Headings>();

/** Heading in plain words → field; the first field that lists a heading has it. */
function knownHeadings({ fields }: Guesser): Headings {
  const pairs = () => fields.flatMap(({ name, aliases }) => aliases.map((alias) => [plainWords(alias), name] as const));
  const headings = known.get(fields) ?? new Map(pairs().reverse());
  known.set(fields, headings);
  return headings;
}

export interface GuessedHeadings {
  /** Whether the row names the columns at all: one known heading is enough, and no cell looks like data. */
  readonly isLikely: boolean;
  /** A proposal for every column, empty where there is none; a field is proposed once, for the first column that asks for it. */
  readonly columns: readonly string[];
}

/** An e-mail address or a telephone number: no heading has that. */
const DATA = /@.+\.|^\+?[\d\s().-]{8,}$/;

export function guessHeadings(guesser: Guesser, cells: readonly string[]): GuessedHeadings {
  const headings = knownHeadings(guesser);
  const found = cells.map((cell) => headings.get(plainWords(cell)) ?? null);
  const isLikely = !cells.some((cell) => DATA.test(cell)) && found.some((field) => field !== null);
  const taken = new Set<string>();
  const columns = (guesser.refineGuess?.(found, cells) ?? found).map((field) => {
    if (field === null || taken.has(field)) return '';
    taken.add(field);
    return field;
  });
  return { isLikely, columns };
}
