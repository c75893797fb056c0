/** What became of mails, and when a reminder may follow the last. Pure. */
import type { MailKind } from '#invoicing/model.ts';

const REST_MS = 24 * 3_600_000;

interface Mail {
  readonly kind: MailKind;
  readonly requestedAt: Date;
}

/** Of a mail that has not left. */
export type MailState = 'under-way' | 'failed';

interface Sent {
  readonly kind: MailKind;
  readonly sentAt: Date | null;
  readonly failedAt: Date | null;
}

/**
 * Of the latest mail; null where it has left. A reminder of what was paid meanwhile never leaves, and says nothing any more.
 * @param mails latest first
 */
export function stateOfLatest([latest]: readonly Sent[], isDue: boolean): MailState | null {
  if (!latest || latest.sentAt || (latest.kind === 'reminder' && !isDue)) return null;
  return latest.failedAt ? 'failed' : 'under-way';
}

/** A second reminder within a day does not help. */
export function isRested(mails: readonly Mail[], now: Date): boolean {
  return !mails.some(({ kind, requestedAt }) => kind === 'reminder' && now.getTime() - requestedAt.getTime() < REST_MS);
}
