import { Hono } from 'hono';
import { removeDraft, updateDraft } from '#invoicing/drafts/service.ts';
import { draftDetails } from '#invoicing/input.ts';
import { renderEdit } from '#invoicing/lines/routes.ts';
import { INVOICES, invoicePath } from '#invoicing/paths.ts';
import { can } from '#platform/http/access.ts';
import type { Env } from '#platform/http/env.ts';
import { flash } from '#platform/http/flash.ts';
import { readForm } from '#platform/http/forms.ts';
import { idIn } from '#platform/http/path-ids.ts';
import { redirect } from '#platform/http/render.ts';

export const routes = new Hono<Env>()
  .get('/invoices/:id/edit', can('invoicing.update'), (c) => renderEdit(c, idIn(c)))
  .post('/invoices/:id', can('invoicing.update'), async (c) => {
    const id = idIn<'invoice'>(c);
    const form = await readForm(c, draftDetails);
    if (!form.ok) return renderEdit(c, id, { details: form });
    await updateDraft(c.var.scope, id, form.value);
    flash(c, 'ok', 'invoicing.saved');
    return redirect(c, invoicePath(id));
  })
  .post('/invoices/:id/removal', can('invoicing.delete'), async (c) => {
    await removeDraft(c.var.scope, idIn(c));
    flash(c, 'ok', 'invoicing.removed');
    return redirect(c, INVOICES);
  });
