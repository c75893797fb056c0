import { Hono } from 'hono';
import { findIssuedInvoice, listIssuedInvoices } from '#invoicing/portal/queries.ts';
import { parseId } from '#platform/db/ids.ts';
import { can } from '#platform/http/access.ts';
import { clientOf } from '#platform/http/client-of.ts';
import type { Env } from '#platform/http/env.ts';
import { notFound } from '#platform/http/errors.ts';
import { idIn } from '#platform/http/path-ids.ts';
import { render } from '#platform/http/render.ts';
import { PortalInvoice } from '#views/invoicing/portal/invoice.tsx';
import { PortalInvoices } from '#views/invoicing/portal/invoices.tsx';

const layout = 'portal' as const;

export const portalRoutes = new Hono<Env>()
  .get('/', can('portal.see'), async (c) => {
    const after = parseId<'invoice'>(c.req.query('after'));
    const page = await listIssuedInvoices(c.var.scope.db, clientOf(c), after);
    return render(c, (ui) => ({
      title: ui.t('invoicing.portal.title'),
      layout,
      body: PortalInvoices({ ui, page }),
    }));
  })
  .get('/:id', can('portal.see'), async (c) => {
    const invoice = await findIssuedInvoice(c.var.scope.db, clientOf(c), idIn(c));
    if (!invoice) throw notFound();
    return render(c, (ui) => ({ title: invoice.number ?? '', layout, body: PortalInvoice({ ui, invoice }) }));
  });
