import type { Ui } from '#platform/http/ui.ts';
import type { ImportRecord } from '#platform/imports/queries.ts';
import { StatusChip, type Tone } from '#views/ui/chip.tsx';

const TONES: Readonly<Record<ImportRecord['status'], Tone>> = {
  uploaded: 'warn',
  ready: 'warn',
  running: 'info',
  done: 'ok',
  failed: 'bad',
  discarded: 'neutral',
};

export function ImportStatus({
  ui,
  status,
}: {
  readonly ui: Ui;
  readonly status: ImportRecord['status'];
}): JSX.Element {
  return <StatusChip label={ui.t(`clients.import.status.${status}`)} tone={TONES[status]} />;
}
