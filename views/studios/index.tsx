import type { LoadedSettings } from '#platform/contributions/load-settings.ts';
import type { Ui } from '#platform/http/ui.ts';
import { Card } from '#views/ui/card.tsx';
import { StatusChip } from '#views/ui/chip.tsx';
import { List, ListItem } from '#views/ui/list.tsx';
import { PageHead } from '#views/ui/page-head.tsx';

interface Props {
  readonly ui: Ui;
  readonly settings: readonly LoadedSettings[];
}

const GROUPS = [
  { group: 'studio', title: 'studios.index.studio' },
  { group: 'people', title: 'studios.index.people' },
  { group: 'account', title: 'studios.index.account' },
] as const;

/** All settings with their status. Those that the reader may not change are not shown. */
export function SettingsIndex({ ui, settings }: Props): JSX.Element {
  return (
    <>
      <PageHead ui={ui} title={ui.t('studios.settings')} />
      {GROUPS.map(({ group, title }) => {
        const lines = settings.filter((line) => line.group === group);
        return lines.length === 0 ? '' : <SettingsGroup ui={ui} title={ui.t(title)} settings={lines} />;
      })}
    </>
  );
}

function SettingsGroup({ ui, title, settings }: Props & { readonly title: string }): JSX.Element {
  return (
    <Card title={title}>
      <List>
        {settings.map(({ title, href, status: { detail, chip } }) => (
          <ListItem title={ui.t(title)} href={href} detail={detail}>
            {chip !== undefined && <StatusChip tone={chip.tone} label={chip.label} />}
          </ListItem>
        ))}
      </List>
    </Card>
  );
}
