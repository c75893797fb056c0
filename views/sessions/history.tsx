import type { Ui } from '#platform/http/ui.ts';
import type { HistoryEntry } from '#sessions/changes/queries.ts';
import { CHANGES, whenText } from '#views/sessions/labels.ts';
import { Card } from '#views/ui/card.tsx';
import { Timeline } from '#views/ui/timeline.tsx';

interface Props {
  readonly ui: Ui;
  readonly history: readonly HistoryEntry[];
}

export function SessionHistory({ ui, history }: Props): JSX.Element {
  const items = history.map((entry) => ({
    at: entry.at,
    title: ui.t(CHANGES[entry.change]),
    detail: [entry.actorName, entry.reason, before(ui, entry)].filter(Boolean).join(' · '),
  }));
  return (
    <Card title={ui.t('sessions.history')}>
      <Timeline ui={ui} items={items} />
    </Card>
  );
}

function before(ui: Ui, { fromRoomName, fromStartsAt, fromEndsAt }: HistoryEntry): string {
  if (fromStartsAt === null || fromEndsAt === null) return '';
  const when = whenText(ui, { startsAt: fromStartsAt, endsAt: fromEndsAt });
  return ui.t('sessions.change.from', { room: fromRoomName ?? '', when });
}
