import { counted } from '#platform/format/counted.ts';
import type { Ui } from '#platform/http/ui.ts';
import type { PaletteLink } from '#search/commands.ts';
import type { Found } from '#search/model.ts';
import { searchPath } from '#search/paths.ts';
import type { IconName } from '#views/ui/icons.ts';
import { type PaletteGroup, type PaletteItem, PaletteResults } from '#views/ui/palette.tsx';

interface Props {
  readonly ui: Ui;
  /** As typed; empty: what was touched last. */
  readonly text: string;
  readonly commands: readonly PaletteLink[];
  readonly pages: readonly PaletteLink[];
  readonly found: readonly Found[];
}

/** Names of commands and pages first, because a typed name means it; then what was found. */
export function SearchPalette({ ui, text, commands, pages, found }: Props): JSX.Element {
  const groups = found.map((each) => group(ui, text, each));
  const links = [
    { label: ui.t('search.do'), items: commands.map(toItem) },
    { label: ui.t('search.go'), items: pages.map(toItem) },
  ];
  return <PaletteResults ui={ui} groups={text === '' ? [...groups, ...links] : [...links, ...groups]} />;
}

function toItem({ label, href, icon }: PaletteLink): PaletteItem {
  return { label, href, icon: icon as IconName };
}

function group(ui: Ui, text: string, { kind, rows, total }: Found): PaletteGroup {
  const items = rows.map((row) => {
    const { brief, ...hit } = kind.present(ui, row);
    return { ...toItem(hit), ...(brief === '' ? {} : { detail: brief }) };
  });
  const more = {
    label: ui.t('search.more', counted(ui.format, total)),
    href: searchPath({ q: text, kind: kind.name }),
    icon: 'search',
  } as const;
  return {
    label: ui.t(text === '' ? kind.recent : kind.label),
    items: text !== '' && total > rows.length ? [...items, more] : items,
  };
}
