/** What the link in a mail opens. Reading writes nothing; paying is what payments mount below the same address. */
import { Hono } from 'hono';
import { answerPdf } from '#invoicing/documents/routes.ts';
import { getParties } from '#invoicing/documents/service.ts';
import { tokenOf } from '#invoicing/links/access.ts';
import { revokeLinks } from '#invoicing/links/service.ts';
import type { InvoiceId } from '#invoicing/model.ts';
import { invoicePath } from '#invoicing/paths.ts';
import type { ShownInvoice } from '#invoicing/show/queries.ts';
import { getShown } from '#invoicing/show/service.ts';
import { calendarFile } from '#platform/format/calendar-file.ts';
import { can, publicAccess } from '#platform/http/access.ts';
import type { AppContext, Env } from '#platform/http/env.ts';
import { notFound } from '#platform/http/errors.ts';
import { flash } from '#platform/http/flash.ts';
import { idIn } from '#platform/http/path-ids.ts';
import { redirect, render, uiOf } from '#platform/http/render.ts';
import type { Session, SessionId } from '#sessions/model.ts';
import { listSessionsById } from '#sessions/service.ts';
import { getProfile } from '#studios/service.ts';
import { LinkGone } from '#views/invoicing/links/gone.tsx';
import { LinkedInvoice } from '#views/invoicing/links/invoice.tsx';
import { sessionTitle } from '#views/sessions/title.ts';

/** Before every route below `/pay`, those of other modules included: without an open link there is one answer. */
async function throughLink(c: AppContext, next: () => Promise<void>): Promise<Response | undefined> {
  if (c.var.scope.actor.kind === 'client') return void (await next());
  const { email, phone } = await getProfile(c.var.scope);
  const contact = { email, phone };
  return render(
    c,
    (ui) => ({ title: ui.t('invoicing.link.gone'), layout: 'portal', body: LinkGone({ ui, contact }) }),
    410,
  );
}

/** The one invoice that the link opens. */
function invoiceIdOf(c: AppContext): InvoiceId {
  const { actor } = c.var.scope;
  if (actor.kind !== 'client' || !actor.only) throw notFound();
  return actor.only.id as InvoiceId;
}

/** The sessions that the invoice bills, while they still take place; in order, with what the client calls them. */
async function sessionsOf(c: AppContext, { sources }: ShownInvoice): Promise<(Session & { readonly title: string })[]> {
  const ids = sources.flatMap((source) => (source.kind === 'session' ? source.id : []));
  const sessions = await listSessionsById(c.var.scope, ids as SessionId[]);
  const { t } = uiOf(c);
  return sessions
    .filter(({ status }) => status !== 'cancelled')
    .sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime())
    .map((session) => ({ ...session, title: sessionTitle(t, session) }));
}

async function showInvoice(c: AppContext): Promise<Response> {
  const { scope } = c.var;
  const shown = await getShown(scope, invoiceIdOf(c));
  const { invoice, creditNotes } = shown;
  const [{ seller, buyer }, sessions] = await Promise.all([getParties(scope, invoice), sessionsOf(c, shown)]);
  const coming = sessions.filter(({ endsAt }) => endsAt > scope.now);
  const facts = { invoice, seller, buyer, creditNotes, sessions: coming, token: tokenOf(c) };
  return render(c, (ui) => ({
    title: invoice.number ?? '',
    layout: 'portal',
    body: LinkedInvoice({ ui, facts }),
  }));
}

async function sessionsFile(c: AppContext): Promise<Response> {
  const { scope } = c.var;
  const shown = await getShown(scope, invoiceIdOf(c));
  const { invoice } = shown;
  const sessions = await sessionsOf(c, shown);
  if (sessions.length === 0) throw notFound();
  const { seller } = await getParties(scope, invoice);
  const events = sessions.map(({ id, startsAt, endsAt, room, title }) => ({
    uid: `${id}@${scope.studio.host}`,
    title: `${title} · ${scope.studio.name}`,
    place: [room.name, ...seller.address].join(', '),
    ...{ startsAt, endsAt },
  }));
  return c.body(calendarFile(events, scope.now), 200, {
    'Content-Type': 'text/calendar; charset=utf-8',
    'Content-Disposition': `attachment; filename="${invoice.number}.ics"`,
  });
}

export const linkRoutes = new Hono<Env>()
  .use('/:token/*', throughLink)
  .get('/:token', publicAccess(), showInvoice)
  .get('/:token/pdf', publicAccess(), (c) => answerPdf(c, invoiceIdOf(c)))
  .get('/:token/session.ics', publicAccess(), sessionsFile);

export const routes = new Hono<Env>().post('/invoices/:id/links/removal', can('invoicing.revoke-links'), async (c) => {
  const id = idIn<'invoice'>(c);
  await revokeLinks(c.var.scope, id);
  flash(c, 'ok', 'invoicing.links.revoked');
  return redirect(c, invoicePath(id));
});
