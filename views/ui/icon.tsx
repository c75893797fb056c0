import type { Ui } from '#platform/http/ui.ts';
import type { IconName } from '#views/ui/icons.ts';

interface Props {
  readonly ui: Ui;
  readonly name: IconName;
}

/** The file that every icon is in; its address stands in whatever is drawn once and kept. */
export const SPRITE = 'icons/sprite.svg';

/** Decoration only: what it means must also be in words next to it, or in the control's label. */
export function Icon({ ui, name }: Props): JSX.Element {
  return (
    <svg class="icon" aria-hidden="true">
      <use href={`${ui.asset(SPRITE)}#${name}`} />
    </svg>
  );
}
