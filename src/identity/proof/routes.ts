/** Asks once more who is there, then does what was asked for. */
import { Hono } from 'hono';
import { z } from 'zod';
import { givenPassword } from '#identity/input.ts';
import { oneselfOf } from '#identity/logins/actor.ts';
import { askedProof, PASSKEY_SCRIPTS } from '#identity/passkeys/ceremonies.ts';
import { newChallenge } from '#identity/passkeys/challenges.ts';
import { passkeyAnswer } from '#identity/passkeys/forms.ts';
import { listAtHost } from '#identity/passkeys/queries.ts';
import { requestOptions } from '#identity/passkeys/webauthn.ts';
import { type Asked, type AskedForm, findForm, openPage } from '#identity/proof/pending.ts';
import { type ProvedBy, proveByPasskey, proveSelf, recordProof } from '#identity/proof/service.ts';
import { findSecondFactor } from '#identity/two-factor/queries.ts';
import { can } from '#platform/http/access.ts';
import type { AppContext, Env } from '#platform/http/env.ts';
import { AppError } from '#platform/http/errors.ts';
import { flash } from '#platform/http/flash.ts';
import { type FormState, readForm, withErrors } from '#platform/http/forms.ts';
import { redirect, render, uiOf } from '#platform/http/render.ts';
import { ProofPage } from '#views/identity/proof/index.tsx';
import { freshForm } from '#views/ui/form-state.ts';

const waitingForm = z.object({ form: z.string().optional(), page: z.string().optional() });

const wordsForm = waitingForm.extend({ currentPassword: givenPassword });

const answerForm = waitingForm.extend({ answer: passkeyAnswer });

type Waiting = Asked | AskedForm;

/** What was wrong with the one form of the page or with the other. */
interface Refused {
  readonly form?: FormState;
  readonly passkey?: FormState;
}

export const proofRoutes = new Hono<Env>()
  .get('/', can('identity.prove'), async (c) => {
    const { form = '', page = '' } = c.req.query();
    return showProof(c, await waitingOf(c, { form, page }), { form: freshForm({ form, page }) });
  })
  .get('/options', can('identity.prove'), async (c) => {
    const { controlScope: scope } = c.var;
    const { ceremony } = askedProof(c);
    const known = await listAtHost(scope.control, oneselfOf(c).id, ceremony.host);
    return c.json(requestOptions(ceremony.host, newChallenge(scope, ceremony), known));
  })
  .post('/', can('identity.prove'), async (c) => {
    const { values } = await readForm(c, waitingForm);
    const waiting = await waitingOf(c, values);
    const by = 'answer' in values && !('currentPassword' in values) ? await judgeAnswer(c) : await judgeWords(c);
    if (typeof by !== 'string') return showProof(c, waiting, by, 422);
    const asked = 'body' in waiting ? waiting : null;
    if (!(await recordProof(c.var.controlScope, oneselfOf(c), by, asked))) throw gone();
    if (asked) {
      c.env.instead = formRequest(c, asked);
      return redirect(c, asked.from);
    }
    if (waiting.path === waiting.from) flash(c, 'ok', 'identity.proof.again');
    return c.redirect(waiting.path, 303);
  });

async function judgeWords(c: AppContext): Promise<ProvedBy | Refused> {
  const form = await readForm(c, wordsForm);
  if (!form.ok) return { form };
  const by = await proveSelf(c, oneselfOf(c), form.value.currentPassword);
  return by ?? { form: withErrors(form, { currentPassword: uiOf(c).t('identity.proof.wrong') }) };
}

const SAID = {
  expired: 'identity.passkeys.expired',
  refused: 'identity.proof.passkey.refused',
  needsScript: 'identity.passkeys.needsScript',
} as const;

async function judgeAnswer(c: AppContext): Promise<ProvedBy | Refused> {
  const form = await readForm(c, answerForm);
  const { form: waiting = '', page = '', answer } = form.values;
  const unreadable = answer ? 'refused' : 'needsScript';
  const checked = form.ok ? await proveByPasskey(c, oneselfOf(c), form.value.answer) : unreadable;
  if (checked === 'used') return 'passkey';
  const passkey = withErrors(freshForm(), { '': uiOf(c).t(SAID[checked]) });
  return { form: freshForm({ form: waiting, page }), passkey };
}

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

async function showProof(c: AppContext, waiting: Waiting, refused: Refused, status: 200 | 422 = 200) {
  const { control } = c.var.controlScope;
  const { id } = oneselfOf(c);
  const [factor, passkeys] = await Promise.all([
    findSecondFactor(control, id),
    listAtHost(control, id, askedProof(c).ceremony.host),
  ]);
  const { form = freshForm() } = refused;
  const passkey = refused.passkey ?? (passkeys.length > 0 ? freshForm() : null);
  const hasFactor = factor !== null;
  return render(
    c,
    (ui) => ({
      title: ui.t('identity.proof.title'),
      styles: ['identity'],
      ...(passkey && { scripts: PASSKEY_SCRIPTS }),
      body: ProofPage({ ui, form, hasFactor, passkey, ...waiting }),
    }),
    status,
  );
}
