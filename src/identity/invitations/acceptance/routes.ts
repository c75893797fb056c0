/** Where the link of an invitation leads. Reading the page changes nothing: what fetches links ahead of people uses none up. */
import { Hono } from 'hono';
import { z } from 'zod';
import { givenPassword, newPassword } from '#identity/input.ts';
import { accept, getInvitation, type Joiner } from '#identity/invitations/acceptance/service.ts';
import type { Invitation } from '#identity/invitations/model.ts';
import { enter } from '#identity/logins/enter.ts';
import { hashPassword, verifyPassword } from '#identity/passwords/hashing.ts';
import { findWeakness } from '#identity/passwords/strength.ts';
import { type Account, findOwnerOfAddress } from '#identity/queries.ts';
import { passwordLimits, tryPassword } from '#identity/throttles.ts';
import { requiredName } from '#platform/format/fields.ts';
import { doorAccess } from '#platform/http/access.ts';
import type { AppContext, Env } from '#platform/http/env.ts';
import { flash } from '#platform/http/flash.ts';
import { type FormState, orRefusal, readForm, withErrors } from '#platform/http/forms.ts';
import { redirect, render, uiOf } from '#platform/http/render.ts';
import { InvitationPage } from '#views/identity/invitations/acceptance/index.tsx';
import { freshForm } from '#views/ui/form-state.ts';

const knownForm = z.object({ password: givenPassword });
const newForm = z.object({ name: requiredName(), password: newPassword });

export const acceptanceRoutes = new Hono<Env>()
  .get('/:token', doorAccess(), async (c) => showInvitation(c, await invitationOf(c), freshForm()))
  .post('/:token', doorAccess(), async (c) => {
    const invitation = await invitationOf(c);
    const account = await findOwnerOfAddress(c.var.scope.control, invitation.email);
    const proof = await proofOf(c, invitation, account);
    if (!('joiner' in proof)) return showInvitation(c, invitation, proof.form, 422);
    const result = await orRefusal(c, proof.form, accept(c.var.scope, tokenOf(c), proof.joiner));
    if (!result.ok) return showInvitation(c, invitation, result.form, 409);
    flash(c, 'ok', 'identity.invitation.done', { studio: c.var.scope.studio.name });
    return redirect(c, isActor(c, account) ? '/' : await enter(c, result.value, '/', 'password'));
  });

const tokenOf = (c: AppContext) => c.req.param('token') ?? '';
const invitationOf = (c: AppContext) => getInvitation(c.var.scope, tokenOf(c));

type Proof = { readonly form: FormState; readonly joiner: Joiner } | { readonly form: FormState };

/** Signed in, by the password of the account that there is, or by a new one. */
async function proofOf(c: AppContext, invitation: Invitation, account: Account | null): Promise<Proof> {
  if (!account) return newAccount(c, invitation);
  const joiner = { id: account.id, name: account.name };
  if (isActor(c, account)) return { form: freshForm(), joiner };
  const form = await readForm(c, knownForm);
  if (!form.ok) return { form };
  const limits = await passwordLimits(c, account.email);
  const right = async () => (await verifyPassword(account.passwordHash, form.value.password)) || null;
  if (await tryPassword(c, limits, right)) return { form, joiner };
  return { form: withErrors(form, { password: uiOf(c).t('identity.confirmation.wrong') }) };
}

async function newAccount(c: AppContext, { email }: Invitation): Promise<Proof> {
  const form = await readForm(c, newForm);
  if (!form.ok) return { form };
  const { name, password } = form.value;
  const weakness = await findWeakness(password, [name, email, c.var.scope.studio.name, c.var.scope.studio.slug]);
  if (weakness) return { form: withErrors(form, { password: uiOf(c).t(weakness) }) };
  return { form, joiner: { name, passwordHash: await hashPassword(password) } };
}

function isActor(c: AppContext, account: Account | null): boolean {
  const { actor } = c.var.scope;
  return actor.kind === 'user' && actor.id === account?.id;
}

/** What the address has is asked each time: it may have got an account since the form was shown. */
async function showInvitation(
  c: AppContext,
  invitation: Invitation,
  form: FormState,
  status: 200 | 409 | 422 = 200,
): Promise<Response> {
  const account = await findOwnerOfAddress(c.var.scope.control, invitation.email);
  const { actor } = c.var.scope;
  const reader = isActor(c, account) ? 'self' : account ? 'known' : 'new';
  return render(
    c,
    (ui) => ({
      title: ui.t('identity.invitation.title', { studio: c.var.scope.studio.name }),
      layout: 'plain',
      body: InvitationPage({
        ui,
        invitation,
        reader,
        form,
        action: c.req.path,
        signedInAs: actor.kind === 'user' && reader !== 'self' ? actor.name : null,
      }),
    }),
    status,
  );
}
