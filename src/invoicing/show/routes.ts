import { Hono } from 'hono';
import { type Parties, partiesOf } from '#invoicing/documents/model.ts';
import { getPartyFacts } from '#invoicing/documents/service.ts';
import { worthTelling } from '#invoicing/history/model.ts';
import { type Readiness, readinessOf } from '#invoicing/issuance/service.ts';
import type { Invoice, InvoiceId } from '#invoicing/model.ts';
import { isRested, stateOfLatest } from '#invoicing/sending/model.ts';
import { getShown } from '#invoicing/show/service.ts';
import { tellSources } from '#invoicing/sources/tell.ts';
import { loadSections } from '#platform/contributions/load-sections.ts';
import { daysBetween, localDay } from '#platform/format/zoned.ts';
import { readHistory, tellHistory } from '#platform/history/tell.ts';
import { can } from '#platform/http/access.ts';
import type { AppContext, Env } from '#platform/http/env.ts';
import { idIn } from '#platform/http/path-ids.ts';
import { render } from '#platform/http/render.ts';
import type { Scope } from '#platform/scope.ts';
import type { InvoiceFacts } from '#views/invoicing/show/facts.ts';
import { InvoiceShow } from '#views/invoicing/show/index.tsx';

async function readFacts(c: AppContext, id: InvoiceId): Promise<InvoiceFacts> {
  const { scope } = c.var;
  const { studio, now } = scope;
  const { sources, ...shown } = await getShown(scope, id);
  const { invoice, mails } = shown;
  const [parties, entries, told] = await Promise.all([
    readParties(scope, invoice),
    readHistory(c, { kind: 'invoice', id }),
    tellSources(c, sources),
  ]);
  return {
    ...shown,
    ...parties,
    sources: told,
    history: await tellHistory(c, worthTelling(invoice, entries), { known: new Map([[id, invoice.number ?? '']]) }),
    sending: stateOfLatest(mails, invoice.due > 0n),
    daysLate: invoice.dueDate ? daysBetween(invoice.dueDate, localDay(now, studio.timeZone)) : 0,
    mayRemind: invoice.due > 0n && isRested(mails, now),
  };
}

/** As they were on the day of issue. Of a draft as they are now, and whether it can be issued. */
async function readParties(
  scope: Scope,
  invoice: Invoice,
): Promise<Parties & { readonly readiness: Readiness | null }> {
  const { seller, buyer, locale } = invoice;
  if (seller && buyer) return { seller, buyer, readiness: null };
  const facts = await getPartyFacts(scope, invoice);
  return { ...partiesOf(facts, locale), readiness: readinessOf(invoice, facts) };
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
