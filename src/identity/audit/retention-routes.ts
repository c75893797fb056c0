import { Hono } from 'hono';
import { z } from 'zod';
import { RETENTIONS, retentionValue } from '#identity/audit/model.ts';
import { findRetentionState } from '#identity/audit/queries.ts';
import { setRetention } from '#identity/audit/retention.ts';
import { AUDIT_RETENTION } from '#identity/paths.ts';
import { readAs } from '#platform/format/fields.ts';
import { can, freshProof } from '#platform/http/access.ts';
import type { AppContext, Env } from '#platform/http/env.ts';
import { flash } from '#platform/http/flash.ts';
import { type FormState, readForm } from '#platform/http/forms.ts';
import { redirect, render } from '#platform/http/render.ts';
import { RetentionPage } from '#views/identity/audit/retention.tsx';
import { freshForm } from '#views/ui/form-state.ts';

const CHOICES = RETENTIONS.map((years) => ({ value: retentionValue(years), years }));

const retentionForm = z.object({
  years: readAs((typed) => CHOICES.find(({ value }) => value === typed)?.years, 'platform.form.choice'),
});

export const retentionRoutes = new Hono<Env>()
  .get('/', can('identity.keep-audit'), (c) => showRetention(c))
  .post('/', can('identity.keep-audit'), freshProof('identity.proof.what.retention'), async (c) => {
    const form = await readForm(c, retentionForm);
    if (!form.ok) return showRetention(c, form, 422);
    await setRetention(c.var.scope, form.value.years);
    flash(c, 'ok', 'identity.retention.saved');
    return redirect(c, AUDIT_RETENTION);
  });

async function showRetention(c: AppContext, form?: FormState, status: 200 | 422 = 200) {
  const state = await findRetentionState(c.var.scope.db);
  return render(
    c,
    (ui) => ({
      title: ui.t('identity.retention.title'),
      styles: ['identity'],
      body: RetentionPage({
        ui,
        state,
        choices: CHOICES,
        form: form ?? freshForm({ years: retentionValue(state.years) }),
      }),
    }),
    status,
  );
}
