/** The plan as rows of the database: one for each client that is made or changed, whatever number of lines speak of it. */
import { CLIENT_COLUMNS, type ClientColumn } from '#clients/import-export/fields.ts';
import type { DuplicateChoice, GoodRow } from '#clients/imports/model.ts';
import type { PlannedRow } from '#clients/imports/plan.ts';
import type { ClientDetails, ClientId } from '#clients/model.ts';
import { clients } from '#clients/schema.ts';

export interface StagedRow {
  readonly clientId: ClientId;
  readonly isUpdate: boolean;
  /** Values by column name; what is not there is null in a new client and stays as it is in another. */
  readonly data: Readonly<Record<string, unknown>>;
}

export interface Staged {
  readonly rows: readonly StagedRow[];
  readonly created: number;
  readonly updated: number;
  readonly skipped: number;
}

/** A company does not turn into a person because a file leaves its kind out or guesses it. */
const KEPT: ReadonlySet<ClientColumn> = new Set(['kind']);

function columnsOf({ details, archivedAt }: GoodRow, fields: readonly ClientColumn[]): Record<string, unknown> {
  const values: ClientDetails & { readonly archivedAt: string | null } = { ...details, archivedAt };
  return Object.fromEntries(
    fields.filter((field) => values[field] !== null).map((field) => [clients[field].name, values[field]]),
  );
}

/** Lines are taken in order: what a later one says about the same client counts. */
export function stageRows(planned: readonly PlannedRow[], choice: DuplicateChoice): Staged {
  const staged = new Map<ClientId, StagedRow>();
  let [created, updated, skipped] = [0, 0, 0];
  for (const { row, id, twin } of planned) {
    if (twin !== null && choice === 'skip') {
      skipped += 1;
      continue;
    }
    const isRepeat = twin !== null && choice === 'update';
    const fields = isRepeat ? row.given.filter((field) => !KEPT.has(field)) : CLIENT_COLUMNS;
    const before = staged.get(id);
    const data = { ...before?.data, ...columnsOf(row, fields) };
    staged.set(id, { clientId: id, isUpdate: before?.isUpdate ?? isRepeat, data });
    if (isRepeat) updated += 1;
    else created += 1;
  }
  return { rows: [...staged.values()], created, updated, skipped };
}
