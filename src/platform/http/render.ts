/** View → answer. The same address answers the whole page without HTMX and the page's body with it. */
import { randomUUID } from 'node:crypto';
import { getCookie } from 'hono/cookie';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { rolesWith } from '#platform/authz/can.ts';
import { createFormatter } from '#platform/format/formatter.ts';
import type { AppContext } from '#platform/http/env.ts';
import { takeFlash } from '#platform/http/flash.ts';
import { isGuided } from '#platform/http/guide.ts';
import type { Page } from '#platform/http/layout.ts';
import { seal } from '#platform/http/seal.ts';
import type { Theme, Ui } from '#platform/http/ui.ts';
import { isLocale, pickLocale } from '#platform/i18n/locale.ts';
import { DEFAULT_LOCALE } from '#platform/i18n/locales.ts';
import { createTranslator } from '#platform/i18n/translate.ts';
import type { Locale } from '#platform/scope.ts';

/** The user's own choice, else what was chosen in this browser, else the client's language, else the studio's. */
function localeOf(c: AppContext): Locale {
  const { actor } = c.get('controlScope');
  if ((actor.kind === 'user' || actor.kind === 'self') && actor.locale) return actor.locale;
  const chosen = getCookie(c, 'locale');
  if (isLocale(chosen)) return chosen;
  if (actor.kind === 'client' && actor.locale) return actor.locale;
  const studio = c.get('studio');
  return studio ? studio.locale : pickLocale(c.req.header('accept-language'), DEFAULT_LOCALE);
}

function themeOf(c: AppContext): Theme {
  const theme = getCookie(c, 'theme');
  return theme === 'light' || theme === 'dark' ? theme : 'system';
}

function buildUi(c: AppContext): Ui {
  const { catalogs, assets, contributions, local, production, can, matrix } = c.get('services');
  const [controlScope, studio] = [c.get('controlScope'), c.get('studio')];
  const { actor } = controlScope;
  const locale = localeOf(c);
  const t = createTranslator(catalogs, locale, production ? 'show-key' : 'throw');
  const url = new URL(c.req.url);
  const format = createFormatter({
    locale,
    timeZone: studio?.timeZone ?? 'Europe/Paris',
    currency: studio?.currency ?? 'EUR',
  });
  return {
    ...{ t, locale, format },
    theme: themeOf(c),
    rail: getCookie(c, 'nav') === 'rail',
    now: controlScope.now,
    studio,
    actor,
    can: (permission) => can(actor, permission),
    whoMay: (permission) => format.either(rolesWith(matrix, permission).map((role) => t(`ui.role.${role}.one`))),
    path: url.pathname + url.search,
    // A part of a page that refreshes itself would take it away from the page for which it is meant.
    flash: c.req.method === 'GET' && !c.req.header('hx-live') ? takeFlash(c, t) : null,
    guided: isGuided(c),
    nav: contributions.nav,
    topics: contributions.topics.grantedTo((permission) => can(actor, permission)),
    portalNav: contributions.portalNav.filter(({ permission }) => !permission || can(actor, permission)),
    asset: assets.asset,
    requestKey: randomUUID,
    local,
  };
}

export function uiOf(c: AppContext): Ui {
  const known = c.get('ui');
  if (known) return known;
  const ui = buildUi(c);
  c.set('ui', ui);
  return ui;
}

/** HTTP header values are ASCII: everything else is escaped as JSON allows. */
function headerJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u007f-\uffff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

export function isFragmentRequest(c: AppContext): boolean {
  return c.req.header('hx-request') === 'true' && c.req.header('hx-history-restore-request') !== 'true';
}

async function html(c: AppContext, body: JSX.Element, status: ContentfulStatusCode): Promise<Response> {
  return seal(c, { text: await body, type: 'text/html; charset=UTF-8', status, vary: 'HX-Request, Cookie' });
}

export async function render(
  c: AppContext,
  build: (ui: Ui) => Page,
  status: ContentfulStatusCode = 200,
): Promise<Response> {
  const ui = uiOf(c);
  const page = build(ui);
  if (isFragmentRequest(c)) {
    if (ui.flash) c.header('HX-Trigger', headerJson({ flash: ui.flash }));
    return html(c, page.body, status);
  }
  const layout = page.layout ?? (ui.actor.kind === 'user' ? 'staff' : ui.actor.kind === 'client' ? 'portal' : 'plain');
  return html(c, c.get('services').layouts[layout]({ ui, page }), status);
}

/** A part of a page that HTMX asked for by itself; it must be the component that the page used. */
export async function fragment(
  c: AppContext,
  build: (ui: Ui) => JSX.Element,
  status: ContentfulStatusCode = 200,
): Promise<Response> {
  return html(c, build(uiOf(c)), status);
}

/** After a form that worked: 303, or a navigation by HTMX. @param path starts with one slash, never from user input unchecked */
export function redirect(c: AppContext, path: string): Response {
  if (!isFragmentRequest(c)) return c.redirect(path, 303);
  c.header('HX-Location', headerJson({ path, target: '#main', swap: 'innerHTML show:window:top' }));
  return c.body(null, 204);
}

/** Where `redirect` leads; null for another answer. */
export function locationOf({ headers }: Response): string | null {
  const htmx = headers.get('hx-location');
  return headers.get('location') ?? (htmx === null ? null : (JSON.parse(htmx) as { readonly path: string }).path);
}

/** A `next` parameter may only lead to this host: one slash, then neither slash nor backslash. */
export function safeNext(next: string | undefined, fallback: string): string {
  return next !== undefined && /^\/(?![/\\])[\x21-\x7e]*$/.test(next) ? next : fallback;
}
