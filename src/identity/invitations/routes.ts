import { Hono } from 'hono';
import { invitationForm } from '#identity/invitations/forms.ts';
import { LONGEST_INVITATION_DAYS, USUAL_INVITATION_DAYS } from '#identity/invitations/model.ts';
import { invite, resend, revoke } from '#identity/invitations/service.ts';
import { userOf } from '#identity/logins/actor.ts';
import { rolesGivenBy } from '#identity/members/policy.ts';
import { showMembers } from '#identity/members/routes.ts';
import { MEMBERS } from '#identity/paths.ts';
import { countTries, forgiveTries, invitationLimits } from '#identity/throttles.ts';
import { can, freshProof } from '#platform/http/access.ts';
import type { AppContext, Env } from '#platform/http/env.ts';
import { flash } from '#platform/http/flash.ts';
import { type FormState, orRefusal, readForm } from '#platform/http/forms.ts';
import { idIn } from '#platform/http/path-ids.ts';
import { redirect, render } from '#platform/http/render.ts';
import { NewInvitationPage } from '#views/identity/invitations/new.tsx';
import { freshForm } from '#views/ui/form-state.ts';

const FRESH = freshForm({ role: 'user', days: String(USUAL_INVITATION_DAYS) });

export const invitationRoutes = new Hono<Env>()
  .get('/new', can('identity.invite'), (c) => showForm(c, FRESH))
  .post('/', can('identity.invite'), freshProof('identity.proof.what.invite', typedAddress), async (c) => {
    const form = await readForm(c, invitationForm);
    if (!form.ok) return showForm(c, form, 422);
    const { email } = form.value;
    const limits = await invitationLimits(c, email);
    await countTries(c, limits);
    const result = await orRefusal(c, form, invite(c.var.scope, userOf(c), form.value));
    if (!result.ok) {
      await forgiveTries(c, limits);
      return showForm(c, result.form, result.status);
    }
    flash(c, 'ok', 'identity.invitations.sent', { address: email });
    return redirect(c, MEMBERS);
  })
  .post('/:id/resending', can('identity.invite-again'), async (c) => {
    const limits = await invitationLimits(c, idIn<'invitation'>(c));
    await countTries(c, limits);
    const result = await orRefusal(c, FRESH, resend(c.var.scope, userOf(c), idIn<'invitation'>(c)));
    if (!result.ok) return showMembers(c, result.form.errors['']);
    flash(c, 'ok', 'identity.invitations.resent');
    return redirect(c, MEMBERS);
  })
  .post('/:id/revocation', can('identity.withdraw'), async (c) => {
    const result = await orRefusal(c, FRESH, revoke(c.var.scope, userOf(c), idIn<'invitation'>(c)));
    if (!result.ok) return showMembers(c, result.form.errors['']);
    flash(c, 'ok', 'identity.invitations.revoked');
    return redirect(c, MEMBERS);
  });

async function typedAddress(c: AppContext): Promise<string> {
  return (await readForm(c, invitationForm)).values.email?.trim() ?? '';
}

function showForm(c: AppContext, form: FormState, status: 200 | 409 | 422 = 200) {
  const roles = [...rolesGivenBy(userOf(c).role)].reverse();
  return render(
    c,
    (ui) => ({
      title: ui.t('identity.invitations.new'),
      styles: ['identity'],
      body: NewInvitationPage({ ui, form, roles, longest: LONGEST_INVITATION_DAYS }),
    }),
    status,
  );
}
