/** A file as it was uploaded → rows that can be written and faults that say why others cannot. */
import { checkRow } from '#clients/imports/check-row.ts';
import { readCsvRows } from '#clients/imports/csv-rows.ts';
import { type Fault, fault, type GoodRow, type ImportMapping, MOST_ROWS, type RawRow } from '#clients/imports/model.ts';
import { createPace } from '#clients/imports/pace.ts';
import { decodeText, detectEncoding } from '#clients/imports/read-text.ts';
import { readVcardRows } from '#clients/imports/read-vcard.ts';

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

function rawRows(bytes: Uint8Array, mapping: ImportMapping | null): Generator<RawRow> {
  if (mapping) return readCsvRows(decodeText(bytes, mapping.encoding), mapping);
  return readVcardRows(decodeText(bytes, detectEncoding(bytes)));
}

/** @param mapping null for vCard */
export async function readFile(bytes: Uint8Array, mapping: ImportMapping | null): Promise<ReadFile> {
  const [good, faults, rejected]: [GoodRow[], Fault[], RawRow[]] = [[], [], []];
  const pace = createPace();
  let [total, faulty] = [0, 0];
  for (const raw of rawRows(bytes, mapping)) {
    total += 1;
    if (total > MOST_ROWS) {
      faults.push(fault(raw.line, null, 'clients.import.fault.tooManyRows', { most: MOST_ROWS }));
      return { good, faults, rejected, faulty: faulty + 1, total };
    }
    const checked = checkRow(raw);
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
