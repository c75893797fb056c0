/** "I lost my phone and my codes", after the right password; and the link that ends what it starts. */
import { Hono } from 'hono';
import { readHalfLoginCookie } from '#identity/logins/cookies.ts';
import { LOGIN, RECOVERY } from '#identity/paths.ts';
import { cancelRecovery, findRecovery, type Recovery, startRecovery } from '#identity/recoveries/service.ts';
import { readCancellation } from '#identity/recoveries/token.ts';
import { countTries, recoveryLimits } from '#identity/throttles.ts';
import { findHalfLogin, type HalfLogin } from '#identity/two-factor/half-logins.ts';
import { doorAccess, publicAccess } from '#platform/http/access.ts';
import type { AppContext, Env } from '#platform/http/env.ts';
import { AppError } from '#platform/http/errors.ts';
import { flash } from '#platform/http/flash.ts';
import { redirect, render } from '#platform/http/render.ts';
import { CancellationPage } from '#views/identity/recoveries/cancellation.tsx';
import { RecoveryPage } from '#views/identity/recoveries/index.tsx';

export const recoveryRoutes = new Hono<Env>()
  .get('/', doorAccess(), async (c) => {
    const half = await halfLoginOf(c);
    return half ? showRecovery(c, half) : backToLogin(c);
  })
  .post('/', doorAccess(), async (c) => {
    const half = await halfLoginOf(c);
    if (!half) return backToLogin(c);
    await countTries(c, recoveryLimits(half.account.id));
    await startRecovery(c.var.controlScope, half.account);
    return redirect(c, RECOVERY);
  });

/** What opens links ahead of people changes nothing: the button does. */
export const cancellationRoutes = new Hono<Env>()
  .get('/:token', publicAccess(), async (c) => {
    await goodRecovery(c);
    const action = c.req.path;
    return render(c, (ui) => ({
      title: ui.t('identity.recovery.cancel.title'),
      layout: 'plain',
      body: CancellationPage({ ui, action }),
    }));
  })
  .post('/:token', publicAccess(), async (c) => {
    if (!(await cancelRecovery(c.var.controlScope, await goodRecovery(c)))) throw gone();
    flash(c, 'ok', 'identity.recovery.cancelled');
    return redirect(c, LOGIN);
  });

/** A ticket or a mailed link may be another's: without the password it starts nothing. */
async function halfLoginOf(c: AppContext): Promise<HalfLogin | null> {
  const token = readHalfLoginCookie(c);
  const half = token === null ? null : await findHalfLogin(c.var.controlScope, token);
  return half?.byPassword ? half : null;
}

function backToLogin(c: AppContext) {
  flash(c, 'bad', 'identity.factor.login.expired');
  return redirect(c, LOGIN);
}

async function goodRecovery(c: AppContext): Promise<Recovery> {
  const { controlScope: scope } = c.var;
  const id = readCancellation(scope, c.req.param('token') ?? '');
  const recovery = id && (await findRecovery(scope.control, scope.now, { id }));
  if (!recovery) throw gone();
  return recovery;
}

function gone(): AppError {
  return new AppError('gone', 'identity.recovery.gone');
}

async function showRecovery(c: AppContext, { account }: HalfLogin) {
  const running = await findRecovery(c.var.controlScope.control, c.var.controlScope.now, { userId: account.id });
  return render(c, (ui) => ({
    title: ui.t('identity.recovery.title'),
    layout: 'plain',
    body: RecoveryPage({ ui, dueAt: running?.dueAt ?? null }),
  }));
}
