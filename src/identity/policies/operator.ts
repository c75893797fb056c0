/** The way out for a studio whose owners have locked themselves out: an operator opens it from everywhere. */
import { eq } from 'drizzle-orm';
import { writeRanges } from '#identity/policies/model.ts';
import { changesBetween } from '#platform/audit/changes.ts';
import { insertFact } from '#platform/control/queries.ts';
import { newId } from '#platform/db/ids.ts';
import type { WriteDb } from '#platform/db/types.ts';
import { studios } from '#platform/tenancy/schema.ts';

/** In a transaction. The row reaches the studio's log by the sweep. @returns how many ranges there were; null without such a studio */
export async function openToAllAddresses(tx: WriteDb, slug: string): Promise<number | null> {
  const { id, addressRanges } = studios;
  const [studio] = await tx.select({ id, addressRanges }).from(studios).where(eq(studios.slug, slug)).for('update');
  if (!studio) return null;
  const count = studio.addressRanges.length;
  if (count === 0) return 0;
  await tx.update(studios).set({ addressRanges: [] }).where(eq(id, studio.id));
  const changes = changesBetween({ addressRanges: writeRanges(studio.addressRanges) }, { addressRanges: '' });
  await insertFact(
    tx,
    {
      ...{ id: newId(), at: null, action: 'identity.set-policy', details: { policy: 'addresses', changes } },
      actor: { kind: 'system', id: null, name: 'operator' },
      subject: { kind: 'studio', id: studio.id },
      ...{ requestId: newId(), address: null, loginId: null, clientId: null },
    },
    studio.id,
    [],
  );
  return count;
}
