/** The second step of the login page. */
import { Hono } from 'hono';
import { z } from 'zod';
import { factorCode } from '#identity/input.ts';
import { isSignedIn } from '#identity/logins/actor.ts';
import { clearHalfLoginCookie, readHalfLoginCookie, setDeviceCookie } from '#identity/logins/cookies.ts';
import { entryOf, setCookies } from '#identity/logins/enter.ts';
import { homeOf, LOGIN, SECOND_FACTOR } from '#identity/paths.ts';
import { countTries, factorLimits, forgiveTries } from '#identity/throttles.ts';
import {
  completeHalfLogin,
  findHalfLogin,
  type HalfLogin,
  type Proof,
  SpentMeanwhile,
  takeTry,
} from '#identity/two-factor/half-logins.ts';
import { noteAction } from '#platform/audit/notes.ts';
import { tick } from '#platform/format/fields.ts';
import { publicAccess } from '#platform/http/access.ts';
import type { AppContext, Env } from '#platform/http/env.ts';
import { flash } from '#platform/http/flash.ts';
import { type FormState, readForm, withErrors } from '#platform/http/forms.ts';
import { redirect, render, uiOf } from '#platform/http/render.ts';
import { log } from '#platform/telemetry/log.ts';
import { SecondFactorPage } from '#views/identity/two-factor/login.tsx';
import { freshForm } from '#views/ui/form-state.ts';

const empty = z.literal('').transform(() => undefined);

const secondFactorForm = z
  .object({
    code: empty.or(factorCode).optional(),
    backupCode: empty.or(z.string().min(1).max(60)).optional(),
    remember: tick,
  })
  .refine(({ code, backupCode }) => code || backupCode, { path: ['code'], message: 'platform.form.required' });

export const secondFactorRoutes = new Hono<Env>()
  .get('/', publicAccess(), async (c) => {
    if (isSignedIn(c.var.controlScope.actor)) return c.redirect(homeOf(c.var.studio), 303);
    const half = await halfLoginOf(c);
    return half ? showSecondFactor(c, half, freshForm()) : backToLogin(c, 'identity.factor.login.expired');
  })
  .post('/', publicAccess(), async (c) => {
    const half = await halfLoginOf(c);
    if (!half) return backToLogin(c, 'identity.factor.login.expired');
    const form = await readForm(c, secondFactorForm);
    if (!form.ok) return showSecondFactor(c, half, form, 422);
    const { code, backupCode = '', remember } = form.value;
    const limits = await factorLimits(c, half.account.id);
    await countTries(c, limits);
    const left = await takeTry(c.var.controlScope, half.token);
    if (left === null) return backToLogin(c, 'identity.factor.login.expired');
    const next = await complete(c, half, code ? { code } : { backupCode }, remember);
    if (next === null) return refuse(c, half, form, left);
    await forgiveTries(c, limits);
    return redirect(c, next);
  });

async function halfLoginOf(c: AppContext): Promise<HalfLogin | null> {
  const token = readHalfLoginCookie(c);
  return token === null ? null : findHalfLogin(c.var.controlScope, token);
}

/** @returns where to go; null for a wrong code, and for one that was used */
async function complete(c: AppContext, half: HalfLogin, proof: Proof, remember: boolean): Promise<string | null> {
  const entry = entryOf(c);
  try {
    const done = await completeHalfLogin(c.var.controlScope, half, proof, { ...entry, remember });
    if (!done) return null;
    setCookies(c, entry, done.login);
    if (done.device) setDeviceCookie(c, half.account.id, done.device);
    clearHalfLoginCookie(c);
    if (done.endedRecovery) noteEnd(c, half);
    return half.next;
  } catch (error) {
    if (error instanceof SpentMeanwhile) return null;
    throw error;
  }
}

function noteEnd(c: AppContext, { account: { id, name } }: HalfLogin): void {
  noteAction(c.var.controlScope, 'identity.recover', { kind: 'user', id }, { name, step: 'cancelled' });
}

function refuse(c: AppContext, half: HalfLogin, form: FormState, left: number) {
  log.warn('identity.factor-refused', { address: c.var.address });
  if (left === 0) return backToLogin(c, 'identity.factor.login.tooMany');
  const field = form.values.code ? 'code' : 'backupCode';
  const wrong = { [field]: uiOf(c).t('identity.factor.login.wrong', { left }) };
  return showSecondFactor(c, half, withErrors(form, wrong), 422);
}

function backToLogin(c: AppContext, key: 'identity.factor.login.expired' | 'identity.factor.login.tooMany') {
  clearHalfLoginCookie(c);
  flash(c, 'bad', key);
  return redirect(c, LOGIN);
}

function showSecondFactor(c: AppContext, { byPassword }: HalfLogin, form: FormState, status: 200 | 422 = 200) {
  return render(
    c,
    (ui) => ({
      title: ui.t('identity.factor.login.title'),
      layout: 'plain',
      body: SecondFactorPage({ ui, form, action: SECOND_FACTOR, mayRecover: byPassword }),
    }),
    status,
  );
}
