/**
 * The gateway that needs no account, for trying things out: test cards only, and a book of its own instead of a bank. It
 * behaves as the real ones do where it matters: one charge a checkout, answers that are lost, webhooks that are signed.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Charge, Gateway } from '#payments/gateway/gateway.ts';
import type { Checkout, CheckoutFailure } from '#payments/model.ts';
import { localCharges } from '#payments/schema.ts';
import { idSchema, newId } from '#platform/db/ids.ts';
import { fromDecimal } from '#platform/format/money.ts';
import type { Scope } from '#platform/scope.ts';

export const LOCAL = 'local';

interface Behaviour {
  readonly outcome: 'succeeded' | 'failed';
  readonly failure: CheckoutFailure | null;
  /** Seconds for which neither the charge nor a question about it is answered. */
  readonly silentFor: number;
}

/** Numbers that no bank gives out. */
export const TEST_CARDS: ReadonlyMap<string, Behaviour> = new Map([
  ['4242424242424242', { outcome: 'succeeded', failure: null, silentFor: 0 }],
  ['4000000000000002', { outcome: 'failed', failure: 'declined', silentFor: 0 }],
  ['4000000000000341', { outcome: 'succeeded', failure: null, silentFor: 90 }],
]);

const TOLERANCE_MS = 5 * 60_000;

const eventSchema = z.object({
  type: z.enum(['charge.succeeded', 'charge.failed']),
  checkoutId: idSchema<'checkout'>(),
  reference: z.string().min(1).max(100),
  /** Decimal. */
  amount: z.string(),
  currency: z.string().regex(/^[A-Z]{3}$/),
});

const CHARGE = {
  checkoutId: localCharges.checkoutId,
  reference: localCharges.reference,
  amount: localCharges.amount,
  currency: localCharges.currency,
  outcome: localCharges.outcome,
  failure: localCharges.failure,
  knownAt: localCharges.knownAt,
};

export const localGateway: Gateway = {
  name: LOCAL,
  createCheckout: async (_scope, { id }, paths) => paths.page(id),
  async fetchCharge({ db, now }, checkoutId) {
    const [row] = await db.select(CHARGE).from(localCharges).where(eq(localCharges.checkoutId, checkoutId));
    if (!row) return null;
    const { knownAt, ...charge } = row;
    return knownAt > now ? { ...charge, outcome: 'pending', failure: null } : charge;
  },
  async verifyWebhook(scope, { body, signature }) {
    return isSigned(webhookSecret(scope), body, signature, scope.now) ? readEvent(body) : null;
  },
};

/**
 * Charges a test card. A card that times out is charged too, and never answers: the caller has a deadline.
 * @param card digits of one of TEST_CARDS; only the last four are kept
 */
export async function chargeLocally(scope: Scope, checkout: Checkout, card: string): Promise<Charge> {
  const { outcome, failure, silentFor } = TEST_CARDS.get(card) ?? {
    outcome: 'failed',
    failure: 'declined',
    silentFor: 0,
  };
  await scope.write('payments.charge', async (w) => {
    await w.tx
      .insert(localCharges)
      .values({
        reference: `test_${newId()}`,
        checkoutId: checkout.id,
        amount: checkout.amount,
        currency: checkout.currency,
        outcome,
        failure,
        last4: card.slice(-4),
        knownAt: new Date(scope.now.getTime() + silentFor * 1_000),
        createdAt: scope.now,
      })
      .onConflictDoNothing();
    const { invoiceId, invoiceNumber: number, clientId } = checkout;
    w.about({ kind: 'invoice', id: invoiceId }, { number, last4: card.slice(-4) }, { clientId });
  });
  const charge = await localGateway.fetchCharge(scope, checkout.id);
  return charge && charge.outcome !== 'pending' ? charge : new Promise<never>(() => {});
}

/** Each studio has its own; the real gateways hand theirs out with the account. */
export function webhookSecret(scope: Pick<Scope, 'sign'>): string {
  return scope.sign('payments-webhook', LOCAL);
}

/** `t=<seconds since 1970>,v1=<hex>`: HMAC-SHA256 over time and body, as the gateways of the world do it. */
export function signWebhook(secret: string, body: string, at: Date): string {
  const seconds = Math.floor(at.getTime() / 1_000);
  return `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`;
}

function isSigned(secret: string, body: string, signature: string, now: Date): boolean {
  const seconds = Number(/^t=([1-9]\d{0,11}),v1=[0-9a-f]{64}$/.exec(signature)?.[1] ?? Number.NaN);
  if (!(Math.abs(now.getTime() - seconds * 1_000) <= TOLERANCE_MS)) return false;
  const expected = signWebhook(secret, body, new Date(seconds * 1_000));
  return timingSafeEqual(Buffer.from(signature), Buffer.from(expected));
}

function readEvent(body: string): Charge | null {
  const event = eventSchema.safeParse(parseJson(body));
  const amount = event.success ? fromDecimal(event.data.amount, event.data.currency) : null;
  if (!event.success || !amount) return null;
  const { type, checkoutId, reference } = event.data;
  const outcome = type === 'charge.succeeded' ? 'succeeded' : 'failed';
  return { checkoutId, reference, ...amount, outcome, failure: outcome === 'failed' ? 'declined' : null };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
