import type { Page } from '#platform/http/layout.ts';
import type { Ui } from '#platform/http/ui.ts';
import { PORTAL, portalClientsPath, portalLogoutPath } from '#portal/paths.ts';
import { Brand } from '#views/layouts/brand.tsx';
import { Document } from '#views/layouts/document.tsx';
import { LanguageForm } from '#views/layouts/preferences.tsx';
import { attr } from '#views/ui/attr.ts';
import { LocalBadges } from '#views/ui/badge.tsx';
import { FlashMessage } from '#views/ui/flash-message.tsx';

interface Props {
  readonly ui: Ui;
  readonly page: Page;
}

/** The client's side: one column, big targets, no script at all. */
export function PortalLayout({ ui, page }: Props): JSX.Element {
  const safeBody = page.body;
  const isSignedIn = ui.actor.kind === 'client' && !ui.actor.only;
  return (
    <Document ui={ui} page={page} styles={['portal']}>
      <body class="portal">
        <a class="skip btn" href="#main" safe>
          {ui.t('ui.skip')}
        </a>
        <header>
          <Brand ui={ui} href={PORTAL} />
          <ActingFor ui={ui} />
          {isSignedIn && <PortalNav ui={ui} />}
        </header>
        <main class="stack" id="main" tabindex="-1">
          <FlashMessage ui={ui} flash={ui.flash} />
          {safeBody}
        </main>
        <footer>
          <LanguageForm ui={ui} />
          {isSignedIn && (
            <form method="post" action={portalLogoutPath}>
              <button class="btn plain" type="submit" safe>
                {ui.t('ui.user.logout')}
              </button>
            </form>
          )}
          <LocalBadges ui={ui} />
        </footer>
      </body>
    </Document>
  );
}

/** For which client a person is here, where it is not plain from the name. */
function ActingFor({ ui }: { readonly ui: Ui }): JSX.Element {
  const { actor } = ui;
  if (actor.kind !== 'client' || !actor.person) return '';
  const { id, clientName, hasOthers } = actor.person;
  if (id === actor.id && !hasOthers) return '';
  return (
    <p class="acting">
      <span safe>{clientName}</span>
      {hasOthers && (
        <a class="link" href={portalClientsPath} safe>
          {ui.t('ui.portal.change')}
        </a>
      )}
    </p>
  );
}

function PortalNav({ ui }: { readonly ui: Ui }): JSX.Element {
  return (
    <nav aria-label={ui.t('ui.portal.label')}>
      {ui.portalNav.map(({ href, label }) => (
        <a href={attr(href)} aria-current={ui.path.startsWith(href) ? 'page' : undefined} safe>
          {ui.t(label)}
        </a>
      ))}
    </nav>
  );
}
