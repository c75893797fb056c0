import type { Ui } from '#platform/http/ui.ts';
import { NEW_SESSION } from '#sessions/paths.ts';
import { type NavEntry, navKey } from '#views/layouts/nav.tsx';
import { attr } from '#views/ui/attr.ts';
import { Dialog } from '#views/ui/dialog.tsx';
import { Kbd } from '#views/ui/kbd.tsx';

interface Props {
  readonly ui: Ui;
  readonly entries: readonly NavEntry[];
  /** May make a session. */
  readonly mayBook: boolean;
  /** May see the calendar. */
  readonly mayRead: boolean;
}

/** What the keyboard can do; single keys can be turned off here, for those who dictate. */
export function Shortcuts({ ui, entries, mayBook, mayRead }: Props): JSX.Element {
  return (
    <Dialog ui={ui} id="help" title={ui.t('ui.keys.title')}>
      <dl class="shortcuts">
        <Shortcut label={ui.t('ui.keys.palette')} keys={['Ctrl K']} />
        {mayBook && <Shortcut label={ui.t('ui.keys.newSession')} href={NEW_SESSION} keys={['n']} />}
        {entries.map((entry) => (
          <EntryShortcut ui={ui} entry={entry} />
        ))}
        <Shortcut label={ui.t('ui.keys.help')} keys={['?']} />
      </dl>
      {mayRead && <CalendarShortcuts ui={ui} />}
      <p class="small quiet" safe>
        {ui.t('ui.keys.alt')}
      </p>
      <label class="check">
        <input type="checkbox" data-single-keys checked />
        <span safe>{ui.t('ui.keys.single')}</span>
      </label>
    </Dialog>
  );
}

/** They press the buttons of the calendar's page. */
function CalendarShortcuts({ ui }: { readonly ui: Ui }): JSX.Element {
  return (
    <>
      <h3 class="eyebrow" safe>
        {ui.t('ui.keys.calendar')}
      </h3>
      <dl class="shortcuts">
        <Shortcut label={ui.t('ui.keys.steps')} keys={['←', '→']} />
        <Shortcut label={ui.t('ui.keys.now')} keys={[ui.t('ui.key.now')]} />
        <Shortcut label={ui.t('ui.keys.day')} keys={[ui.t('ui.key.day')]} />
        <Shortcut label={ui.t('ui.keys.week')} keys={[ui.t('ui.key.week')]} />
      </dl>
    </>
  );
}

function EntryShortcut({ ui, entry }: { readonly ui: Ui; readonly entry: NavEntry }): JSX.Element {
  const key = navKey(ui, entry);
  return key === undefined ? '' : <Shortcut label={entry.text} href={entry.item.href} keys={['g', key]} />;
}

interface ShortcutProps {
  readonly label: string;
  readonly keys: readonly string[];
  readonly href?: string | undefined;
}

function Shortcut({ label, keys, href }: ShortcutProps): JSX.Element {
  return (
    <div>
      {href === undefined ? (
        <dt safe>{label}</dt>
      ) : (
        <dt>
          <a
            class="link"
            href={attr(href)}
            data-key={keys.length > 1 ? keys.at(-1) : undefined}
            data-press={keys.length > 1 ? undefined : keys.at(-1)}
            safe
          >
            {label}
          </a>
        </dt>
      )}
      <dd>
        <Kbd keys={keys} />
      </dd>
    </div>
  );
}
