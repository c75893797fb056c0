import { Hono } from 'hono';
import { z } from 'zod';
import { confirm, requestConfirmation } from '#identity/confirmations/service.ts';
import { findConfirmation } from '#identity/confirmations/token.ts';
import { givenPassword } from '#identity/input.ts';
import { isSignedIn, oneselfOf } from '#identity/logins/actor.ts';
import { enter } from '#identity/logins/enter.ts';
import { verifyPassword } from '#identity/passwords/hashing.ts';
import { homeOf } from '#identity/paths.ts';
import { cameFrom } from '#identity/preferences/came-from.ts';
import { type Account, getAccount } from '#identity/queries.ts';
import { confirmationLimits, countTries, passwordLimits, tryPassword } from '#identity/throttles.ts';
import { can, publicAccess } from '#platform/http/access.ts';
import type { AppContext, Env } from '#platform/http/env.ts';
import { AppError } from '#platform/http/errors.ts';
import { flash } from '#platform/http/flash.ts';
import { type FormState, readForm, withErrors } from '#platform/http/forms.ts';
import { redirect, render, uiOf } from '#platform/http/render.ts';
import { ConfirmationPage } from '#views/identity/confirmations/index.tsx';
import { freshForm } from '#views/ui/form-state.ts';

const passwordForm = z.object({ password: givenPassword });

/** The link of the mail. Only its button confirms, in a browser where the user is signed in or with their password. */
export const confirmationRoutes = new Hono<Env>()
  .get('/:token', publicAccess(), async (c) => showConfirmation(c, await accountOf(c), freshForm()))
  .post('/:token', publicAccess(), async (c) => {
    const account = await accountOf(c);
    const isSignedIn = isActor(c, account);
    if (!isSignedIn) {
      const form = await readForm(c, passwordForm);
      if (!form.ok) return showConfirmation(c, account, form, 422);
      if (!(await isPasswordOf(c, account, form.value.password)))
        return showConfirmation(
          c,
          account,
          withErrors(form, { password: uiOf(c).t('identity.confirmation.wrong') }),
          422,
        );
    }
    const claim = await confirm(c.var.controlScope, account);
    if (!claim) throw gone();
    flash(c, 'ok', claim.isJoined ? 'identity.confirmation.joined' : 'identity.confirmation.done');
    if (isSignedIn && !claim.isJoined) return redirect(c, homeOf(c.var.studio));
    const joiner = await getAccount(c.var.controlScope, claim.userId);
    return redirect(c, await enter(c, joiner, homeOf(c.var.studio), isSignedIn ? 'link' : 'password'));
  });

export const newConfirmationRoutes = new Hono<Env>().post('/', can('identity.profile'), async (c) => {
  const actor = oneselfOf(c);
  if (actor.unconfirmed) {
    await countTries(c, await confirmationLimits(c, actor.id, actor.email));
    await requestConfirmation(c.var.controlScope, actor);
    flash(c, 'ok', 'identity.confirmation.sent', { address: actor.email });
  }
  return redirect(c, cameFrom(c));
});

async function accountOf(c: AppContext): Promise<Account> {
  const account = await findConfirmation(c.var.controlScope, c.req.param('token') ?? '');
  if (!account) throw gone();
  return account;
}

function isActor(c: AppContext, { id }: Account): boolean {
  const { actor } = c.var.controlScope;
  return isSignedIn(actor) && actor.id === id;
}

/**
 * Without it, a stranger who signed up with this address would have it confirmed by its owner, who opens what arrives, and keep a
 * password to what the owner does here later.
 */
async function isPasswordOf(c: AppContext, account: Account, password: string): Promise<boolean> {
  const limits = await passwordLimits(c, account.email);
  const right = async () => (await verifyPassword(account.passwordHash, password)) || null;
  return (await tryPassword(c, limits, right)) !== null;
}

function gone(): AppError {
  return new AppError('gone', 'identity.confirmation.gone');
}

function showConfirmation(c: AppContext, account: Account, form: FormState, status: 200 | 422 = 200) {
  const { email, confirmedAt } = account;
  return render(
    c,
    (ui) => ({
      title: ui.t('identity.confirmation.title'),
      layout: 'plain',
      body: ConfirmationPage({
        ui,
        form,
        action: c.req.path,
        email,
        isDone: confirmedAt !== null,
        asksPassword: !isActor(c, account),
      }),
    }),
    status,
  );
}
