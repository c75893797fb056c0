import type { Ui } from '#platform/http/ui.ts';
import { Sample } from '#views/dev/sample.tsx';
import { ROOM_COLORS } from '#views/ui/color-field.tsx';
import { Icon } from '#views/ui/icon.tsx';
import { ICONS, type IconName } from '#views/ui/icons.ts';

export function TokenSamples({ ui }: { readonly ui: Ui }): JSX.Element {
  const names = ['mark', ...Object.keys(ICONS)] as IconName[];
  return (
    <>
      <Sample name="Texte">
        <p class="eyebrow">Sur-titre</p>
        <p>
          Texte courant, avec un{' '}
          <a class="link" href="#main">
            lien
          </a>{' '}
          et <kbd>Ctrl K</kbd>.
        </p>
        <p class="quiet">Secondaire : plus clair.</p>
        <p class="faint small">Tertiaire : plus clair et plus petit.</p>
        <p class="mono">FAC-2026-0147 · 1 440,00 €</p>
      </Sample>
      <Sample name="Couleurs des salles">
        <div class="row wrap">
          {ROOM_COLORS.map((color) => (
            <span class="roomcolor" data-room={color}>
              {color}
            </span>
          ))}
        </div>
      </Sample>
      <Sample name="Icônes">
        <div class="row wrap">
          {names.map((name) => (
            <span title={name}>
              <Icon ui={ui} name={name} />
            </span>
          ))}
        </div>
      </Sample>
    </>
  );
}
