/**
 * Our end of a card processor. Every gateway gets the checkout's id as idempotency key: however often one is charged or
 * asked about, there is one charge. An answer that does not come in time says nothing about whether the charge went through.
 */
import type { Checkout, CheckoutFailure, CheckoutId } from '#payments/model.ts';
import type { CheckoutPaths } from '#payments/paths.ts';
import { AppError } from '#platform/http/errors.ts';
import type { Scope } from '#platform/scope.ts';

/** What a gateway says of a checkout. */
export interface Charge {
  readonly checkoutId: CheckoutId;
  /** The gateway's own name for it. */
  readonly reference: string;
  /** Minor units. */
  readonly amount: bigint;
  readonly currency: string;
  readonly outcome: 'succeeded' | 'failed' | 'pending';
  readonly failure: CheckoutFailure | null;
}

export interface Webhook {
  /** The body as it came, byte for byte: that is what is signed. */
  readonly body: string;
  readonly signature: string;
}

export interface Gateway {
  /** As in `checkouts.gateway`. */
  readonly name: string;
  /** @returns where the client gives the card: a path of ours, or an address of the gateway's */
  createCheckout(scope: Scope, checkout: Checkout, paths: CheckoutPaths): Promise<string>;
  /** What became of a checkout; null when the gateway was never asked to charge it. */
  fetchCharge(scope: Scope, checkoutId: CheckoutId): Promise<Charge | null>;
  /** Null when it is not signed by the gateway, or was signed too long ago. */
  verifyWebhook(scope: Scope, webhook: Webhook): Promise<Charge | null>;
}

export interface CallOptions {
  /** For one try. */
  readonly deadlineMs?: number;
  /** More than one only for what may be asked twice. */
  readonly tries?: number;
}

/** @throws AppError unavailable when no answer came in time, whatever happened on the other side */
export async function callGateway<T>(work: () => Promise<T>, options: CallOptions = {}): Promise<T> {
  const { deadlineMs = 8_000, tries = 1 } = options;
  for (let left = tries - 1; ; left -= 1) {
    try {
      return await withinDeadline(work(), deadlineMs);
    } catch (error) {
      if (left <= 0 || !isUnavailable(error)) throw error;
    }
  }
}

export function isUnavailable(error: unknown): boolean {
  return error instanceof AppError && error.code === 'unavailable';
}

async function withinDeadline<T>(work: Promise<T>, deadlineMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new AppError('unavailable', 'payments.error.gateway')), deadlineMs);
  });
  try {
    return await Promise.race([work, deadline]);
  } finally {
    clearTimeout(timer);
  }
}
