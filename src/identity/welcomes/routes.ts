import { Hono } from 'hono';
import { z } from 'zod';
import { readBrowserCookie } from '#identity/logins/cookies.ts';
import { enter } from '#identity/logins/enter.ts';
import { homeOf } from '#identity/paths.ts';
import { hashToken, isToken } from '#identity/tokens.ts';
import { isBrowserOf } from '#identity/two-factor/queries.ts';
import { findWelcome, useWelcome, type Welcome } from '#identity/welcomes/service.ts';
import { publicAccess } from '#platform/http/access.ts';
import type { AppContext, Env } from '#platform/http/env.ts';
import { AppError } from '#platform/http/errors.ts';
import { readForm } from '#platform/http/forms.ts';
import { isFragmentRequest, render, safeNext } from '#platform/http/render.ts';
import { WelcomePage } from '#views/identity/welcomes/index.tsx';

const welcomeForm = z.object({ next: z.string().optional() });

/** Reading the page changes nothing: what fetches links ahead of people must not use the token up. */
export const welcomeRoutes = new Hono<Env>()
  .get('/:token', publicAccess(), async (c) => {
    const token = c.req.param('token');
    const welcome = isToken(token) ? await findWelcome(c.var.controlScope, token) : null;
    if (!welcome) throw gone();
    const goesOn = await isOwnStep(c, welcome);
    const { host: address } = new URL(c.var.controlScope.link('/'));
    const { account, isTicket } = welcome;
    return render(c, (ui) => ({
      title: ui.t(isTicket ? 'identity.handOver.title' : 'identity.welcome.title'),
      layout: 'plain',
      scripts: goesOn ? ['vendor/htmx'] : [],
      body: WelcomePage({
        ...{ ui, token, address, goesOn, next: nextOf(c, c.req.query('next')) },
        ...(isTicket && { account }),
      }),
    }));
  })
  .post('/:token', publicAccess(), async (c) => {
    const token = c.req.param('token');
    const form = await readForm(c, welcomeForm);
    const entrant = isToken(token) ? await useWelcome(c.var.controlScope, token) : null;
    if (!entrant) throw gone();
    const next = nextOf(c, form.ok ? form.value.next : undefined);
    return leave(c, await enter(c, entrant.account, next, entrant.hasPassed ? 'ticket' : 'link'));
  });

function nextOf(c: AppContext, next: string | undefined): string {
  return safeNext(next, homeOf(c.var.studio));
}

/**
 * Whether the page may go on by itself. A link that a stranger sent must not sign its reader in as the stranger: so the browser itself
 * says that one of our own pages led here, and it is one from which this very user has entered this host before.
 */
async function isOwnStep(c: AppContext, { account, isTicket }: Welcome): Promise<boolean> {
  const isOurs = /^same-(site|origin)$/.test(c.req.header('sec-fetch-site') ?? '');
  const browser = readBrowserCookie(c);
  if (!isTicket || !isOurs || browser === null) return false;
  return isBrowserOf(c.var.controlScope.control, account.id, hashToken(browser));
}

/** Out of the plain shell into another one: the whole page changes. */
function leave(c: AppContext, path: string): Response {
  if (!isFragmentRequest(c)) return c.redirect(path, 303);
  c.header('HX-Redirect', path);
  return c.body(null, 204);
}

function gone(): AppError {
  return new AppError('gone', 'identity.welcome.gone');
}
