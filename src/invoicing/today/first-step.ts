/** The step of the guide that ends with an invoice. */
import { sql } from 'drizzle-orm';
import type { ClientId } from '#clients/model.ts';
import type { InvoiceId } from '#invoicing/model.ts';
import { editInvoicePath, INVOICES, NEW_INVOICE } from '#invoicing/paths.ts';
import { isBilled } from '#invoicing/sources/queries.ts';
import { defineFirstStep, type TaskAction } from '#platform/contributions/today.ts';
import type { Ui } from '#platform/http/ui.ts';
import type { SessionId } from '#sessions/model.ts';

interface InvoiceFacts {
  readonly hasIssued: boolean;
  /** The client who came last. */
  readonly clientId: ClientId | null;
  /** The draft that was begun last. */
  readonly draftId: InvoiceId | null;
  /** The first session that can be billed. */
  readonly billable: { readonly sessionId: SessionId; readonly clientId: ClientId } | null;
}

const FACTS = sql`json_build_object(
  'hasIssued', exists (select 1 from invoices where issued_at is not null),
  'clientId', (select id from clients where archived_at is null order by id desc limit 1),
  'draftId', (select id from invoices where issued_at is null order by id desc limit 1),
  'billable', case when not exists (select 1 from invoices where issued_at is not null) then (
    select json_build_object('sessionId', s.id, 'clientId', s.client_id) from sessions s
    where s.status not in ('cancelled', 'no-show') and s.client_id is not null and not ${isBilled('session')(sql`s.id`)} order by s.starts_at limit 1) end)`;

/** A draft that was begun, else the session that can be billed, else an empty form. */
function actions(ui: Ui, { draftId, billable, clientId }: InvoiceFacts): TaskAction[] {
  if (!clientId || !ui.can('invoicing.create')) return [];
  if (draftId) return [{ label: ui.t('invoicing.step.draft'), href: editInvoicePath(draftId) }];
  if (!billable) return [{ label: ui.t('invoicing.step.do'), href: NEW_INVOICE }];
  return [{ label: ui.t('invoicing.step.session'), post: INVOICES, fields: { ...billable } }];
}

export const invoiceStep = defineFirstStep<InvoiceFacts>({
  name: 'invoicing.invoice',
  rank: 60,
  title: 'invoicing.step',
  text: 'invoicing.step.text',
  facts: FACTS,
  isDone: ({ hasIssued }) => hasIssued,
  actions,
});
