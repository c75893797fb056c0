/** The login page of a studio or of the main host, and the list of a user's logins. */
import { Hono } from 'hono';
import { z } from 'zod';
import { givenPassword } from '#identity/input.ts';
import { isSignedIn, oneselfOf } from '#identity/logins/actor.ts';
import { clearLoginCookie } from '#identity/logins/cookies.ts';
import { enter } from '#identity/logins/enter.ts';
import { checkCredentials, closeLogin, listLogins, revokeLogin, revokeOtherLogins } from '#identity/logins/service.ts';
import { describeBrowser, PRODUCT } from '#identity/model.ts';
import { PASSKEY_SCRIPTS } from '#identity/passkeys/ceremonies.ts';
import { homeOf, LOGIN, LOGINS } from '#identity/paths.ts';
import { passwordLimits, tryPassword } from '#identity/throttles.ts';
import { requiredEmail } from '#platform/format/fields.ts';
import { can, doorAccess } from '#platform/http/access.ts';
import type { AppContext, Env } from '#platform/http/env.ts';
import { flash } from '#platform/http/flash.ts';
import { type FormState, readForm, withErrors } from '#platform/http/forms.ts';
import { idIn } from '#platform/http/path-ids.ts';
import { redirect, render, safeNext, uiOf } from '#platform/http/render.ts';
import { log } from '#platform/telemetry/log.ts';
import { LoginList } from '#views/identity/logins/index.tsx';
import { LoginPage } from '#views/identity/logins/new.tsx';
import { freshForm } from '#views/ui/form-state.ts';

const loginForm = z.object({ email: requiredEmail(), password: givenPassword, next: z.string().optional() });

export const doorRoutes = new Hono<Env>()
  .get('/login', doorAccess(), (c) => {
    const next = nextOf(c, c.req.query('next'));
    if (isSignedIn(c.var.controlScope.actor)) return c.redirect(next, 303);
    return showLogin(c, freshForm({ next }));
  })
  .post('/login', doorAccess(), async (c) => {
    const form = await readForm(c, loginForm);
    if (!form.ok) return showLogin(c, form, 422);
    const { email, password, next } = form.value;
    const limits = await passwordLimits(c, email);
    const account = await tryPassword(c, limits, () => checkCredentials(c.var.controlScope, email, password));
    if (!account) return refuse(c, form);
    return redirect(c, await enter(c, account, nextOf(c, next), 'password'));
  })
  .post('/logout', can('identity.logout'), async (c) => {
    const { actor } = c.var.controlScope;
    if (isSignedIn(actor)) await closeLogin(c.var.controlScope, actor);
    clearLoginCookie(c);
    flash(c, 'ok', 'identity.login.left');
    return redirect(c, LOGIN);
  });

export const loginRoutes = new Hono<Env>()
  .get('/', can('identity.profile'), async (c) => {
    const actor = oneselfOf(c);
    const logins = (await listLogins(c.var.controlScope, actor)).map((login) => ({
      ...login,
      ...describeBrowser(login.userAgent),
      place: c.var.studio ? null : (login.studioName ?? PRODUCT),
    }));
    return render(c, (ui) => ({
      title: ui.t('identity.logins.title'),
      body: LoginList({ ui, logins, current: actor.loginId }),
    }));
  })
  .post('/revocation', can('identity.revoke'), async (c) => {
    const count = await revokeOtherLogins(c.var.controlScope, oneselfOf(c));
    flash(c, 'ok', 'identity.logins.othersRevoked', { count });
    return redirect(c, LOGINS);
  })
  .post('/:id/revocation', can('identity.revoke'), async (c) => {
    const actor = oneselfOf(c);
    const id = idIn<'login'>(c);
    await revokeLogin(c.var.controlScope, actor, id);
    if (id === actor.loginId) clearLoginCookie(c);
    else flash(c, 'ok', 'identity.logins.revoked');
    return redirect(c, id === actor.loginId ? LOGIN : LOGINS);
  });

/** Where the visitor wanted to go; never back to the login page, which would redirect in a circle. */
export function nextOf(c: AppContext, wanted: string | undefined): string {
  const home = homeOf(c.var.studio);
  const next = safeNext(wanted, home);
  return /^\/login(?:[/?#]|$)/.test(next) ? home : next;
}

/** The same words for a wrong password and for an unknown address. */
function refuse(c: AppContext, form: FormState) {
  log.warn('identity.login-refused', { address: c.var.address });
  return showLogin(c, withErrors(form, { '': uiOf(c).t('identity.login.refused') }), 422);
}

/** @param passkey what is wrong with the answer of one */
export function showLogin(c: AppContext, form: FormState, status: 200 | 422 = 200, passkey = freshForm()) {
  return render(
    c,
    (ui) => ({
      title: ui.t('identity.login.title'),
      layout: 'plain',
      scripts: PASSKEY_SCRIPTS,
      body: LoginPage({ ui, form, passkey }),
    }),
    status,
  );
}
