import { findHead } from '#platform/audit/queries.ts';
import type { Id } from '#platform/db/ids.ts';
import type { Scope } from '#platform/scope.ts';
import { auditAnchors } from '#platform/tenancy/schema.ts';

/** Keeps the end of the studio's log in the control database, which the studio's role cannot write. An unchanged log has its anchor already. */
export async function anchorLog({ db, control, studio, now }: Scope): Promise<void> {
  const head = await findHead(db);
  if (!head || head.seq === 0) return;
  const anchor = { studioId: studio.id as Id<'studio'>, seq: head.seq, hash: new Uint8Array(head.hash), takenAt: now };
  await control.writeUnaudited('anchor', (tx) => tx.insert(auditAnchors).values(anchor).onConflictDoNothing());
}
