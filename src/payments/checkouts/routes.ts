/**
 * A client pays by card: signed in, under /portal, or by the link of a mail, for its invoice alone. What changes anything is a
 * POST; the return page only shows.
 */
import { Hono, type MiddlewareHandler } from 'hono';
import { PORTAL_INVOICES, payPath } from '#invoicing/paths.ts';
import { getPayableInvoice } from '#invoicing/service.ts';
import { cardForm } from '#payments/checkouts/forms.ts';
import { claimCharge, getCheckout, settleCharge, startCheckout } from '#payments/checkouts/service.ts';
import { callGateway, isUnavailable } from '#payments/gateway/gateway.ts';
import { chargeLocally, TEST_CARDS } from '#payments/gateway/local.ts';
import { checkoutInput } from '#payments/input.ts';
import type { Checkout, CheckoutId } from '#payments/model.ts';
import { type CheckoutPaths, checkoutPaths, checkoutsPath, linkCheckouts } from '#payments/paths.ts';
import { localDay } from '#platform/format/zoned.ts';
import { can, publicAccess } from '#platform/http/access.ts';
import type { AppContext, Env } from '#platform/http/env.ts';
import { AppError, notFound } from '#platform/http/errors.ts';
import { type FormState, readForm } from '#platform/http/forms.ts';
import { idIn } from '#platform/http/path-ids.ts';
import { redirect, render, uiOf } from '#platform/http/render.ts';
import { countTry } from '#platform/http/throttle.ts';
import type { Scope } from '#platform/scope.ts';
import { CheckoutReturn } from '#views/payments/checkouts/return.tsx';
import { CheckoutPage } from '#views/payments/checkouts/show.tsx';
import { freshForm } from '#views/ui/form-state.ts';

const PAGE = { layout: 'portal' } as const;

/** A client who tries many cards is not paying. */
const MOST_CARDS = { most: 40, windowSeconds: 900 };

/** How long the test gateway is waited for: shorter than a real one deserves, so that trying it out is no test of patience. */
const LOCAL_DEADLINE_MS = 2_000;

/** Cards are charged by the test gateway only, and only where it is on. */
function assertOffered(c: AppContext): void {
  if (!uiOf(c).local.has('payments')) throw notFound();
}

async function checkoutOf(c: AppContext): Promise<Checkout> {
  assertOffered(c);
  return getCheckout(c.var.scope, idIn(c));
}

interface CardPage {
  readonly checkout: Checkout;
  readonly form: FormState;
  readonly paths: CheckoutPaths;
}

function renderCard(c: AppContext, page: CardPage, status: 200 | 422): Promise<Response> {
  const cards = [...TEST_CARDS.keys()];
  return render(
    c,
    (ui) => ({ title: ui.t('payments.checkout.title'), ...PAGE, body: CheckoutPage({ ui, ...page, cards }) }),
    status,
  );
}

/** Of what was typed only the date comes back: the rest is a card's secret. */
function withoutCard({ values, errors }: FormState): FormState {
  return { values: { expiry: values.expiry ?? '' }, errors };
}

/** Without an answer in time the checkout stays pending: jobs ask what became of it. */
async function charge(scope: Scope, id: CheckoutId, card: string): Promise<void> {
  if (!(await claimCharge(scope, id))) return;
  const checkout = await getCheckout(scope, id);
  try {
    const answer = await callGateway(() => chargeLocally(scope, checkout, card), { deadlineMs: LOCAL_DEADLINE_MS });
    await settleCharge(scope, answer);
  } catch (error) {
    if (!isUnavailable(error)) throw error;
  }
}

async function start(c: AppContext, paths: CheckoutPaths): Promise<Response> {
  assertOffered(c);
  const form = await readForm(c, checkoutInput);
  if (!form.ok) throw notFound();
  return redirect(c, await startCheckout(c.var.scope, form.value.invoiceId, paths));
}

async function showCard(c: AppContext, paths: CheckoutPaths): Promise<Response> {
  const checkout = await checkoutOf(c);
  if (checkout.status !== 'open') return c.redirect(paths.result(checkout.id), 303);
  return renderCard(c, { checkout, form: freshForm(), paths }, 200);
}

async function takeCard(c: AppContext, paths: CheckoutPaths): Promise<Response> {
  const { scope } = c.var;
  const checkout = await checkoutOf(c);
  await countTry(scope.control, scope.now, { key: `cards ${scope.studio.id} ${checkout.clientId}`, ...MOST_CARDS });
  const today = localDay(scope.now, scope.studio.timeZone);
  const form = await readForm(
    c,
    cardForm(today, (digits) => TEST_CARDS.has(digits)),
  );
  if (!form.ok && checkout.status === 'open') return renderCard(c, { checkout, form: withoutCard(form), paths }, 422);
  if (form.ok) await charge(scope, checkout.id, form.value.cardNumber);
  return redirect(c, paths.result(checkout.id));
}

async function showResult(c: AppContext, paths: CheckoutPaths): Promise<Response> {
  const checkout = await checkoutOf(c);
  const invoice = await getPayableInvoice(c.var.scope, checkout.invoiceId);
  return render(c, (ui) => ({
    title: ui.t('payments.return.title'),
    ...PAGE,
    body: CheckoutReturn({ ui, checkout, invoice, paths }),
  }));
}

/** @param access made anew for each route · @param pathsOf the addresses under which these routes are met */
function buildRoutes(access: () => MiddlewareHandler<Env>, pathsOf: (c: AppContext) => CheckoutPaths): Hono<Env> {
  return new Hono<Env>()
    .post('/', access(), (c) => start(c, pathsOf(c)))
    .get('/:id', access(), (c) => showCard(c, pathsOf(c)))
    .post('/:id/card', access(), (c) => takeCard(c, pathsOf(c)))
    .get('/:id/return', access(), (c) => showResult(c, pathsOf(c)));
}

/** Invoicing answers for links that open nothing before a request comes here; should it not, this does. */
async function assertLink(c: AppContext, next: () => Promise<void>): Promise<void> {
  if (c.var.scope.actor.kind !== 'client') throw new AppError('gone', 'platform.error.gone');
  await next();
}

const portalPaths = checkoutPaths(checkoutsPath, PORTAL_INVOICES);
export const checkoutRoutes = buildRoutes(
  () => can('payments.start'),
  () => portalPaths,
);

export const linkCheckoutRoutes = new Hono<Env>().use(assertLink).route(
  '/',
  buildRoutes(publicAccess, (c) => {
    const token = c.req.param('token') ?? '';
    return checkoutPaths(linkCheckouts(token), payPath(token));
  }),
);
