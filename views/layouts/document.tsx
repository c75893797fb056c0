import type { PropsWithChildren } from '@kitajs/html';
import type { Page } from '#platform/http/layout.ts';
import type { Ui } from '#platform/http/ui.ts';
import { brandCss } from '#views/layouts/paths.ts';
import { remember } from '#views/layouts/remember.ts';
import { attr } from '#views/ui/attr.ts';

interface Props {
  readonly ui: Ui;
  readonly page: Page;
  /** Files in static/css/ that the shell needs, besides app.css. */
  readonly styles?: readonly string[] | undefined;
  /** Files in static/ that the shell needs, without ending. */
  readonly scripts?: readonly string[] | undefined;
  /** The shell's own sheet holds the modules' already: the page only says which of them count. */
  readonly bundled?: boolean | undefined;
  /** Where js/staff/live.js hears what changes. */
  readonly live?: string | undefined;
  /** Configures HTMX; only where it is loaded. */
  readonly htmx?: boolean | undefined;
}

/** Alpine and our components; where a swap brings the first one, js/staff/alpine.js fetches them. */
const COMPONENTS = 'js/components';

/**
 * Nothing inline may run or style anything here (the CSP), 409 and 422 carry the form again, and what HTMX kept of
 * other pages would outlive the log-out, so it keeps nothing and reloads on "back".
 */
const HTMX_CONFIG = JSON.stringify({
  includeIndicatorStyles: false,
  allowEval: false,
  allowScriptTags: false,
  selfRequestsOnly: true,
  historyCacheSize: 0,
  refreshOnHistoryMiss: true,
  historyRestoreAsHxRequest: false,
  scrollBehavior: 'auto',
  timeout: 20_000,
  responseHandling: [
    { code: '204', swap: false },
    { code: '[23]..', swap: true },
    { code: '409', swap: true },
    { code: '422', swap: true },
    { code: '[45]..', swap: false, error: true },
  ],
});

/** A view with a component says so in its markup; text cannot, since its quotation marks are escaped. */
const hasComponent = ({ body }: Page): boolean => String(body).includes(' x-data="');

/** The document around a shell; `children` is its body element. */
export function Document({
  ui,
  page,
  styles = [],
  scripts = [],
  bundled,
  live,
  htmx,
  children,
}: PropsWithChildren<Props>): JSX.Element {
  return (
    <>
      {'<!doctype html>'}
      <html
        lang={ui.locale}
        data-theme={ui.theme === 'system' ? undefined : ui.theme}
        data-nav={ui.rail ? 'rail' : undefined}
        data-sheets={bundled ? page.styles?.join(' ') : undefined}
      >
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title safe>{`${page.title} · ${ui.studio?.name ?? 'Régie'}`}</title>
          <Head ui={ui} page={page} styles={styles} scripts={scripts} bundled={bundled} live={live} htmx={htmx} />
        </head>
        {children}
      </html>
    </>
  );
}

/** All of the head that is the same on pages of one kind. */
function Head({ ui, page, styles = [], scripts = [], bundled = false, live = '', htmx = false }: Props): JSX.Element {
  const sheets = bundled ? styles : [...styles, ...(page.styles ?? [])];
  const programs = [...scripts, ...(page.scripts ?? []), ...(hasComponent(page) ? [COMPONENTS] : [])];
  const isIndexable = page.indexable === true;
  const brand = typeof ui.studio?.accentHue === 'number' ? brandCss(ui.studio.revision) : null;
  return remember(
    ui.t,
    ['head', ui.asset('app.css'), ui.theme, isIndexable, htmx, bundled, live, sheets, programs, brand],
    () => (
      <>
        <meta name="color-scheme" content={ui.theme === 'system' ? 'light dark' : ui.theme} />
        {!isIndexable && <meta name="robots" content="noindex" />}
        {htmx && <meta name="htmx-config" content={HTMX_CONFIG} />}
        {live !== '' && <meta name="live" content={attr(live)} />}
        {bundled && <meta name="components" content={ui.asset(`${COMPONENTS}.js`)} />}
        <link rel="icon" href={ui.asset('icons/favicon.svg')} type="image/svg+xml" />
        <link rel="stylesheet" href={ui.asset('app.css')} />
        {sheets.map((name) => (
          <link rel="stylesheet" href={ui.asset(`css/${name}.css`)} />
        ))}
        {brand !== null && <link rel="stylesheet" href={attr(brand)} />}
        {programs.map((name) => (
          <script src={ui.asset(name.includes('/') ? `${name}.js` : `js/${name}.js`)} defer></script>
        ))}
      </>
    ),
  );
}
