import { Hono } from 'hono';
import { checkReadiness, issueInvoice } from '#invoicing/issuance/service.ts';
import { invoicePath } from '#invoicing/paths.ts';
import { getInvoice } from '#invoicing/service.ts';
import { renderInvoice } from '#invoicing/show/routes.ts';
import { can } from '#platform/http/access.ts';
import type { Env } from '#platform/http/env.ts';
import { flash } from '#platform/http/flash.ts';
import { idIn } from '#platform/http/path-ids.ts';
import { redirect } from '#platform/http/render.ts';

export const routes = new Hono<Env>().post('/invoices/:id/issuance', can('invoicing.issue'), async (c) => {
  const { scope } = c.var;
  const id = idIn<'invoice'>(c);
  const invoice = await getInvoice(scope, id);
  if (!invoice.issuedAt) {
    const { obstacles } = await checkReadiness(scope, invoice);
    if (obstacles.length > 0) return renderInvoice(c, id, 422);
  }
  flash(c, 'ok', 'invoicing.issued', { number: await issueInvoice(scope, id) });
  return redirect(c, invoicePath(id));
});
