/** Oneself, on the main host: the studios, what one is invited to, and the way to the pages of the account. */
import { Hono } from 'hono';
import { acceptOwn } from '#identity/invitations/acceptance/service.ts';
import { oneselfOf } from '#identity/logins/actor.ts';
import { listOwnInvitations, listOwnStudios } from '#identity/me/queries.ts';
import { ME, progressPath } from '#identity/paths.ts';
import { newStudioForm } from '#identity/sign-up/forms.ts';
import { addStudio } from '#identity/sign-up/service.ts';
import { explainTaken } from '#identity/sign-up/taken.ts';
import { countTries, forgiveTries, newStudioLimits } from '#identity/throttles.ts';
import { findSecondFactor } from '#identity/two-factor/queries.ts';
import { can } from '#platform/http/access.ts';
import type { AppContext, Env } from '#platform/http/env.ts';
import { flash } from '#platform/http/flash.ts';
import { type FormState, readForm, withErrors } from '#platform/http/forms.ts';
import { idIn } from '#platform/http/path-ids.ts';
import { redirect, render, uiOf } from '#platform/http/render.ts';
import { accepted } from '#platform/refusal.ts';
import { MePage } from '#views/identity/me/index.tsx';
import { NewStudioPage } from '#views/identity/me/new-studio.tsx';
import { freshForm } from '#views/ui/form-state.ts';

export const meRoutes = new Hono<Env>()
  .get('/', can('identity.profile'), async (c) => {
    const [actor, scope] = [oneselfOf(c), c.var.controlScope];
    const [studios, invitations, factor] = await Promise.all([
      listOwnStudios(scope, actor.id),
      listOwnInvitations(scope, actor),
      findSecondFactor(scope.control, actor.id),
    ]);
    return render(c, (ui) => ({
      title: ui.t('identity.me.title'),
      styles: ['identity'],
      body: MePage({ ui, user: actor, studios, invitations, hasFactor: factor !== null }),
    }));
  })
  .post('/invitations/:id/acceptance', can('identity.profile'), async (c) => {
    const { studioName } = await accepted(acceptOwn(c.var.controlScope, oneselfOf(c), idIn<'invitation'>(c)));
    flash(c, 'ok', 'identity.me.joined', { studio: studioName });
    return redirect(c, ME);
  })
  .get('/studios/new', can('identity.profile'), (c) => showNewStudio(c, freshForm({ locale: uiOf(c).locale })))
  .post('/studios', can('identity.profile'), async (c) => {
    const form = await readForm(c, newStudioForm);
    if (!form.ok) return showNewStudio(c, form, 422);
    const actor = oneselfOf(c);
    const limits = await newStudioLimits(c, actor.email);
    await countTries(c, limits);
    const result = await addStudio(c.var.controlScope, actor, form.value);
    if (result.ok) return redirect(c, progressPath(result.studioId, result.token));
    await forgiveTries(c, limits);
    return showNewStudio(c, withErrors(form, { slug: await explainTaken(c, form.value.slug) }), 422);
  });

function showNewStudio(c: AppContext, form: FormState, status: 200 | 422 = 200) {
  const { host } = c.var.controlScope.publicUrl;
  return render(
    c,
    (ui) => ({
      title: ui.t('identity.me.newStudio'),
      styles: ['identity'],
      body: NewStudioPage({ ui, form, host }),
    }),
    status,
  );
}
