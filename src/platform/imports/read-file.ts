/** A file as it was uploaded → rows that can be written and faults that say why others cannot. */
import { readCards } from '#platform/imports/cards.ts';
import { readCsvRows } from '#platform/imports/csv-rows.ts';
import type { ImportDefinition } from '#platform/imports/definition.ts';
import {
  type Fault,
  fault,
  type GoodRow,
  type ImportMapping,
  MOST_ROWS,
  type RawRow,
} from '#platform/imports/model.ts';
import { createPace } from '#platform/imports/pace.ts';
import { decodeText, detectEncoding } from '#platform/imports/read-text.ts';

const SHOWN_REJECTED = 20;

export interface ReadFile {
  readonly good: readonly GoodRow[];
  readonly faults: readonly Fault[];
  /** The first faulty rows as far as they could be read, for the preview. */
  readonly rejected: readonly RawRow[];
  /** Rows that have one fault or more. */
  readonly faulty: number;
  readonly total: number;
}

type Reader = Pick<ImportDefinition, 'readCells' | 'readCard' | 'check'>;

function* readCardRows(reader: Reader, text: string): Generator<RawRow> {
  for (const card of readCards(text)) {
    const faults = card.fault ? [card.fault] : [];
    yield reader.readCard && !card.fault ? reader.readCard(card) : { line: card.line, values: {}, faults };
  }
}

function rawRows(reader: Reader, bytes: Uint8Array, mapping: ImportMapping | null): Generator<RawRow> {
  if (mapping) return readCsvRows(reader, decodeText(bytes, mapping.encoding), mapping);
  return readCardRows(reader, decodeText(bytes, detectEncoding(bytes)));
}

/** @param mapping null for vCard */
export async function readFile(reader: Reader, bytes: Uint8Array, mapping: ImportMapping | null): Promise<ReadFile> {
  const [good, faults, rejected]: [GoodRow[], Fault[], RawRow[]] = [[], [], []];
  const pace = createPace();
  let [total, faulty] = [0, 0];
  for (const raw of rawRows(reader, bytes, mapping)) {
    total += 1;
    if (total > MOST_ROWS) {
      faults.push(fault(raw.line, null, 'platform.import.fault.tooManyRows', { most: MOST_ROWS }));
      return { good, faults, rejected, faulty: faulty + 1, total };
    }
    const checked = reader.check(raw);
    if ('good' in checked) good.push(checked.good);
    else {
      faults.push(...checked.faults);
      faulty += 1;
      if (rejected.length < SHOWN_REJECTED) rejected.push(raw);
    }
    await pace();
  }
  return { good, faults, rejected, faulty, total };
}
