/** Decides what happens to each row: something is made, changed, or left as it is. Nothing is written here. */
import { newId } from '#platform/db/ids.ts';
import type { ReadDb } from '#platform/db/types.ts';
import type { ImportDefinition, Match } from '#platform/imports/definition.ts';
import type { DuplicateChoice, Fault, GoodRow, Twin } from '#platform/imports/model.ts';
import { createPace } from '#platform/imports/pace.ts';

export interface PlannedRow {
  readonly row: GoodRow;
  /** What is made or changed; of an earlier row, where this one repeats it. */
  readonly id: string;
  readonly twin: Twin | null;
}

export interface Plan {
  readonly rows: readonly PlannedRow[];
  /** What only shows when rows are seen together. */
  readonly faults: readonly Fault[];
}

const BATCH = 1_000;

interface Seen {
  readonly byKey: Map<string, Twin>;
  readonly claims: Set<string>;
}

function twinOf({ known, keys }: Match, { byKey }: Seen): Twin | null {
  if (known) return { id: known.id, name: known.name, line: null };
  const key = keys.find((own) => byKey.has(own));
  return key === undefined ? null : (byKey.get(key) ?? null);
}

/** A row that is made in spite of its twin may not take what only one can have. */
function claimFault({ claim }: Match, { claims }: Seen): Fault | null {
  if (!claim) return null;
  const isTaken = claim.isTaken || claims.has(claim.key);
  claims.add(claim.key);
  return isTaken ? claim.fault : null;
}

export async function planRows(
  db: ReadDb,
  definition: Pick<ImportDefinition, 'match' | 'nameOf'>,
  good: readonly GoodRow[],
  choice: DuplicateChoice,
): Promise<Plan> {
  const seen: Seen = { byKey: new Map(), claims: new Set() };
  const [rows, faults]: [PlannedRow[], Fault[]] = [[], []];
  const pace = createPace();
  for (let from = 0; from < good.length; from += BATCH) {
    const batch = good.slice(from, from + BATCH);
    const matches = await definition.match(db, batch);
    for (const [index, row] of batch.entries()) {
      const match = matches[index];
      if (!match) throw new Error('a row was not matched');
      const twin = twinOf(match, seen);
      const isMade = twin === null || choice === 'create';
      const refused = isMade ? claimFault(match, seen) : null;
      if (refused) {
        faults.push(refused);
        continue;
      }
      const id = isMade ? newId() : twin.id;
      if (twin === null) remember(seen, match.keys, { id, name: definition.nameOf(row), line: row.line });
      rows.push({ row, id, twin });
      await pace();
    }
  }
  return { rows, faults };
}

function remember({ byKey }: Seen, keys: Match['keys'], twin: Twin): void {
  for (const key of keys) if (!byKey.has(key)) byKey.set(key, twin);
}
