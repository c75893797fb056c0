import { Hono } from 'hono';
import { getPrintable, printDocument } from '#invoicing/documents/service.ts';
import type { InvoiceId } from '#invoicing/model.ts';
import { parseId } from '#platform/db/ids.ts';
import { can } from '#platform/http/access.ts';
import type { AppContext, Env } from '#platform/http/env.ts';
import { notFound } from '#platform/http/errors.ts';
import { uiOf } from '#platform/http/render.ts';

async function pdf(c: AppContext, text: string | undefined): Promise<Response> {
  const id = parseId<'invoice'>(text);
  if (!id) throw notFound();
  return answerPdf(c, id);
}

export async function answerPdf(c: AppContext, id: InvoiceId): Promise<Response> {
  const printable = await getPrintable(c.var.scope, id);
  const name = printable.invoice.number ?? uiOf(c).t('invoicing.status.draft');
  return c.body(await printDocument(printable), 200, {
    'Content-Type': 'application/pdf',
    'Content-Disposition': `inline; filename="${name}.pdf"`,
    'Cache-Control': 'private, no-store',
  });
}

/** The same PDF for the studio and, at another address, for its client. */
export const routes = new Hono<Env>()
  .get('/invoices/:file{.+\\.pdf}', can('invoicing.read'), (c) => pdf(c, c.req.param('file').slice(0, -'.pdf'.length)))
  .get('/portal/invoices/:id/pdf', can('portal.see'), (c) => pdf(c, c.req.param('id')));
