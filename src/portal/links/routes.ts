/** How a person gets in: an address, then the link or the code of the mail. Links do nothing until a button is pressed. */
import { Hono } from 'hono';
import { publicAccess } from '#platform/http/access.ts';
import type { AppContext, Env } from '#platform/http/env.ts';
import { AppError } from '#platform/http/errors.ts';
import { type FormState, readForm, withErrors } from '#platform/http/forms.ts';
import { redirect, render, uiOf } from '#platform/http/render.ts';
import { clearAskedCookie, readAskedCookie, setAskedCookie, setPortalCookie } from '#portal/cookie.ts';
import { codeForm, entryForm, linkForm, nextPage } from '#portal/forms.ts';
import {
  digestAddress,
  type Entered,
  enterByCode,
  enterByLink,
  isLinkUsable,
  requestLink,
} from '#portal/links/service.ts';
import type { Visit } from '#portal/logins.ts';
import { PORTAL, portalClientsPath, portalSentPath, withNext } from '#portal/paths.ts';
import { findLink } from '#portal/queries.ts';
import { throttleCodes, throttleLinks } from '#portal/throttles.ts';
import { PortalEntry } from '#views/portal/links/entry.tsx';
import { PortalLogin } from '#views/portal/links/login.tsx';
import { PortalSent } from '#views/portal/links/sent.tsx';
import { freshForm } from '#views/ui/form-state.ts';

const layout = 'portal' as const;

export const visitOf = (c: AppContext): Visit => ({
  address: c.var.address,
  userAgent: c.req.header('user-agent') ?? '',
});

function renderLogin(c: AppContext, form: FormState, status: 200 | 422): Promise<Response> {
  return render(c, (ui) => ({ title: ui.t('portal.login.title'), layout, body: PortalLogin({ ui, form }) }), status);
}

/** @param form null where no code is taken: this browser asked for none, or it can no longer be used */
function renderSent(c: AppContext, form: FormState | null, isGone = false): Promise<Response> {
  const status = isGone ? 410 : Object.keys(form?.errors ?? {}).length > 0 ? 422 : 200;
  return render(
    c,
    (ui) => ({
      title: ui.t(isGone ? 'portal.code.gone' : 'portal.sent.title'),
      layout,
      body: PortalSent({ ui, form, isGone }),
    }),
    status,
  );
}

/** A person of several clients is asked for which, before the page that was wanted. */
function welcome(c: AppContext, { token, hasOthers }: Entered, next: string): Response {
  setPortalCookie(c, token);
  clearAskedCookie(c);
  return redirect(c, hasOthers ? withNext(portalClientsPath, next) : next);
}

async function takeCode(c: AppContext): Promise<Response> {
  const { scope } = c.var;
  const id = readAskedCookie(c);
  const link = id && (await findLink(scope.db, id));
  if (!id || !link?.askedFor) return renderSent(c, null, true);
  const form = await readForm(c, codeForm);
  if (!form.ok) return renderSent(c, form);
  const forgive = await throttleCodes(c, link.askedFor);
  const entered = await enterByCode(scope, id, form.value.code, visitOf(c));
  if (!entered) return renderSent(c, null, true);
  if ('token' in entered) {
    await forgive();
    return welcome(c, entered, form.value.next);
  }
  if (entered.triesLeft === 0) return renderSent(c, null, true);
  const wrong = uiOf(c).t('portal.code.wrong', { count: entered.triesLeft });
  return renderSent(c, withErrors({ values: { ...form.values, code: '' }, errors: {} }, { code: wrong }));
}

export const entryRoutes = new Hono<Env>()
  .get('/login', publicAccess(), (c) => renderLogin(c, freshForm({ next: nextPage(c.req.query('next')) }), 200))
  .post('/login', publicAccess(), async (c) => {
    const { scope } = c.var;
    const form = await readForm(c, linkForm);
    if (!form.ok) return renderLogin(c, form, 422);
    const { email, next } = form.value;
    const askedFor = digestAddress(scope, await throttleLinks(c, email));
    // Whatever the address: the answer must not tell one from another.
    if (await scope.mail.hold())
      return renderLogin(c, withErrors(form, { email: uiOf(c).t('portal.login.held') }), 422);
    setAskedCookie(c, await requestLink(scope, { email, askedFor, next }));
    return redirect(c, withNext(portalSentPath, next));
  })
  .get('/login/sent', publicAccess(), (c) =>
    renderSent(c, readAskedCookie(c) === null ? null : freshForm({ next: nextPage(c.req.query('next')) })),
  )
  .post('/login/code', publicAccess(), takeCode)
  .get('/entry/:token', publicAccess(), async (c) => {
    const token = c.req.param('token');
    const usable = await isLinkUsable(c.var.scope, token);
    const next = nextPage(c.req.query('next'));
    return render(
      c,
      (ui) => ({
        title: ui.t('portal.entry.title'),
        layout,
        body: PortalEntry({ ui, token: usable ? token : null, next }),
      }),
      usable ? 200 : 410,
    );
  })
  .post('/entry/:token', publicAccess(), async (c) => {
    const form = await readForm(c, entryForm);
    const entered = await enterByLink(c.var.scope, c.req.param('token'), visitOf(c));
    if (!entered) throw new AppError('gone', 'portal.error.link');
    return welcome(c, entered, form.ok ? form.value.next : PORTAL);
  });
