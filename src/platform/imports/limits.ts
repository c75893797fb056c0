/** How large a file of an allowed number of bytes may be in other ways: what is beyond is refused when it is sent. */
import { type CardProblem, splitCards } from '#platform/imports/cards.ts';
import { MOST_ROWS } from '#platform/imports/model.ts';
import { type CsvProblem, detectDelimiter, readCsv } from '#platform/imports/read-csv.ts';
import type { Refusal } from '#platform/refusal.ts';

function tooMuch(messageKey: Refusal['messageKey'], values: NonNullable<Refusal['values']>): Refusal {
  return { kind: 'invalid', field: 'file', messageKey, values };
}

type Refuse<Problem extends string> = Readonly<Record<Problem, ((line: number, most: number) => Refusal) | null>>;

/** Quotes cost only their row, and the report says so. */
const CSV: Refuse<CsvProblem> = {
  quotes: null,
  columns: (line, most) => tooMuch('platform.import.error.columns', { line, most }),
  row: (line, most) => tooMuch('platform.import.error.row', { line, most }),
  lines: (_, most) => tooMuch('platform.import.error.lines', { most }),
};

const CARDS: Refuse<CardProblem> = {
  properties: (line, most) => tooMuch('platform.import.error.properties', { line, most }),
  property: (line, most) => tooMuch('platform.import.error.property', { line, most }),
  parts: (line, most) => tooMuch('platform.import.error.parts', { line, most }),
  lines: (_, most) => tooMuch('platform.import.error.lines', { most }),
};

/** Reads until the first thing that is too large. One row more than may be imported, for the headings. */
export function findCsvExcess(text: string): Refusal | null {
  let rows = 0;
  for (const { line, problem } of readCsv(text, detectDelimiter(text))) {
    const refuse = problem && CSV[problem.kind];
    if (refuse) return refuse(line, problem.most);
    rows += 1;
    if (rows > MOST_ROWS + 1) return tooMuch('platform.import.error.rows', { most: MOST_ROWS });
  }
  return null;
}

export function findCardExcess(text: string): Refusal | null {
  let cards = 0;
  for (const { line, problem } of splitCards(text)) {
    if (problem) return CARDS[problem.kind]?.(line, problem.most) ?? null;
    cards += 1;
    if (cards > MOST_ROWS) return tooMuch('platform.import.error.cards', { most: MOST_ROWS });
  }
  return null;
}
