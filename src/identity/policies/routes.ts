/** How members come in: the studio's own rules. Admins may read them, owners change them. */
import { Hono } from 'hono';
import { userOf } from '#identity/logins/actor.ts';
import { SECURITY } from '#identity/paths.ts';
import { addressesForm, factorForm, loginsForm } from '#identity/policies/forms.ts';
import { IDLE_HOURS, LONGEST_HOURS, writeRanges } from '#identity/policies/model.ts';
import { countWithoutFactor, getPolicy } from '#identity/policies/queries.ts';
import { limitAddresses, limitLogins, requireFactor } from '#identity/policies/service.ts';
import { plainAddress } from '#platform/format/addresses.ts';
import { can, freshProof } from '#platform/http/access.ts';
import type { AppContext, Env } from '#platform/http/env.ts';
import { flash } from '#platform/http/flash.ts';
import { type FormState, orRefusal, readForm } from '#platform/http/forms.ts';
import { redirect, render } from '#platform/http/render.ts';
import type { EntryPolicy } from '#platform/scope.ts';
import { type PolicyForms, SecurityPage } from '#views/identity/policies/index.tsx';
import { freshForm } from '#views/ui/form-state.ts';

const proof = freshProof('identity.proof.what.policy');

export const policyRoutes = new Hono<Env>()
  .get('/', can('identity.see-policy'), (c) => showPolicy(c))
  .post('/second-factor', can('identity.set-policy'), proof, async (c) => {
    const form = await readForm(c, factorForm);
    if (!form.ok) return showPolicy(c, { factor: form }, 422);
    const result = await orRefusal(c, form, requireFactor(c.var.scope, userOf(c), form.value.factorFrom));
    return result.ok ? saved(c) : showPolicy(c, { factor: result.form }, result.status);
  })
  .post('/logins', can('identity.set-policy'), proof, async (c) => {
    const form = await readForm(c, loginsForm);
    if (!form.ok) return showPolicy(c, { logins: form }, 422);
    await limitLogins(c.var.scope, userOf(c), form.value);
    return saved(c);
  })
  .post('/addresses', can('identity.set-policy'), proof, async (c) => {
    const form = await readForm(c, addressesForm);
    if (!form.ok) return showPolicy(c, { addresses: form }, 422);
    const result = await orRefusal(c, form, limitAddresses(c.var.scope, form.value.addressRanges));
    return result.ok ? saved(c) : showPolicy(c, { addresses: result.form }, result.status);
  });

function saved(c: AppContext): Response {
  flash(c, 'ok', 'identity.policy.saved');
  return redirect(c, SECURITY);
}

async function showPolicy(c: AppContext, forms: Partial<PolicyForms> = {}, status: 200 | 409 | 422 = 200) {
  const { control, studio, address } = c.var.scope;
  const [policy, without] = await Promise.all([getPolicy(control, studio.id), countWithoutFactor(control, studio)]);
  return render(
    c,
    (ui) => ({
      title: ui.t('identity.policy.title'),
      styles: ['identity'],
      body: SecurityPage({
        ...{ ui, policy, without, idleHours: IDLE_HOURS, longestHours: LONGEST_HOURS },
        address: plainAddress(address ?? ''),
        forms: { ...formsOf(policy), ...forms },
      }),
    }),
    status,
  );
}

function formsOf({ factorFrom, idleHours, longestHours, ranges }: EntryPolicy): Record<keyof PolicyForms, FormState> {
  const chosen = (hours: number | null, choices: readonly number[]) => String(hours ?? choices.at(-1));
  return {
    factor: freshForm({ factorFrom: factorFrom ?? '' }),
    logins: freshForm({
      idleHours: chosen(idleHours, IDLE_HOURS),
      longestHours: chosen(longestHours, LONGEST_HOURS),
    }),
    addresses: freshForm({ addressRanges: writeRanges(ranges) }),
  };
}
