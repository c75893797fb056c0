import type { Invoice, InvoiceSummary } from '#invoicing/model.ts';
import type { Actor } from '#platform/scope.ts';

/** A client sees own documents, from the day they are issued; by a link, the one that it opens. */
export function maySee(
  actor: Actor,
  { id, clientId, issuedAt }: Pick<Invoice | InvoiceSummary, 'id' | 'clientId' | 'issuedAt'>,
): boolean {
  if (actor.kind !== 'client') return true;
  return actor.id === clientId && issuedAt !== null && (!actor.only || actor.only.id === id);
}
