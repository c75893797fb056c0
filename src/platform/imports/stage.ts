/** The plan as rows of the database: one for each record that is made or changed, however many lines are about it. */
import type { ImportDefinition } from '#platform/imports/definition.ts';
import type { DuplicateChoice } from '#platform/imports/model.ts';
import type { PlannedRow } from '#platform/imports/plan.ts';

export interface StagedRow {
  readonly targetId: string;
  readonly isUpdate: boolean;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface Staged {
  readonly rows: readonly StagedRow[];
  readonly created: number;
  readonly updated: number;
  readonly skipped: number;
}

/** Lines are taken in order: what a later one says about the same thing counts. */
export function stageRows(
  definition: Pick<ImportDefinition, 'dataOf'>,
  planned: readonly PlannedRow[],
  choice: DuplicateChoice,
): Staged {
  const staged = new Map<string, StagedRow>();
  let [created, updated, skipped] = [0, 0, 0];
  for (const { row, id, twin } of planned) {
    if (twin !== null && choice === 'skip') {
      skipped += 1;
      continue;
    }
    const isRepeat = twin !== null && choice === 'update';
    const before = staged.get(id);
    const data = { ...before?.data, ...definition.dataOf(row, isRepeat) };
    staged.set(id, { targetId: id, isUpdate: before?.isUpdate ?? isRepeat, data });
    if (isRepeat) updated += 1;
    else created += 1;
  }
  return { rows: [...staged.values()], created, updated, skipped };
}
