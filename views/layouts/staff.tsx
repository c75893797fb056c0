import { NEXT_STEP } from '#dashboard/paths.ts';
import type { Page } from '#platform/http/layout.ts';
import type { Ui } from '#platform/http/ui.ts';
import { ROOM_STATUS } from '#sessions/paths.ts';
import { Brand } from '#views/layouts/brand.tsx';
import { Document } from '#views/layouts/document.tsx';
import { FactorNeeded } from '#views/layouts/factor-needed.tsx';
import { Bar, Nav, type NavEntry, navEntries, shellKey } from '#views/layouts/nav.tsx';
import { Palette, PaletteLink } from '#views/layouts/palette.tsx';
import { HOME, livePath } from '#views/layouts/paths.ts';
import { remember } from '#views/layouts/remember.ts';
import { Shortcuts } from '#views/layouts/shortcuts.tsx';
import { StudioMenu } from '#views/layouts/studio-menu.tsx';
import { Unconfirmed } from '#views/layouts/unconfirmed.tsx';
import { UserMenu } from '#views/layouts/user-menu.tsx';
import { LocalBadges } from '#views/ui/badge.tsx';
import { FlashMessage, ToastRegion } from '#views/ui/flash-message.tsx';
import { SPRITE } from '#views/ui/icon.tsx';

interface Props {
  readonly ui: Ui;
  readonly page: Page;
}

/** The control room: navigation, room status, and the page. */
export function StaffLayout({ ui, page }: Props): JSX.Element {
  const entries = navEntries(ui);
  const safeBody = page.body;
  return (
    <Document ui={ui} page={page} styles={['staff']} scripts={['staff']} live={livePath(ui.topics)} bundled htmx>
      <body class="app">
        <a class="skip btn" href="#main" safe>
          {ui.t('ui.skip')}
        </a>
        <Nav ui={ui} entries={entries} />
        <Top ui={ui} />
        <Heed ui={ui} />
        <main class="main" id="main" tabindex="-1">
          <FlashMessage ui={ui} flash={ui.flash} next={ui.guided ? NEXT_STEP : undefined} />
          {safeBody}
        </main>
        {ui.local.size > 0 && (
          <footer class="foot">
            <LocalBadges ui={ui} />
          </footer>
        )}
        <Bar ui={ui} entries={entries} />
        <Overlays ui={ui} entries={entries} />
      </body>
    </Document>
  );
}

/** One thing at a time, the most pressing. */
function Heed({ ui }: { readonly ui: Ui }): JSX.Element {
  const { actor } = ui;
  if (actor.kind !== 'user') return '';
  if (actor.unconfirmed && actor.lacksFactor !== 'now') return <Unconfirmed ui={ui} user={actor} />;
  return actor.lacksFactor ? <FactorNeeded ui={ui} user={actor} /> : '';
}

/** What waits until it is called for. */
function Overlays({ ui, entries }: { readonly ui: Ui; readonly entries: readonly NavEntry[] }): JSX.Element {
  const [mayBook, mayRead] = [ui.can('sessions.create'), ui.can('sessions.read')];
  return remember(ui.t, ['overlays', mayBook, mayRead, shellKey(ui, entries)], () => (
    <>
      <Palette ui={ui} />
      <Shortcuts ui={ui} entries={entries} mayBook={mayBook} mayRead={mayRead} />
      <ToastRegion ui={ui} />
    </>
  ));
}

function Top({ ui }: { readonly ui: Ui }): JSX.Element {
  return (
    <header class="top">
      {ui.studio ? <StudioMenu ui={ui} studio={ui.studio} /> : <Brand ui={ui} href={HOME} />}
      <Tools ui={ui} mayRead={ui.can('sessions.read')} />
      {ui.actor.kind === 'user' && <UserMenu ui={ui} user={ui.actor} />}
    </header>
  );
}

function Tools({ ui, mayRead }: { readonly ui: Ui; readonly mayRead: boolean }): JSX.Element {
  return remember(ui.t, ['tools', ui.asset(SPRITE), ui.locale, mayRead], () => (
    <>
      <PaletteLink ui={ui} />
      {mayRead ? (
        // biome-ignore lint/a11y/useSemanticElements: room states are no form fields
        <div
          class="room-status"
          id="room-status"
          role="group"
          aria-label={ui.t('ui.rooms')}
          hx-get={ROOM_STATUS}
          hx-trigger="load, every 60s"
          data-live="calendar"
          data-from={ROOM_STATUS}
          data-swap="innerHTML"
          data-quiet
        ></div>
      ) : (
        <div class="room-status"></div>
      )}
    </>
  ));
}
