import { Hono } from 'hono';
import { getParties } from '#invoicing/documents/service.ts';
import { worthTelling } from '#invoicing/history/model.ts';
import { checkReadiness } from '#invoicing/issuance/service.ts';
import type { InvoiceId } from '#invoicing/model.ts';
import { findSummary, listCreditNotes } from '#invoicing/queries.ts';
import { isRested, stateOfLatest } from '#invoicing/sending/model.ts';
import { listMails } from '#invoicing/sending/queries.ts';
import { getInvoice } from '#invoicing/service.ts';
import { listSources } from '#invoicing/sources/queries.ts';
import { tellSources } from '#invoicing/sources/tell.ts';
import { loadSections } from '#platform/contributions/load-sections.ts';
import { daysBetween, localDay } from '#platform/format/zoned.ts';
import { readHistory, tellHistory } from '#platform/history/tell.ts';
import { can } from '#platform/http/access.ts';
import type { AppContext, Env } from '#platform/http/env.ts';
import { idIn } from '#platform/http/path-ids.ts';
import { render } from '#platform/http/render.ts';
import type { InvoiceFacts } from '#views/invoicing/show/facts.ts';
import { InvoiceShow } from '#views/invoicing/show/index.tsx';

async function readFacts(c: AppContext, id: InvoiceId): Promise<InvoiceFacts> {
  const { scope } = c.var;
  const { db, studio, now } = scope;
  const invoice = await getInvoice(scope, id);
  const [parties, entries, mails, creditNotes, sources] = await Promise.all([
    getParties(scope, invoice),
    readHistory(c, { kind: 'invoice', id }),
    listMails(db, { invoiceId: id }),
    listCreditNotes(db, id),
    listSources(db, id).then((found) => tellSources(c, found)),
  ]);
  const isDraft = invoice.status === 'draft';
  return {
    invoice,
    ...parties,
    creditNotes,
    sources,
    credited: invoice.creditedInvoiceId && (await findSummary(db, invoice.creditedInvoiceId)),
    readiness: isDraft ? await checkReadiness(scope, invoice) : null,
    history: await tellHistory(c, worthTelling(invoice, entries), { known: new Map([[id, invoice.number ?? '']]) }),
    mails,
    sending: stateOfLatest(mails, invoice.due > 0n),
    daysLate: invoice.dueDate ? daysBetween(invoice.dueDate, localDay(now, studio.timeZone)) : 0,
    mayRemind: invoice.due > 0n && isRested(mails, now),
  };
}

/** The page of an invoice; with 422 it says first what keeps it from being issued. */
export async function renderInvoice(c: AppContext, id: InvoiceId, status: 200 | 422 = 200): Promise<Response> {
  const [facts, sections] = await Promise.all([readFacts(c, id), loadSections(c, 'invoice', id)]);
  return render(
    c,
    (ui) => ({
      title: facts.invoice.number ?? ui.t('invoicing.draft.title', { client: facts.invoice.clientName }),
      styles: ['invoicing'],
      body: InvoiceShow({ ui, facts, sections, refused: status === 422 }),
    }),
    status,
  );
}

export const routes = new Hono<Env>().get('/invoices/:id', can('invoicing.read'), (c) => renderInvoice(c, idIn(c)));
