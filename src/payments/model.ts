/** Money received, and a client's attempts to pay by card. Pure. */
import type { InvoiceId } from '#invoicing/model.ts';
import type { Id } from '#platform/db/ids.ts';
import { addMonths, type LocalDay } from '#platform/format/zoned.ts';

export type PaymentId = Id<'payment'>;
export type CheckoutId = Id<'checkout'>;

export const PAYMENT_METHODS = ['transfer', 'card', 'cheque', 'cash', 'other'] as const;
export type PaymentMethod = (typeof PAYMENT_METHODS)[number];

/** A deposit may come long before its invoice; what lies further back is a slip in the year. */
export function earliestReceipt(issueDate: LocalDay): LocalDay {
  return addMonths(issueDate, -24);
}

export interface Payment {
  readonly id: PaymentId;
  readonly invoiceId: InvoiceId;
  readonly invoiceNumber: string;
  readonly clientId: Id<'client'>;
  readonly clientName: string;
  /** Minor units; negative for what went back. */
  readonly amount: bigint;
  readonly currency: string;
  readonly method: PaymentMethod;
  readonly reference: string;
  readonly note: string;
  readonly receivedOn: LocalDay;
  /** Paid through the portal. */
  readonly checkoutId: CheckoutId | null;
}

/** `pending`: the gateway was asked to charge, and its answer is not known. */
export type CheckoutStatus = 'open' | 'pending' | 'succeeded' | 'failed';

/** Why a checkout came to nothing. The first is the bank's answer, the others are ours. */
export type CheckoutFailure = 'declined' | 'replaced' | 'amount-changed' | 'unanswered';

export interface Checkout {
  readonly id: CheckoutId;
  readonly invoiceId: InvoiceId;
  readonly invoiceNumber: string;
  readonly clientId: Id<'client'>;
  /** Minor units. */
  readonly amount: bigint;
  readonly currency: string;
  readonly status: CheckoutStatus;
  readonly failure: CheckoutFailure | null;
  readonly chargedAt: Date | null;
  /** When the gateway is asked next what became of it. */
  readonly askAt: Date | null;
}

const ASK_EVERY_MS = 60_000;
const PATIENT_AFTER_MS = 10 * 60_000;
const GIVE_UP_AFTER_MS = 15 * 60_000;

/** When the gateway is asked again about a charge that it has not answered: every minute at first, then every ten. */
export function nextAsk(chargedAt: Date, now: Date): Date {
  const isFresh = now.getTime() - chargedAt.getTime() < PATIENT_AFTER_MS;
  return new Date(now.getTime() + (isFresh ? ASK_EVERY_MS : PATIENT_AFTER_MS));
}

/** A gateway that knows nothing of a charge by then was never reached. */
export function isGivenUp(chargedAt: Date, now: Date): boolean {
  return now.getTime() - chargedAt.getTime() >= GIVE_UP_AFTER_MS;
}
