import { Hono } from 'hono';
import { renderEdit, saveSheet } from '#invoicing/drafts/routes.ts';
import { checkReadiness, issueInvoice } from '#invoicing/issuance/service.ts';
import { invoicePath } from '#invoicing/paths.ts';
import { getInvoice } from '#invoicing/service.ts';
import { renderInvoice } from '#invoicing/show/routes.ts';
import { can } from '#platform/http/access.ts';
import type { Env } from '#platform/http/env.ts';
import { flash } from '#platform/http/flash.ts';
import { readBody } from '#platform/http/forms.ts';
import { idIn } from '#platform/http/path-ids.ts';
import { redirect } from '#platform/http/render.ts';

/** From the page where it is typed, what was typed is saved first. */
export const routes = new Hono<Env>().post('/invoices/:id/issuance', can('invoicing.issue'), async (c) => {
  const { scope } = c.var;
  const id = idIn<'invoice'>(c);
  const isTyped = Object.keys((await readBody(c)).fields).length > 0;
  const refused = isTyped ? await saveSheet(c, id) : null;
  if (refused) return refused;
  const invoice = await getInvoice(scope, id);
  if (!invoice.issuedAt) {
    const { obstacles } = await checkReadiness(scope, invoice);
    if (obstacles.length > 0) return isTyped ? renderEdit(c, id, 422) : renderInvoice(c, id, 422);
  }
  flash(c, 'ok', 'invoicing.issued', { number: await issueInvoice(scope, id) });
  return redirect(c, invoicePath(id));
});
