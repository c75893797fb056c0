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
}

/** What the keyboard can do; single keys can be turned off here, for those who dictate. */
export function Shortcuts({ ui, entries, mayBook }: Props): JSX.Element {
  return (
    <Dialog ui={ui} id="help" title={ui.t('ui.keys.title')}>
      <dl class="shortcuts">
        <Shortcut label={ui.t('ui.keys.palette')} keys={['Ctrl K']} />
        {mayBook && <Shortcut label={ui.t('ui.keys.newSession')} href={NEW_SESSION} keys={['n']} />}
        {entries.map((entry) => (
          <EntryShortcut entry={entry} />
        ))}
        <Shortcut label={ui.t('ui.keys.help')} keys={['?']} />
      </dl>
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

function EntryShortcut({ entry }: { readonly entry: NavEntry }): JSX.Element {
  const key = navKey(entry);
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
          <a class="link" href={attr(href)} data-key={keys.at(-1)} safe>
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
