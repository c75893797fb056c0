import { Hono } from 'hono';
import { enter } from '#identity/logins/enter.ts';
import { isToken } from '#identity/tokens.ts';
import { isWelcome, useWelcome } from '#identity/welcomes/service.ts';
import { publicAccess } from '#platform/http/access.ts';
import type { Env } from '#platform/http/env.ts';
import { AppError } from '#platform/http/errors.ts';
import { redirect, render } from '#platform/http/render.ts';
import { WelcomePage } from '#views/identity/welcomes/index.tsx';

/** Reading the page changes nothing: what fetches links ahead of people must not use the token up. */
export const welcomeRoutes = new Hono<Env>()
  .get('/:token', publicAccess(), async (c) => {
    const token = c.req.param('token');
    if (!isToken(token) || !(await isWelcome(c.var.scope, token))) throw gone();
    const { host: address } = new URL(c.var.scope.link('/'));
    return render(c, (ui) => ({
      title: ui.t('identity.welcome.title'),
      layout: 'plain',
      body: WelcomePage({ ui, token, address }),
    }));
  })
  .post('/:token', publicAccess(), async (c) => {
    const token = c.req.param('token');
    const account = isToken(token) ? await useWelcome(c.var.scope, token) : null;
    if (!account) throw gone();
    return redirect(c, await enter(c, account, '/'));
  });

function gone(): AppError {
  return new AppError('gone', 'identity.welcome.gone');
}
