/** Decides what happens to each row: a client is made, changed, or left as it is. Nothing is written here. */

import { type DuplicateChoice, type Fault, fault, type GoodRow, type Twin } from '#clients/imports/model.ts';
import { createPace } from '#clients/imports/pace.ts';
import { type Match, matchRows } from '#clients/imports/queries.ts';
import { type ClientId, phoneTail } from '#clients/model.ts';
import { newId } from '#platform/db/ids.ts';
import type { ReadDb } from '#platform/db/types.ts';

export interface PlannedRow {
  readonly row: GoodRow;
  /** The client that is made or changed; of an earlier row, where this one repeats it. */
  readonly id: ClientId;
  readonly twin: Twin | null;
}

export interface Plan {
  readonly rows: readonly PlannedRow[];
  /** What only shows when rows are seen together. */
  readonly faults: readonly Fault[];
}

const BATCH = 1_000;

interface Seen {
  readonly byEmail: Map<string, Twin>;
  readonly byName: Map<string, Twin>;
  /** Addresses that some row wants for the portal. */
  readonly portals: Set<string>;
}

function keysOf({ details }: GoodRow, { folded }: Match): { email: string | null; name: string | null } {
  const tail = phoneTail(details.phone);
  const email = details.email?.toLowerCase() ?? null;
  return { email, name: tail === '' && email !== null ? null : `${tail} ${folded}` };
}

function earlierTwin(seen: Seen, keys: ReturnType<typeof keysOf>): Twin | null {
  const byEmail = keys.email === null ? undefined : seen.byEmail.get(keys.email);
  return byEmail ?? (keys.name === null ? undefined : seen.byName.get(keys.name)) ?? null;
}

function remember(seen: Seen, keys: ReturnType<typeof keysOf>, twin: Twin): void {
  if (keys.email !== null && !seen.byEmail.has(keys.email)) seen.byEmail.set(keys.email, twin);
  if (keys.name !== null && !seen.byName.has(keys.name)) seen.byName.set(keys.name, twin);
}

/** Two clients may not enter the portal with one address: a row that is made in spite of its twin would be the second. */
function portalFault({ details, line, archivedAt }: GoodRow, match: Match, seen: Seen, isMade: boolean): Fault | null {
  if (!isMade || !details.portalAccess || details.email === null || archivedAt !== null) return null;
  const email = details.email.toLowerCase();
  const isTaken = match.hasPortal || seen.portals.has(email);
  seen.portals.add(email);
  return isTaken ? fault(line, 'portalAccess', 'clients.error.portalEmailTaken') : null;
}

export async function planRows(db: ReadDb, good: readonly GoodRow[], choice: DuplicateChoice): Promise<Plan> {
  const seen: Seen = { byEmail: new Map(), byName: new Map(), portals: new Set() };
  const [rows, faults]: [PlannedRow[], Fault[]] = [[], []];
  const pace = createPace();
  for (let from = 0; from < good.length; from += BATCH) {
    const batch = good.slice(from, from + BATCH);
    const matches = await matchRows(db, batch);
    for (const [index, row] of batch.entries()) {
      const match = matches[index];
      if (!match) throw new Error('a row was not matched');
      const keys = keysOf(row, match);
      const twin = match.id ? { id: match.id, name: match.name ?? '', line: null } : earlierTwin(seen, keys);
      const isMade = twin === null || choice === 'create';
      const refused = portalFault(row, match, seen, isMade);
      if (refused) {
        faults.push(refused);
        continue;
      }
      const id = isMade ? newId<'client'>() : twin.id;
      if (twin === null) remember(seen, keys, { id, name: row.details.name, line: row.line });
      rows.push({ row, id, twin });
      await pace();
    }
  }
  return { rows, faults };
}
