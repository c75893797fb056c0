import { Hono } from 'hono';
import { z } from 'zod';
import { emailInput, givenPassword, newPassword, profileInput } from '#identity/input.ts';
import { oneselfOf } from '#identity/logins/actor.ts';
import { reenter } from '#identity/logins/enter.ts';
import type { Oneself } from '#identity/logins/service.ts';
import { listKnownWords } from '#identity/passwords/known-words.ts';
import { changePassword, checkOwnPassword } from '#identity/passwords/service.ts';
import { findWeakness } from '#identity/passwords/strength.ts';
import { PROFILE } from '#identity/paths.ts';
import { changeEmail, updateOwnProfile } from '#identity/profile/service.ts';
import { confirmationLimits, countTries, passwordLimits, tryPassword } from '#identity/throttles.ts';
import { choice } from '#platform/format/fields.ts';
import { can } from '#platform/http/access.ts';
import type { AppContext, Env } from '#platform/http/env.ts';
import { flash } from '#platform/http/flash.ts';
import { type FormState, readForm, withErrors } from '#platform/http/forms.ts';
import { redirect, render, uiOf } from '#platform/http/render.ts';
import { LOCALES } from '#platform/i18n/locale.ts';
import type { MessageKey } from '#platform/i18n/translate.ts';
import { ProfilePage } from '#views/identity/profile/index.tsx';
import { freshForm } from '#views/ui/form-state.ts';

const profileForm = profileInput.extend({ locale: choice(LOCALES) });

const passwordForm = z.object({ currentPassword: givenPassword, newPassword });

export const profileRoutes = new Hono<Env>()
  .get('/profile', can('identity.profile'), (c) => showProfile(c))
  .post('/profile', can('identity.profile'), async (c) => {
    const form = await readForm(c, profileForm);
    if (!form.ok) return showProfile(c, { form });
    await updateOwnProfile(c.var.controlScope, oneselfOf(c), form.value);
    flash(c, 'ok', 'identity.profile.saved');
    return redirect(c, PROFILE);
  })
  .post('/email', can('identity.profile'), async (c) => {
    const actor = oneselfOf(c);
    const form = await readForm(c, emailInput);
    if (!form.ok) return showProfile(c, { email: form });
    const { email, currentPassword } = form.value;
    if (!(await isOwnPassword(c, actor, currentPassword)))
      return refuseEmail(c, form, 'currentPassword', 'identity.password.wrong');
    await countTries(c, await confirmationLimits(c, actor.id, email));
    if (!(await changeEmail(c.var.controlScope, actor, email)))
      return refuseEmail(c, form, 'email', 'identity.email.taken');
    if (email.toLowerCase() === actor.email.toLowerCase()) flash(c, 'ok', 'identity.profile.saved');
    else flash(c, 'ok', 'identity.email.changed', { address: email });
    return redirect(c, PROFILE);
  })
  .post('/password', can('identity.profile'), async (c) => {
    const actor = oneselfOf(c);
    const form = await readForm(c, passwordForm);
    if (!form.ok) return showProfile(c, { password: form });
    const { currentPassword, newPassword: chosen } = form.value;
    if (!(await isOwnPassword(c, actor, currentPassword)))
      return refusePassword(c, form, 'currentPassword', 'identity.password.wrong');
    const weakness = await findWeakness(chosen, await listKnownWords(c.var.controlScope, actor));
    if (weakness) return refusePassword(c, form, 'newPassword', weakness);
    await changePassword(c.var.controlScope, actor, chosen);
    await reenter(c, actor);
    flash(c, 'ok', 'identity.password.changed');
    return redirect(c, PROFILE);
  });

async function isOwnPassword(c: AppContext, actor: Oneself, password: string): Promise<boolean> {
  const limits = await passwordLimits(c, actor.email);
  return (await tryPassword(c, limits, () => checkOwnPassword(c.var.controlScope, actor, password))) !== null;
}

function refuseEmail(c: AppContext, form: FormState, field: string, key: MessageKey) {
  return showProfile(c, { email: withErrors(form, { [field]: uiOf(c).t(key) }) });
}

function refusePassword(c: AppContext, form: FormState, field: string, key: MessageKey) {
  return showProfile(c, { password: withErrors(form, { [field]: uiOf(c).t(key) }) });
}

/** Three forms on one page; the one that was refused comes back as it was typed. */
function showProfile(c: AppContext, refused: { form?: FormState; email?: FormState; password?: FormState } = {}) {
  const { name, locale, email: address } = oneselfOf(c);
  const form = refused.form ?? freshForm({ name, locale: locale ?? '' });
  const email = refused.email ?? freshForm({ email: address });
  const password = refused.password ?? freshForm();
  return render(
    c,
    (ui) => ({
      title: ui.t('identity.profile.title'),
      styles: ['identity'],
      body: ProfilePage({ ui, form, email, password }),
    }),
    refused.form || refused.email || refused.password ? 422 : 200,
  );
}
