import type { OwnStudio } from '#identity/me/queries.ts';
import { HAND_OVERS, ME, NEW_STUDIO } from '#identity/paths.ts';
import type { Ui } from '#platform/http/ui.ts';
import { StudioBadge } from '#views/ui/avatar.tsx';
import { MenuAction } from '#views/ui/menu.tsx';
import { Notice } from '#views/ui/notice.tsx';
import { PageHead } from '#views/ui/page-head.tsx';

interface Props {
  readonly ui: Ui;
  /** The others of which the reader is a member. */
  readonly studios: readonly OwnStudio[];
  /** They asked for one that they cannot enter. */
  readonly isRefused: boolean;
}

/** Where the reader can go without signing in again; the studio's menu shows the same list. */
export function HandOverList({ ui, studios, isRefused }: Props): JSX.Element {
  return (
    <>
      <PageHead ui={ui} title={ui.t('identity.handOver.list')} />
      {isRefused && <Notice tone="bad" title={ui.t('identity.handOver.refused')} alert />}
      <div class="card menu places" id="places">
        <ul>
          {studios.map(({ id, name, accentHue }) => (
            <MenuAction ui={ui} label={name} action={HAND_OVERS} fields={{ studioId: id }}>
              <StudioBadge name={name} hue={accentHue} />
            </MenuAction>
          ))}
          {studios.length === 0 && (
            <li class="quiet small" safe>
              {ui.t('identity.handOver.noOther')}
            </li>
          )}
          <MenuAction ui={ui} label={ui.t('identity.me.title')} action={HAND_OVERS} fields={{ next: ME }} icon="user" />
          <MenuAction
            ui={ui}
            label={ui.t('identity.me.newStudio')}
            action={HAND_OVERS}
            fields={{ next: NEW_STUDIO }}
            icon="plus"
          />
        </ul>
      </div>
    </>
  );
}
