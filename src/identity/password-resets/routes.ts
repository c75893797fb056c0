import { Hono } from 'hono';
import { z } from 'zod';
import { newPassword } from '#identity/input.ts';
import { findPasswordReset, requestPasswordReset, resetPassword } from '#identity/password-resets/service.ts';
import { listKnownWords } from '#identity/passwords/known-words.ts';
import { findWeakness } from '#identity/passwords/strength.ts';
import { LOGIN, PASSWORD_RESET_SENT } from '#identity/paths.ts';
import type { Account } from '#identity/queries.ts';
import { countTries, resetLimits } from '#identity/throttles.ts';
import { isToken } from '#identity/tokens.ts';
import { requiredEmail } from '#platform/format/fields.ts';
import { doorAccess } from '#platform/http/access.ts';
import type { AppContext, Env } from '#platform/http/env.ts';
import { AppError } from '#platform/http/errors.ts';
import { flash } from '#platform/http/flash.ts';
import { type FormState, readForm, withErrors } from '#platform/http/forms.ts';
import { redirect, render, uiOf } from '#platform/http/render.ts';
import { PasswordResetForm } from '#views/identity/password-resets/form.tsx';
import { PasswordResetRequest } from '#views/identity/password-resets/request.tsx';
import { PasswordResetSent } from '#views/identity/password-resets/sent.tsx';
import { freshForm } from '#views/ui/form-state.ts';

const requestForm = z.object({ email: requiredEmail() });
const resetForm = z.object({ password: newPassword });

export const passwordResetRoutes = new Hono<Env>()
  .get('/', doorAccess(), (c) => showRequest(c, freshForm()))
  .post('/', doorAccess(), async (c) => {
    const form = await readForm(c, requestForm);
    if (!form.ok) return showRequest(c, form, 422);
    await countTries(c, await resetLimits(c, form.value.email));
    await requestPasswordReset(c.var.controlScope, form.value.email);
    return redirect(c, PASSWORD_RESET_SENT);
  })
  .get('/sent', doorAccess(), (c) =>
    render(c, (ui) => ({ title: ui.t('identity.reset.sent.title'), layout: 'plain', body: PasswordResetSent({ ui }) })),
  )
  .get('/:token', doorAccess(), async (c) => {
    await goodReset(c);
    return showReset(c, freshForm());
  })
  .post('/:token', doorAccess(), async (c) => {
    const { token, account } = await goodReset(c);
    const form = await readForm(c, resetForm);
    if (!form.ok) return showReset(c, form, 422);
    const { password } = form.value;
    const weakness = await findWeakness(password, await listKnownWords(c.var.controlScope, account));
    if (weakness) return showReset(c, withErrors(form, { password: uiOf(c).t(weakness) }), 422);
    if (!(await resetPassword(c.var.controlScope, token, account, password))) throw gone();
    flash(c, 'ok', 'identity.reset.done');
    return redirect(c, LOGIN);
  });

async function goodReset(c: AppContext): Promise<{ token: string; account: Account }> {
  const token = c.req.param('token');
  const account = isToken(token) ? await findPasswordReset(c.var.controlScope, token) : null;
  if (!isToken(token) || !account) throw gone();
  return { token, account };
}

function gone(): AppError {
  return new AppError('gone', 'identity.reset.gone');
}

function showRequest(c: AppContext, form: FormState, status: 200 | 422 = 200) {
  return render(
    c,
    (ui) => ({ title: ui.t('identity.reset.title'), layout: 'plain', body: PasswordResetRequest({ ui, form }) }),
    status,
  );
}

function showReset(c: AppContext, form: FormState, status: 200 | 422 = 200) {
  const action = c.req.path;
  return render(
    c,
    (ui) => ({ title: ui.t('identity.reset.new'), layout: 'plain', body: PasswordResetForm({ ui, form, action }) }),
    status,
  );
}
