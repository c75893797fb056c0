/** Asks once more who is there, then does what was asked for. */
import { Hono } from 'hono';
import { z } from 'zod';
import { givenPassword } from '#identity/input.ts';
import { oneselfOf } from '#identity/logins/actor.ts';
import { type Asked, type AskedForm, findForm, openPage } from '#identity/proof/pending.ts';
import { proveSelf, recordProof } from '#identity/proof/service.ts';
import { findSecondFactor } from '#identity/two-factor/queries.ts';
import { can } from '#platform/http/access.ts';
import type { AppContext, Env } from '#platform/http/env.ts';
import { AppError } from '#platform/http/errors.ts';
import { flash } from '#platform/http/flash.ts';
import { type FormState, readForm, withErrors } from '#platform/http/forms.ts';
import { redirect, render, uiOf } from '#platform/http/render.ts';
import { ProofPage } from '#views/identity/proof/index.tsx';
import { freshForm } from '#views/ui/form-state.ts';

const proofForm = z.object({
  currentPassword: givenPassword,
  form: z.string().optional(),
  page: z.string().optional(),
});

type Waiting = Asked | AskedForm;

export const proofRoutes = new Hono<Env>()
  .get('/', can('identity.prove'), async (c) => {
    const { form = '', page = '' } = c.req.query();
    return showProof(c, await waitingOf(c, { form, page }), freshForm({ form, page }));
  })
  .post('/', can('identity.prove'), async (c) => {
    const form = await readForm(c, proofForm);
    const waiting = await waitingOf(c, form.values);
    if (!form.ok) return showProof(c, waiting, form, 422);
    const by = await proveSelf(c, oneselfOf(c), form.value.currentPassword);
    if (!by) return refuse(c, waiting, form);
    const asked = 'body' in waiting ? waiting : null;
    if (!(await recordProof(c.var.controlScope, oneselfOf(c), by, asked))) throw gone();
    if (asked) {
      c.env.instead = formRequest(c, asked);
      return redirect(c, asked.from);
    }
    if (waiting.path === waiting.from) flash(c, 'ok', 'identity.proof.again');
    return c.redirect(waiting.path, 303);
  });

/** @throws AppError gone */
async function waitingOf(c: AppContext, { form = '', page = '' }: FormState['values']): Promise<Waiting> {
  const { controlScope: scope } = c.var;
  const waiting = form === '' ? openPage(scope, oneselfOf(c), page) : await findForm(scope, oneselfOf(c), form);
  if (!waiting) throw gone();
  return waiting;
}

function gone(): AppError {
  return new AppError('gone', 'identity.proof.gone');
}

/** As the browser sent it then, by the same login: permission, request key and answer are its own. */
function formRequest(c: AppContext, { path, body }: AskedForm): Request {
  const headers = new Headers(c.req.raw.headers);
  headers.delete('content-length');
  headers.set('content-type', 'application/x-www-form-urlencoded');
  return new Request(new URL(path, c.req.url), { method: 'POST', headers, body });
}

function refuse(c: AppContext, waiting: Waiting, form: FormState) {
  return showProof(c, waiting, withErrors(form, { currentPassword: uiOf(c).t('identity.proof.wrong') }), 422);
}

async function showProof(c: AppContext, waiting: Waiting, form: FormState, status: 200 | 422 = 200) {
  const hasFactor = (await findSecondFactor(c.var.controlScope.control, oneselfOf(c).id)) !== null;
  return render(
    c,
    (ui) => ({
      title: ui.t('identity.proof.title'),
      styles: ['identity'],
      body: ProofPage({ ui, form, hasFactor, ...waiting }),
    }),
    status,
  );
}
