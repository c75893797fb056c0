import type { Ui } from '#platform/http/ui.ts';
import type { ListedSession } from '#sessions/list/model.ts';
import { STATUSES, TONES } from '#views/sessions/labels.ts';
import { StatusChip } from '#views/ui/chip.tsx';

interface Props {
  readonly ui: Ui;
  readonly session: Pick<ListedSession, 'status' | 'live'>;
}

/** The status of a session; red only while it is on. */
export function SessionStatus({ ui, session }: Props): JSX.Element {
  if (session.live) return <StatusChip label={ui.t('sessions.status.live')} tone="live" />;
  return <StatusChip label={ui.t(STATUSES[session.status])} tone={TONES[session.status]} />;
}
