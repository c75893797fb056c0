import type { Ui } from '#platform/http/ui.ts';
import type { Room } from '#rooms/model.ts';
import { ARCHIVED_ROOMS, NEW_ROOM, ROOMS } from '#rooms/paths.ts';
import { RoomRow } from '#views/rooms/row.tsx';
import { ButtonLink } from '#views/ui/button-link.tsx';
import { Card } from '#views/ui/card.tsx';
import { Empty } from '#views/ui/empty.tsx';
import { PageHead } from '#views/ui/page-head.tsx';
import { Seg } from '#views/ui/seg.tsx';
import { type Column, Table } from '#views/ui/table.tsx';

interface Props {
  readonly ui: Ui;
  readonly rooms: readonly Room[];
  readonly archived: boolean;
  readonly counts: { readonly current: number; readonly archived: number };
}

export function RoomsIndex({ ui, rooms, archived, counts }: Props): JSX.Element {
  return (
    <>
      <PageHead
        ui={ui}
        title={ui.t('rooms.title')}
        lead={ui.t(ui.can('rooms.see-prices') ? 'rooms.lead' : 'rooms.lead.unpriced')}
      >
        {counts.archived > 0 && (
          <Seg
            label={ui.t('rooms.filter')}
            items={[
              { label: ui.t('rooms.filter.current'), href: ROOMS, current: !archived, count: counts.current },
              { label: ui.t('rooms.filter.archived'), href: ARCHIVED_ROOMS, current: archived, count: counts.archived },
            ]}
          />
        )}
        {ui.can('rooms.create') && (
          <ButtonLink ui={ui} label={ui.t('rooms.new')} href={NEW_ROOM} variant="main" icon="plus" />
        )}
      </PageHead>
      {rooms.length === 0 ? <NoRooms ui={ui} archived={archived} /> : <RoomTable ui={ui} rooms={rooms} />}
    </>
  );
}

function RoomTable({ ui, rooms }: { readonly ui: Ui; readonly rooms: readonly Room[] }): JSX.Element {
  return (
    <Card>
      <Table
        ui={ui}
        caption={ui.t('rooms.title')}
        columns={[{ label: ui.t('rooms.name') }, ...rateColumns(ui), { label: ui.t('rooms.state') }]}
      >
        {rooms.map((room) => (
          <RoomRow ui={ui} room={room} />
        ))}
      </Table>
    </Card>
  );
}

function rateColumns(ui: Ui): readonly Column[] {
  if (!ui.can('rooms.see-prices')) return [];
  const labels = [ui.t('rooms.rate.hour'), ui.t('rooms.rate.halfDay'), ui.t('rooms.rate.day')];
  return labels.map((label) => ({ label, num: true, wide: true }));
}

function NoRooms({ ui, archived }: { readonly ui: Ui; readonly archived: boolean }): JSX.Element {
  if (archived) return <Empty ui={ui} icon="rooms" title={ui.t('rooms.empty.archived')} />;
  return (
    <Empty ui={ui} icon="rooms" title={ui.t('rooms.empty')} text={ui.t('rooms.empty.text')}>
      {ui.can('rooms.create') && <ButtonLink ui={ui} label={ui.t('rooms.new')} href={NEW_ROOM} icon="plus" />}
    </Empty>
  );
}
