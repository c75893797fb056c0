/** One's own second factor: set up, backup codes, remembered devices, and switching it off. */
import { Hono } from 'hono';
import { z } from 'zod';
import { factorCode } from '#identity/input.ts';
import { oneselfOf } from '#identity/logins/actor.ts';
import { describeBrowser } from '#identity/model.ts';
import { TWO_FACTOR } from '#identity/paths.ts';
import { askProof } from '#identity/proof/ask.ts';
import { newSecret, otpauthUri } from '#identity/two-factor/codes.ts';
import { forgetDevice } from '#identity/two-factor/devices.ts';
import { findSecondFactor, listDevices, type SecondFactor } from '#identity/two-factor/queries.ts';
import { openPending, sealPending } from '#identity/two-factor/secret.ts';
import { addSecondFactor, removeSecondFactor, renewBackupCodes } from '#identity/two-factor/service.ts';
import { carryCodes, takeCodes } from '#identity/two-factor/shown-codes.ts';
import { can, freshProof } from '#platform/http/access.ts';
import type { AppContext, Env } from '#platform/http/env.ts';
import { AppError } from '#platform/http/errors.ts';
import { flash } from '#platform/http/flash.ts';
import { type FormState, readForm, withErrors } from '#platform/http/forms.ts';
import { idIn } from '#platform/http/path-ids.ts';
import { redirect, render, uiOf } from '#platform/http/render.ts';
import { TwoFactorPage } from '#views/identity/two-factor/index.tsx';
import { SetUpPage } from '#views/identity/two-factor/set-up.tsx';
import { freshForm } from '#views/ui/form-state.ts';

const setUpForm = z.object({ pending: z.string().max(1_000), code: factorCode });

export const twoFactorRoutes = new Hono<Env>()
  .get('/', can('identity.profile'), async (c) => {
    const factor = await findSecondFactor(c.var.controlScope.control, oneselfOf(c).id);
    if (factor) return showFactor(c, factor);
    // Before the app has the secret: a code would be too old after the proof.
    return (await askProof(c, 'identity.proof.what.factor')) ?? showSetUp(c, offer(c), freshForm());
  })
  .post('/', can('identity.second-factor'), freshProof('identity.proof.what.factor'), async (c) => {
    const [actor, form] = [oneselfOf(c), await readForm(c, setUpForm)];
    if (await findSecondFactor(c.var.controlScope.control, actor.id))
      throw new AppError('conflict', 'identity.factor.already');
    const { pending = '' } = form.values;
    const secret = openPending(c.var.controlScope, actor.id, pending);
    if (secret === null)
      return showSetUp(c, offer(c), withErrors(freshForm(), { '': uiOf(c).t('identity.factor.expired') }), 422);
    if (!form.ok) return showSetUp(c, { secret, pending }, form, 422);
    const codes = await addSecondFactor(c.var.controlScope, actor, secret, form.value.code);
    if (!codes)
      return showSetUp(c, { secret, pending }, withErrors(form, { code: uiOf(c).t('identity.factor.wrong') }), 422);
    carryCodes(c, actor, codes);
    flash(c, 'ok', 'identity.factor.added');
    return redirect(c, TWO_FACTOR);
  })
  .post('/backup-codes', can('identity.second-factor'), freshProof('identity.proof.what.codes'), async (c) => {
    const actor = oneselfOf(c);
    carryCodes(c, actor, await renewBackupCodes(c.var.controlScope, actor));
    flash(c, 'ok', 'identity.factor.codes.renewed');
    return redirect(c, TWO_FACTOR);
  })
  .post('/removal', can('identity.second-factor'), freshProof('identity.proof.what.factorless'), async (c) => {
    await removeSecondFactor(c.var.controlScope, oneselfOf(c));
    flash(c, 'ok', 'identity.factor.removed');
    return redirect(c, TWO_FACTOR);
  })
  .post('/devices/:id/revocation', can('identity.second-factor'), async (c) => {
    await forgetDevice(c.var.controlScope, oneselfOf(c), idIn<'device'>(c));
    flash(c, 'ok', 'identity.factor.devices.forgotten');
    return redirect(c, TWO_FACTOR);
  });

interface Offer {
  readonly secret: string;
  /** The secret as the form carries it. */
  readonly pending: string;
}

function offer(c: AppContext): Offer {
  const secret = newSecret();
  return { secret, pending: sealPending(c.var.controlScope, oneselfOf(c).id, secret) };
}

/** The same secret again after a mistyped code: it may be in the app already. */
function showSetUp(c: AppContext, { secret, pending }: Offer, form: FormState, status: 200 | 422 = 200) {
  const { email } = oneselfOf(c);
  return render(
    c,
    (ui) => ({
      title: ui.t('identity.factor.title'),
      styles: ['identity'],
      body: SetUpPage({ ui, form, secret, pending, uri: otpauthUri(secret, email) }),
    }),
    status,
  );
}

async function showFactor(c: AppContext, factor: SecondFactor) {
  const actor = oneselfOf(c);
  const devices = (await listDevices(c.var.controlScope.control, actor.id, c.var.controlScope.now)).map((device) => ({
    ...device,
    ...describeBrowser(device.userAgent),
  }));
  const shownCodes = takeCodes(c, actor);
  return render(c, (ui) => ({
    title: ui.t('identity.factor.title'),
    styles: ['identity'],
    body: TwoFactorPage({ ui, factor, devices, shownCodes }),
  }));
}
