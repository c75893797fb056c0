import type { Ui } from '#platform/http/ui.ts';
import type { Command } from '#search/commands.ts';
import type { Found, Hit, HitKind, Results } from '#search/model.ts';
import { searchPath } from '#search/paths.ts';
import { KINDS, presentHit } from '#views/search/present.ts';
import type { IconName } from '#views/ui/icons.ts';
import { type PaletteGroup, type PaletteItem, PaletteResults } from '#views/ui/palette.tsx';

interface Props {
  readonly ui: Ui;
  /** As typed; empty: what was touched last. */
  readonly text: string;
  readonly actions: readonly Command[];
  readonly pages: readonly Command[];
  readonly results: Results;
}

/** Names of actions and pages first, because a typed name means it; then what was found. */
export function SearchPalette({ ui, text, actions, pages, results }: Props): JSX.Element {
  const found = [
    group(ui, text, 'clients', results.clients),
    group(ui, text, 'sessions', results.sessions),
    ...(results.invoices ? [group(ui, text, 'invoices', results.invoices)] : []),
  ];
  const commands = [
    { label: ui.t('search.do'), items: actions.map(toItem) },
    { label: ui.t('search.go'), items: pages.map(toItem) },
  ];
  return <PaletteResults ui={ui} groups={text === '' ? [...found, ...commands] : [...commands, ...found]} />;
}

function toItem({ label, href, icon }: Command): PaletteItem {
  return { label, href, icon: icon as IconName };
}

function group(ui: Ui, text: string, kind: HitKind, { hits, total }: Found<Hit>): PaletteGroup {
  const items: PaletteItem[] = hits.map((hit) => {
    const { label, href, icon, brief } = presentHit(ui, hit);
    return { label, href, icon, ...(brief === '' ? {} : { detail: brief }) };
  });
  const more = {
    label: ui.t('search.more', { count: total }),
    href: searchPath({ q: text, kind }),
    icon: 'search',
  } as const;
  const { label, recent } = KINDS[kind];
  return {
    label: ui.t(text === '' ? recent : label),
    items: text !== '' && total > hits.length ? [...items, more] : items,
  };
}
