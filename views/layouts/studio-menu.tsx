import { HAND_OVERS } from '#identity/paths.ts';
import type { Ui } from '#platform/http/ui.ts';
import type { Studio } from '#platform/scope.ts';
import { remember } from '#views/layouts/remember.ts';
import { Avatar } from '#views/ui/avatar.tsx';
import { Icon, SPRITE } from '#views/ui/icon.tsx';

interface Props {
  readonly ui: Ui;
  readonly studio: Studio;
}

/** Which studio this is, and the way to the reader's others: they are asked for when it opens; without a script the link leads to them. */
export function StudioMenu({ ui, studio: { name, host } }: Props): JSX.Element {
  return remember(ui.t, ['studio', ui.asset(SPRITE), name, host], () => (
    <details class="menu studio" data-menu>
      <summary class="brand">
        <Avatar name={name} />
        <span class="name" safe>
          {name}
        </span>
        <span class="hidden" safe>
          {ui.t('identity.handOver.list')}
        </span>
        <Icon ui={ui} name="chevron-down" />
      </summary>
      <div class="panel">
        <p class="who">
          <strong safe>{name}</strong>
          <span class="small quiet" safe>
            {host}
          </span>
        </p>
        <ul>
          <li>
            <a
              href={HAND_OVERS}
              hx-get={HAND_OVERS}
              hx-trigger="toggle from:closest details once"
              hx-select="#places > ul > li"
              hx-target="closest li"
              hx-swap="outerHTML"
            >
              <Icon ui={ui} name="building" />
              <span safe>{ui.t('identity.handOver.list')}</span>
            </a>
          </li>
        </ul>
      </div>
    </details>
  ));
}
