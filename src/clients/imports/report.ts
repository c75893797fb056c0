/** The dry run: everything that the job will do but the writing. */

import type { Fault, GoodRow, ImportReport, RawRow, SampleRow } from '#clients/imports/model.ts';
import { type PlannedRow, planRows } from '#clients/imports/plan.ts';
import type { ReadFile } from '#clients/imports/read-file.ts';
import type { ReadDb } from '#platform/db/types.ts';

const SAMPLE_ROWS = 20;
const SHOWN_FAULTS = 100;

function goodSample({ row, twin }: PlannedRow): SampleRow {
  const { name, kind, email, phone, city } = row.details;
  return { line: row.line, name, kind, email, phone, city, twin, isFaulty: false };
}

const SHOWN_SIGNS = 200;

/** As far as it could be read: enough to find the row in the file. */
function rejectedSample({ line, values }: Pick<RawRow, 'line' | 'values'>): SampleRow {
  const text = (name: string) => {
    const value = values[name];
    return typeof value === 'string' ? value.replaceAll('\u0000', '').slice(0, SHOWN_SIGNS) : '';
  };
  const name = text('name') || [text('firstName'), text('lastName')].filter(Boolean).join(' ');
  return {
    line,
    name,
    kind: null,
    email: text('email'),
    phone: text('phone'),
    city: text('city'),
    twin: null,
    isFaulty: true,
  };
}

/** Rows that are right in themselves and only clash with others. */
function clashing(good: readonly GoodRow[], faults: readonly Fault[]): SampleRow[] {
  const lines = new Set(faults.map(({ line }) => line));
  return good
    .filter(({ line }) => lines.has(line))
    .slice(0, SAMPLE_ROWS)
    .map(({ line, details }) => rejectedSample({ line, values: { ...details } }));
}

export async function reportOn(db: ReadDb, file: ReadFile): Promise<ImportReport> {
  // With "create" every row is looked at; whom it repeats is the same whatever is chosen later.
  const plan = await planRows(db, file.good, 'create');
  const faults = [...file.faults, ...plan.faults].sort((a, b) => a.line - b.line);
  const repeated = plan.rows.filter(({ twin }) => twin !== null).length;
  const sample = [
    ...plan.rows.slice(0, SAMPLE_ROWS).map(goodSample),
    ...file.rejected.map(rejectedSample),
    ...clashing(file.good, plan.faults),
  ];
  return {
    total: file.total,
    fresh: plan.rows.length - repeated,
    repeated,
    faulty: file.faulty + plan.faults.length,
    sample: sample.sort((a, b) => a.line - b.line).slice(0, SAMPLE_ROWS),
    faults: faults.slice(0, SHOWN_FAULTS),
    faultCount: faults.length,
  };
}
