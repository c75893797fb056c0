import type { Ui } from '#platform/http/ui.ts';
import { attr } from '#views/ui/attr.ts';
import { Icon } from '#views/ui/icon.tsx';
import type { IconName } from '#views/ui/icons.ts';

export interface PaletteItem {
  readonly label: string;
  /** An address, or a button to press in a form of the page. */
  readonly href: string | { readonly form: string; readonly name?: string; readonly value?: string };
  readonly icon: IconName;
  readonly detail?: string | undefined;
}

export interface PaletteGroup {
  readonly label: string;
  readonly items: readonly PaletteItem[];
}

/** The fragment that GET /search/palette answers: goes into the listbox of the command palette. */
export function PaletteResults({
  ui,
  groups,
}: {
  readonly ui: Ui;
  readonly groups: readonly PaletteGroup[];
}): JSX.Element {
  if (groups.every((group) => group.items.length === 0)) {
    return (
      <p class="quiet none" safe>
        {ui.t('ui.palette.none')}
      </p>
    );
  }
  return (
    <>
      {groups.map((group, index) => (
        <PaletteSection ui={ui} group={group} index={index} />
      ))}
    </>
  );
}

interface SectionProps {
  readonly ui: Ui;
  readonly group: PaletteGroup;
  readonly index: number;
}

function PaletteSection({ ui, group, index }: SectionProps): JSX.Element {
  if (group.items.length === 0) return '';
  return (
    // biome-ignore lint/a11y/useSemanticElements: a listbox holds groups, not fieldsets
    <div role="group" aria-label={attr(group.label)}>
      <p class="eyebrow" aria-hidden="true" safe>
        {group.label}
      </p>
      {group.items.map((item, at) => (
        <Option ui={ui} id={`palette-${index}-${at}`} item={item} />
      ))}
    </div>
  );
}

function Option({ ui, id, item }: { readonly ui: Ui; readonly id: string; readonly item: PaletteItem }): JSX.Element {
  const { label, href, icon, detail } = item;
  const safeBody = (
    <>
      <Icon ui={ui} name={icon} />
      <span safe>{label}</span>
      {detail !== undefined && <small safe>{detail}</small>}
    </>
  );
  if (typeof href === 'string')
    return (
      <a role="option" id={id} href={attr(href)} tabindex="-1" aria-selected="false">
        {safeBody}
      </a>
    );
  return (
    <button type="submit" role="option" id={id} {...href} tabindex="-1" aria-selected="false">
      {safeBody}
    </button>
  );
}
