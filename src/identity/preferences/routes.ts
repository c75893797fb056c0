/** Look and language, for everybody. A cookie of this browser; for a signed-in user the language is stored too. */
import { Hono } from 'hono';
import { deleteCookie, setCookie } from 'hono/cookie';
import { z } from 'zod';
import { isSignedIn } from '#identity/logins/actor.ts';
import { cameFrom } from '#identity/preferences/came-from.ts';
import { updateOwnProfile } from '#identity/profile/service.ts';
import { publicAccess } from '#platform/http/access.ts';
import type { AppContext, Env } from '#platform/http/env.ts';
import { AppError } from '#platform/http/errors.ts';
import { readForm } from '#platform/http/forms.ts';
import { redirect } from '#platform/http/render.ts';
import { LOCALES } from '#platform/i18n/locale.ts';

const OPTIONS = { path: '/', secure: true, httpOnly: true, sameSite: 'Lax' } as const;
const YEAR = 365 * 86_400;

const preferencesForm = z.object({
  theme: z.enum(['system', 'light', 'dark']).optional(),
  locale: z.enum(LOCALES).optional(),
});

export const preferenceRoutes = new Hono<Env>().post('/', publicAccess(), async (c) => {
  const form = await readForm(c, preferencesForm);
  if (!form.ok) throw new AppError('invalid', 'platform.error.invalid');
  const { theme, locale } = form.value;
  if (theme === 'system') deleteCookie(c, 'theme', OPTIONS);
  else if (theme) remember(c, 'theme', theme);
  if (locale) {
    remember(c, 'locale', locale);
    const { actor } = c.var.controlScope;
    if (isSignedIn(actor)) await updateOwnProfile(c.var.controlScope, actor, { locale });
  }
  return redirect(c, cameFrom(c));
});

function remember(c: AppContext, name: 'theme' | 'locale', value: string): void {
  setCookie(c, name, value, { ...OPTIONS, maxAge: YEAR });
}
