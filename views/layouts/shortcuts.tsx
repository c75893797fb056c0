import type { Ui } from '#platform/http/ui.ts';
import type { NavEntry } from '#views/layouts/nav.tsx';
import { NEW_SESSION } from '#views/layouts/paths.ts';
import { attr } from '#views/ui/attr.ts';
import { Dialog } from '#views/ui/dialog.tsx';
import { Kbd } from '#views/ui/kbd.tsx';

interface Props {
  readonly ui: Ui;
  readonly entries: readonly NavEntry[];
}

/** What the keyboard can do; single keys can be turned off here, for those who dictate. */
export function Shortcuts({ ui, entries }: Props): JSX.Element {
  return (
    <Dialog ui={ui} id="help" title={ui.t('ui.keys.title')}>
      <dl class="shortcuts">
        <Shortcut label={ui.t('ui.keys.palette')} keys={['Ctrl K']} />
        {ui.can('sessions.create') && <Shortcut label={ui.t('ui.keys.newSession')} href={NEW_SESSION} keys={['n']} />}
        {entries
          .filter(({ key }) => key !== undefined)
          .map(({ text, href, key }) => (
            <Shortcut label={text} href={href} keys={['g', key ?? '']} />
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
