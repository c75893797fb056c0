/** One's own passkeys. */
import { Hono } from 'hono';
import { nameOf } from '#identity/here.ts';
import { oneselfOf } from '#identity/logins/actor.ts';
import { describeBrowser } from '#identity/model.ts';
import { askedRegistration, PASSKEY_SCRIPTS } from '#identity/passkeys/ceremonies.ts';
import { newChallenge } from '#identity/passkeys/challenges.ts';
import { newPasskeyForm, passkeyNameForm } from '#identity/passkeys/forms.ts';
import { getPasskey, listAtHost, listPasskeys } from '#identity/passkeys/queries.ts';
import { addPasskey, removePasskey, renamePasskey } from '#identity/passkeys/service.ts';
import { creationOptions } from '#identity/passkeys/webauthn.ts';
import { PASSKEYS } from '#identity/paths.ts';
import { newToken } from '#identity/tokens.ts';
import { can, freshProof } from '#platform/http/access.ts';
import type { AppContext, Env } from '#platform/http/env.ts';
import { flash } from '#platform/http/flash.ts';
import { type FormState, orRefusal, readForm, withErrors } from '#platform/http/forms.ts';
import { idIn } from '#platform/http/path-ids.ts';
import { redirect, render, uiOf } from '#platform/http/render.ts';
import { PasskeyList } from '#views/identity/passkeys/index.tsx';
import { PasskeyPage } from '#views/identity/passkeys/show.tsx';
import { deviceName } from '#views/ui/device-name.ts';
import { freshForm } from '#views/ui/form-state.ts';

export const passkeyRoutes = new Hono<Env>()
  .get('/', can('identity.profile'), (c) => showPasskeys(c))
  .get('/options', can('identity.profile'), async (c) => {
    const [{ controlScope: scope }, user, { ceremony }] = [c.var, oneselfOf(c), askedRegistration(c)];
    const known = await listAtHost(scope.control, user.id, ceremony.host);
    const handle = known[0]?.userHandle ?? newToken();
    return c.json(
      creationOptions({
        host: ceremony.host,
        challenge: newChallenge(scope, ceremony, handle),
        place: nameOf(scope),
        user: { handle, email: user.email, name: user.name },
        known,
      }),
    );
  })
  .post('/', can('identity.passkey'), freshProof('identity.proof.what.passkey'), async (c) => {
    const form = await readForm(c, newPasskeyForm);
    if (!form.ok) return showPasskeys(c, unanswered(c, form), 422);
    const result = await orRefusal(
      c,
      form,
      addPasskey(c.var.controlScope, oneselfOf(c), askedRegistration(c), form.value),
    );
    if (!result.ok) return showPasskeys(c, result.form, result.status);
    flash(c, 'ok', 'identity.passkeys.added');
    return redirect(c, PASSKEYS);
  })
  .get('/:id', can('identity.profile'), (c) => showPasskey(c))
  .post('/:id', can('identity.passkey'), async (c) => {
    const [id, form] = [idIn<'passkey'>(c), await readForm(c, passkeyNameForm)];
    if (!form.ok) return showPasskey(c, form, 422);
    await renamePasskey(c.var.controlScope, oneselfOf(c), id, form.value.name);
    flash(c, 'ok', 'identity.passkeys.renamed');
    return redirect(c, PASSKEYS);
  })
  .post('/:id/removal', can('identity.passkey'), freshProof('identity.proof.what.passkeyless'), async (c) => {
    const result = await orRefusal(c, freshForm(), removePasskey(c.var.controlScope, oneselfOf(c), idIn<'passkey'>(c)));
    if (!result.ok) return showPasskey(c, null, 409, result.form);
    flash(c, 'ok', 'identity.passkeys.removed');
    return redirect(c, PASSKEYS);
  });

/** The answer is no field that people see: what is wrong with it is said of the whole form. */
function unanswered(c: AppContext, form: FormState): FormState {
  const { answer, ...errors } = form.errors;
  if (answer === undefined) return form;
  const key = form.values.answer ? 'identity.passkeys.unproven' : 'identity.passkeys.needsScript';
  return withErrors({ ...form, errors }, { '': uiOf(c).t(key) });
}

async function showPasskeys(c: AppContext, form: FormState | null = null, status: 200 | 409 | 422 = 200) {
  const passkeys = await listPasskeys(c.var.controlScope.control, oneselfOf(c).id);
  const { host } = askedRegistration(c).ceremony;
  return render(
    c,
    (ui) => ({
      title: ui.t('identity.passkeys.title'),
      styles: ['identity'],
      scripts: PASSKEY_SCRIPTS,
      body: PasskeyList({ ui, passkeys, host, form: form ?? freshForm({ name: nameHere(c) }) }),
    }),
    status,
  );
}

/** A first guess: the device that most are made on is the one that shows the page. */
function nameHere(c: AppContext): string {
  return deviceName(uiOf(c).t, describeBrowser(c.req.header('user-agent') ?? ''), '');
}

async function showPasskey(
  c: AppContext,
  form: FormState | null = null,
  status: 200 | 409 | 422 = 200,
  removal: FormState = freshForm(),
) {
  const passkey = await getPasskey(c.var.controlScope.control, oneselfOf(c).id, idIn<'passkey'>(c));
  return render(
    c,
    (ui) => ({
      title: passkey.name,
      styles: ['identity'],
      body: PasskeyPage({ ui, passkey, removal, form: form ?? freshForm({ name: passkey.name }) }),
    }),
    status,
  );
}
