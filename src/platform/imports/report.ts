/** The dry run: everything that the job will do but the writing. */
import type { ReadDb } from '#platform/db/types.ts';
import type { ImportDefinition } from '#platform/imports/definition.ts';
import type { Fault, GoodRow, ImportReport, RawRow, SampleRow } from '#platform/imports/model.ts';
import { type PlannedRow, planRows } from '#platform/imports/plan.ts';
import type { ReadFile } from '#platform/imports/read-file.ts';

const SAMPLE_ROWS = 20;
const SHOWN_FAULTS = 100;

type Shower = Pick<ImportDefinition, 'show' | 'showRejected' | 'match' | 'nameOf'>;

function goodSample(shower: Shower, { row, twin }: PlannedRow): SampleRow {
  return { ...shower.show(row), line: row.line, twin, isFaulty: false };
}

/** As far as it could be read: enough to find the row in the file. */
function rejectedSample(shower: Shower, { line, values }: RawRow): SampleRow {
  return { ...shower.showRejected(values), line, twin: null, isFaulty: true };
}

/** Rows that are right in themselves and only clash with others. */
function clashingSamples(shower: Shower, good: readonly GoodRow[], faults: readonly Fault[]): SampleRow[] {
  const lines = new Set(faults.map(({ line }) => line));
  return good
    .filter(({ line }) => lines.has(line))
    .slice(0, SAMPLE_ROWS)
    .map((row) => ({ ...shower.show(row), line: row.line, twin: null, isFaulty: true }));
}

export async function reportOn(db: ReadDb, definition: Shower, file: ReadFile): Promise<ImportReport> {
  // With "create" every row is looked at; what it repeats is the same whatever is chosen later.
  const plan = await planRows(db, definition, file.good, 'create');
  const faults = [...file.faults, ...plan.faults].sort((a, b) => a.line - b.line);
  const repeated = plan.rows.filter(({ twin }) => twin !== null).length;
  const sample = [
    ...plan.rows.slice(0, SAMPLE_ROWS).map((row) => goodSample(definition, row)),
    ...file.rejected.map((row) => rejectedSample(definition, row)),
    ...clashingSamples(definition, file.good, plan.faults),
  ];
  return {
    total: file.total,
    fresh: plan.rows.length - repeated,
    repeated,
    faulty: file.faulty + plan.faults.length,
    sample: sample.sort((a, b) => a.line - b.line).slice(0, SAMPLE_ROWS),
    faults: faults.slice(0, SHOWN_FAULTS),
    faultCount: file.faultCount + plan.faults.length,
  };
}
