/** The dry run: everything that the job will do but the writing. */

import type { Fault, ImportReport, SampleRow } from '#clients/imports/model.ts';
import { type PlannedRow, planRows } from '#clients/imports/plan.ts';
import type { ReadFile } from '#clients/imports/read-file.ts';
import type { ReadDb } from '#platform/db/types.ts';

const SAMPLE_ROWS = 20;
const SHOWN_FAULTS = 100;

function goodSample({ row, twin }: PlannedRow): SampleRow {
  const { name, kind, email, phone, city } = row.details;
  return { line: row.line, name, kind, email, phone, city, twin, isFaulty: false };
}

function faultySamples(faults: readonly Fault[]): SampleRow[] {
  const lines = new Set(faults.map(({ line }) => line));
  const nothing = { name: '', kind: null, email: null, phone: null, city: null, twin: null };
  return [...lines].slice(0, SAMPLE_ROWS).map((line) => ({ ...nothing, line, isFaulty: true }));
}

export async function reportOn(db: ReadDb, file: ReadFile): Promise<ImportReport> {
  // With "create" every row is looked at; whom it repeats is the same whatever is chosen later.
  const plan = await planRows(db, file.good, 'create');
  const faults = [...file.faults, ...plan.faults].sort((a, b) => a.line - b.line);
  const repeated = plan.rows.filter(({ twin }) => twin !== null).length;
  const sample = [...plan.rows.slice(0, SAMPLE_ROWS).map(goodSample), ...faultySamples(faults)];
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
