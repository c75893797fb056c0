/** The main host: what this is, where one's studio is, and how to make one. */
import { Hono } from 'hono';
import { findWeakness } from '#identity/passwords/strength.ts';
import { LOGIN, progressPath, SIGN_UP } from '#identity/paths.ts';
import { signUpForm } from '#identity/sign-up/forms.ts';
import { studioExists } from '#identity/sign-up/queries.ts';
import { signUp } from '#identity/sign-up/service.ts';
import { explainTaken } from '#identity/sign-up/taken.ts';
import { countTries, forgiveTries, newStudioLimits, signUpLimits } from '#identity/throttles.ts';
import { publicAccess } from '#platform/http/access.ts';
import type { AppContext, Env } from '#platform/http/env.ts';
import { type FormState, readForm, withErrors } from '#platform/http/forms.ts';
import { redirect, render, uiOf } from '#platform/http/render.ts';
import { studioOrigin } from '#platform/tenancy/open-scope.ts';
import { suggestSlug } from '#studios/slugs/model.ts';
import { hostOf } from '#studios/slugs/service.ts';
import { HomePage } from '#views/identity/sign-up/home.tsx';
import { SignUpPage } from '#views/identity/sign-up/new.tsx';
import { freshForm } from '#views/ui/form-state.ts';

export const homeRoutes = new Hono<Env>()
  .get('/', publicAccess(), (c) => showHome(c, freshForm()))
  .get('/studios', publicAccess(), async (c) => {
    const { control, publicUrl } = c.var.controlScope;
    const typed = c.req.query('slug') ?? '';
    const slug = suggestSlug(firstLabel(typed));
    if (slug !== '' && (await studioExists(control, slug)))
      return c.redirect(studioOrigin(publicUrl, { host: hostOf(publicUrl, slug) }) + LOGIN, 303);
    const form = { values: { slug: typed }, errors: { slug: uiOf(c).t('identity.home.unknown') } };
    return showHome(c, form, 404);
  });

export const signUpRoutes = new Hono<Env>()
  .get('/', publicAccess(), (c) => showSignUp(c, freshForm({ locale: uiOf(c).locale })))
  .post('/', publicAccess(), async (c) => {
    const form = await readForm(c, signUpForm);
    if (!form.ok) return showSignUp(c, form, 422);
    const { studioName, slug, name, email, password } = form.value;
    await countTries(c, signUpLimits(c));
    const weakness = await findWeakness(password, [studioName, slug, name, email]);
    if (weakness) return showSignUp(c, withErrors(form, { password: uiOf(c).t(weakness) }), 422);
    const limits = await newStudioLimits(c, email);
    await countTries(c, limits);
    const result = await signUp(c.var.controlScope, form.value);
    if (result.ok) return redirect(c, progressPath(result.studioId, result.token));
    await forgiveTries(c, limits);
    return showSignUp(c, withErrors(form, { slug: await explainTaken(c, slug) }), 422);
  });

/** People paste whole addresses. */
function firstLabel(typed: string): string {
  return (
    typed
      .trim()
      .replace(/^https?:\/\//i, '')
      .split(/[/.:]/)[0] ?? ''
  );
}

function showHome(c: AppContext, form: FormState, status: 200 | 404 = 200) {
  const { host } = c.var.controlScope.publicUrl;
  return render(
    c,
    (ui) => ({
      title: ui.t('identity.home.title'),
      layout: 'plain',
      styles: ['identity'],
      indexable: status === 200,
      body: HomePage({ ui, form, host }),
    }),
    status,
  );
}

function showSignUp(c: AppContext, form: FormState, status: 200 | 422 = 200) {
  const { host } = c.var.controlScope.publicUrl;
  return render(
    c,
    (ui) => ({
      title: ui.t('identity.signUp.title'),
      layout: 'plain',
      styles: ['identity'],
      indexable: true,
      body: SignUpPage({ ui, form, host, action: SIGN_UP }),
    }),
    status,
  );
}
