import type { InvoiceId } from '#invoicing/model.ts';
import { maySee } from '#invoicing/policy.ts';
import { findShown, type ShownInvoice } from '#invoicing/show/queries.ts';
import { notFound } from '#platform/http/errors.ts';
import type { Scope } from '#platform/scope.ts';

/** As `getInvoice`, with what became of it. @throws AppError not-found */
export async function getShown(scope: Scope, id: InvoiceId): Promise<ShownInvoice> {
  const shown = await findShown(scope.db, id);
  if (!shown || !maySee(scope.actor, shown.invoice)) throw notFound();
  return shown;
}
