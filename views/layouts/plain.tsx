import { LOGOUT, ME } from '#identity/paths.ts';
import type { Page } from '#platform/http/layout.ts';
import type { Ui } from '#platform/http/ui.ts';
import { Brand } from '#views/layouts/brand.tsx';
import { Document } from '#views/layouts/document.tsx';
import { HOME } from '#views/layouts/paths.ts';
import { LanguageForm } from '#views/layouts/preferences.tsx';
import { LocalBadges } from '#views/ui/badge.tsx';
import { FlashMessage } from '#views/ui/flash-message.tsx';
import { Icon } from '#views/ui/icon.tsx';

interface Props {
  readonly ui: Ui;
  readonly page: Page;
}

/** One card in the middle: login, sign-up, errors. */
export function PlainLayout({ ui, page }: Props): JSX.Element {
  const safeBody = page.body;
  return (
    <Document ui={ui} page={page} htmx={page.scripts?.includes('vendor/htmx')}>
      <body class={ui.actor.kind === 'self' ? 'plain own' : 'plain'}>
        <a class="skip btn" href="#main" safe>
          {ui.t('ui.skip')}
        </a>
        <header>
          <Brand ui={ui} href={HOME} />
          {ui.actor.kind === 'self' && <OwnNav ui={ui} name={ui.actor.name} />}
        </header>
        <main class="card pad stack" id="main" tabindex="-1">
          <FlashMessage ui={ui} flash={ui.flash} />
          {safeBody}
        </main>
        <footer>
          <LanguageForm ui={ui} />
          <LocalBadges ui={ui} />
        </footer>
      </body>
    </Document>
  );
}

/** On the main host, for a user who is signed in there. */
function OwnNav({ ui, name }: { readonly ui: Ui; readonly name: string }): JSX.Element {
  return (
    <nav class="row" aria-label={ui.t('identity.me.title')}>
      <a class="btn plain" href={ME}>
        <Icon ui={ui} name="user" />
        <span safe>{name}</span>
      </a>
      <form method="post" action={LOGOUT}>
        <button class="btn plain" type="submit">
          <Icon ui={ui} name="logout" />
          <span safe>{ui.t('ui.user.logout')}</span>
        </button>
      </form>
    </nav>
  );
}
