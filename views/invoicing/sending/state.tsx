import type { MailState } from '#invoicing/sending/model.ts';
import type { Ui } from '#platform/http/ui.ts';
import { StatusChip } from '#views/ui/chip.tsx';

const STATES = {
  'under-way': { label: 'invoicing.sending.underWay', tone: 'info' },
  failed: { label: 'invoicing.sending.failed', tone: 'bad' },
} as const;

/** Where a mail is that has not left. */
export function SendingChip({ ui, state }: { readonly ui: Ui; readonly state: MailState }): JSX.Element {
  const { label, tone } = STATES[state];
  return <StatusChip label={ui.t(label)} tone={tone} />;
}
