/** A file as it was uploaded → rows that can be written and faults that say why others cannot. */
import { readCards } from '#platform/imports/cards.ts';
import { readCsvRows } from '#platform/imports/csv-rows.ts';
import {
  type Fault,
  fault,
  type GoodRow,
  type ImportMapping,
  MOST_ROWS,
  type RawRow,
} from '#platform/imports/model.ts';
import { decodeText, detectEncoding } from '#platform/imports/read-text.ts';
import type { ImportReading } from '#platform/imports/reading.ts';

const SHOWN_REJECTED = 20;
const SHOWN_FAULTS = 100;
/** Rows that are handed over at once. */
const BATCH = 500;

export interface ReadFile {
  readonly good: readonly GoodRow[];
  /** The first ones. */
  readonly faults: readonly Fault[];
  readonly faultCount: number;
  /** The first faulty rows as far as they could be read, for the preview. */
  readonly rejected: readonly RawRow[];
  /** Rows that have one fault or more. */
  readonly faulty: number;
  readonly total: number;
}

type Writable = { -readonly [K in keyof ReadFile]: ReadFile[K] extends readonly (infer T)[] ? T[] : ReadFile[K] };

function empty(): Writable {
  return { good: [], faults: [], faultCount: 0, rejected: [], faulty: 0, total: 0 };
}

type Reader = Pick<ImportReading, 'readCells' | 'readCard' | 'check'>;

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

/** A piece at a time; `joinPieces` puts them together. @param mapping null for vCard */
export function* readPieces(reader: Reader, bytes: Uint8Array, mapping: ImportMapping | null): Generator<ReadFile> {
  let piece = empty();
  let total = 0;
  for (const raw of rawRows(reader, bytes, mapping)) {
    total += 1;
    piece.total += 1;
    const tooMany = fault(raw.line, null, 'platform.import.fault.tooManyRows', { most: MOST_ROWS });
    const checked = total > MOST_ROWS ? { faults: [tooMany] } : reader.check(raw);
    if ('good' in checked) piece.good.push(checked.good);
    else addFaulty(piece, total > MOST_ROWS ? null : raw, checked.faults);
    if (total > MOST_ROWS) break;
    if (piece.total < BATCH) continue;
    yield piece;
    piece = empty();
  }
  yield piece;
}

function addFaulty(to: Writable, raw: RawRow | null, faults: readonly Fault[]): void {
  to.faulty += 1;
  to.faultCount += faults.length;
  to.faults.push(...faults.slice(0, SHOWN_FAULTS - to.faults.length));
  if (raw && to.rejected.length < SHOWN_REJECTED) to.rejected.push(raw);
}

export async function joinPieces(pieces: AsyncIterable<ReadFile>): Promise<ReadFile> {
  const whole = empty();
  for await (const { good, faults, faultCount, rejected, faulty, total } of pieces) {
    whole.good.push(...good);
    whole.faults.push(...faults.slice(0, SHOWN_FAULTS - whole.faults.length));
    whole.rejected.push(...rejected.slice(0, SHOWN_REJECTED - whole.rejected.length));
    whole.faultCount += faultCount;
    whole.faulty += faulty;
    whole.total += total;
  }
  return whole;
}
