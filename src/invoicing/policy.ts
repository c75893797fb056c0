import type { Invoice, InvoiceSummary } from '#invoicing/model.ts';
import type { Actor } from '#platform/scope.ts';

/** A client sees own documents, from the day they are issued. */
export function maySee(
  actor: Actor,
  { clientId, issuedAt }: Pick<Invoice | InvoiceSummary, 'clientId' | 'issuedAt'>,
): boolean {
  return actor.kind !== 'client' || (actor.id === clientId && issuedAt !== null);
}
