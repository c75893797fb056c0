/** When a reminder may follow the last. Pure. */
import type { MailKind } from '#invoicing/model.ts';

const REST_MS = 24 * 3_600_000;

interface Mail {
  readonly kind: MailKind;
  readonly requestedAt: Date;
}

/** A second reminder within a day does not help. */
export function isRested(mails: readonly Mail[], now: Date): boolean {
  return !mails.some(({ kind, requestedAt }) => kind === 'reminder' && now.getTime() - requestedAt.getTime() < REST_MS);
}
