/** The login page's other door: a passkey alone. */
import { Hono } from 'hono';
import { enterByPasskey } from '#identity/logins/enter.ts';
import { nextOf, showLogin } from '#identity/logins/routes.ts';
import { answeredLogin, askForLogin } from '#identity/passkeys/ceremonies.ts';
import { newChallenge } from '#identity/passkeys/challenges.ts';
import { checkPasskey, type Unproved } from '#identity/passkeys/check.ts';
import { passkeyLoginForm } from '#identity/passkeys/forms.ts';
import { requestOptions } from '#identity/passkeys/webauthn.ts';
import { LOGIN } from '#identity/paths.ts';
import { countTries, forgiveTries, passkeyLimits } from '#identity/throttles.ts';
import { doorAccess } from '#platform/http/access.ts';
import type { AppContext, Env } from '#platform/http/env.ts';
import { type FormState, readForm, withErrors } from '#platform/http/forms.ts';
import { redirect, uiOf } from '#platform/http/render.ts';
import { log } from '#platform/telemetry/log.ts';
import { freshForm } from '#views/ui/form-state.ts';

export const passkeyLoginRoutes = new Hono<Env>()
  .get('/', doorAccess(), (c) => c.redirect(LOGIN, 303))
  .get('/options', doorAccess(), (c) => {
    const { ceremony } = askForLogin(c);
    return c.json(requestOptions(ceremony.host, newChallenge(c.var.controlScope, ceremony)));
  })
  .post('/', doorAccess(), async (c) => {
    const form = await readForm(c, passkeyLoginForm);
    if (!form.ok) return refuse(c, form, form.values.answer ? 'refused' : 'needsScript');
    const limits = passkeyLimits(c);
    await countTries(c, limits);
    const checked = await checkPasskey(c.var.controlScope, answeredLogin(c), form.value.answer);
    if (typeof checked === 'string') return refuse(c, form, checked);
    await forgiveTries(c, limits);
    await enterByPasskey(c, checked);
    return redirect(c, nextOf(c, form.value.next));
  });

const SAID = {
  expired: 'identity.passkeys.expired',
  refused: 'identity.passkeys.refused',
  needsScript: 'identity.passkeys.needsScript',
} as const;

function refuse(c: AppContext, { values }: FormState, reason: Unproved | 'needsScript') {
  if (reason !== 'needsScript') log.warn('identity.passkey-refused', { address: c.var.address, reason });
  const said = reason === 'refused' && !c.var.studio ? 'identity.passkeys.refusedOnMain' : SAID[reason];
  const passkey = withErrors(freshForm(), { '': uiOf(c).t(said) });
  return showLogin(c, freshForm({ next: nextOf(c, values.next) }), 422, passkey);
}
