/** Whether a session is invoiced, can be, or changed since; for the session's page. */
import { type InvoiceId, type InvoiceStatus, statusOf } from '#invoicing/model.ts';
import { findBilling } from '#invoicing/sources/queries.ts';
import type { Billable, PartContext, Source } from '#platform/contributions/billables.ts';
import type { Scope } from '#platform/scope.ts';

export interface SessionBilling {
  /** What can be billed of it; null once it is cancelled. */
  readonly offer: Billable | null;
  /** The one that bills it, drafts included; what a credit note took back does not count. */
  readonly invoice: { readonly id: InvoiceId; readonly number: string | null; readonly status: InvoiceStatus } | null;
  /** It was moved or cancelled after its invoice was drawn up. */
  readonly isChangedSince: boolean;
}

export async function getBilling(
  scope: Scope,
  source: Source,
  { billables, locale }: PartContext,
): Promise<SessionBilling> {
  const kind = billables.find((each) => each.kind === source.kind);
  const [offers = [], found] = await Promise.all([
    kind?.find(scope, [source.id], locale),
    findBilling(scope.db, source),
  ]);
  const offer = offers[0] ?? null;
  if (!found) return { offer, invoice: null, isChangedSince: false };
  const { id, number, createdAt, ...facts } = found;
  const isMoved = (offer?.changedAt ?? createdAt) > createdAt;
  return { offer, invoice: { id, number, status: statusOf(facts) }, isChangedSince: offer === null || isMoved };
}
