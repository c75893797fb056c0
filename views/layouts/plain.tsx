import type { Page } from '#platform/http/layout.ts';
import type { Ui } from '#platform/http/ui.ts';
import { Brand } from '#views/layouts/brand.tsx';
import { Document } from '#views/layouts/document.tsx';
import { HOME } from '#views/layouts/paths.ts';
import { LanguageForm } from '#views/layouts/preferences.tsx';
import { LocalBadges } from '#views/ui/badge.tsx';
import { FlashMessage } from '#views/ui/flash-message.tsx';

interface Props {
  readonly ui: Ui;
  readonly page: Page;
}

/** One card in the middle: login, sign-up, errors. */
export function PlainLayout({ ui, page }: Props): JSX.Element {
  const safeBody = page.body;
  return (
    <Document ui={ui} page={page} htmx={page.scripts?.includes('vendor/htmx')}>
      <body class="plain">
        <a class="skip btn" href="#main" safe>
          {ui.t('ui.skip')}
        </a>
        <header>
          <Brand ui={ui} href={HOME} />
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
