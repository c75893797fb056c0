/** From what other modules offer to lines of a draft. Who may bill what is theirs to say; that it is billed once, the database's. */

import { eq } from 'drizzle-orm';
import type { ClientId } from '#clients/model.ts';
import { writeLines } from '#invoicing/lines/service.ts';
import { sourceField } from '#invoicing/paths.ts';
import type { HeldInvoice } from '#invoicing/queries.ts';
import { invoiceSources, invoices } from '#invoicing/schema.ts';
import { type Billed, linesOf, suppliedWith } from '#invoicing/sources/model.ts';
import { isBilled, listBilled } from '#invoicing/sources/queries.ts';
import type { Billable, BillableKind, PartContext, Source } from '#platform/contributions/billables.ts';
import { parseId } from '#platform/db/ids.ts';
import { refuse, type Violations } from '#platform/refusal.ts';
import type { Scope, Write } from '#platform/scope.ts';
import { getProfile } from '#studios/service.ts';

const MOST_OFFERED = 50;

export interface Offers {
  /** Those that are not listed included, counted to a hundred of a kind. */
  readonly total: number;
  readonly rows: readonly Billable[];
}

/** What can be put on an invoice of the client, from anywhere; of each kind the latest. */
export async function listOffers(
  scope: Scope,
  clientId: ClientId,
  { billables, locale }: PartContext,
): Promise<Offers> {
  const asked = { of: { clientId }, most: MOST_OFFERED, locale };
  const lists = await Promise.all(
    billables.map((kind) => kind.list(scope, { ...asked, isBilled: isBilled(kind.kind) })),
  );
  return {
    total: lists.reduce((sum, { total }) => sum + total, 0),
    rows: lists.flatMap(({ rows }) => rows.toReversed()).sort((a, b) => a.from.localeCompare(b.from)),
  };
}

type Draft = Pick<HeldInvoice, 'id' | 'clientId' | 'currency' | 'locale' | 'suppliedFrom' | 'suppliedTo'>;

/** Those of the sources that can be billed, as they are offered just now. */
export async function getAsked(
  scope: Scope,
  sources: readonly Source[],
  { billables, locale }: PartContext,
): Promise<Billable[]> {
  const asked = billables.map((kind) => ({ kind, ids: idsOf(kind.kind, sources) })).filter(({ ids }) => ids.length > 0);
  return (await Promise.all(asked.map(({ kind, ids }) => kind.find(scope, ids, locale)))).flat();
}

/** All of the sources. Refused where one cannot be billed, belongs to another client or is priced in another currency. */
export async function getOffers(
  scope: Scope,
  { clientId, currency, locale }: Pick<Draft, 'clientId' | 'currency' | 'locale'>,
  sources: readonly Source[],
  billables: readonly BillableKind[],
): Promise<Billable[]> {
  const offers = await getAsked(scope, sources, { billables, locale });
  for (const { kind, id } of sources) {
    const offer = offers.find(({ source }) => source.kind === kind && source.id === id);
    const messageKey = offer ? faultOf(offer, { clientId, currency }) : 'invoicing.error.notBillable';
    const values = { title: offer?.title ?? '', currency };
    if (messageKey) refuse({ kind: 'invalid', field: sourceField(kind), messageKey, values });
  }
  return offers;
}

/** Whose the first of the sources is. Refused where it cannot be billed, or has no client. */
export async function getClientOf(scope: Scope, sources: readonly Source[], context: PartContext): Promise<ClientId> {
  const [offer] = await getAsked(scope, sources, context);
  if (offer?.client) return offer.client.id;
  const messageKey = offer ? 'invoicing.error.withoutClient' : 'invoicing.error.notBillable';
  const field = sourceField(sources[0]?.kind ?? '');
  return refuse({ kind: 'invalid', field, messageKey, values: { title: offer?.title ?? '' } });
}

function faultOf({ client, net }: Billable, draft: Pick<Draft, 'clientId' | 'currency'>) {
  if (client === null) return 'invoicing.error.withoutClient';
  if (client.id !== draft.clientId) return 'invoicing.error.otherClient';
  return net.currency === draft.currency ? null : 'invoicing.error.otherCurrency';
}

function idsOf(kind: string, sources: readonly Source[]): string[] {
  return [...new Set(sources.filter((source) => source.kind === kind && parseId(source.id)).map(({ id }) => id))];
}

/** Appends their lines to a draft that the caller holds. The database refuses what is billed: see `billedViolations`. */
export async function billOffers(w: Write, draft: Draft, offers: readonly Billable[]): Promise<void> {
  if (offers.length === 0) return;
  // In one order everywhere, so that two drafts that want the same sources do not wait for one another.
  const claims = offers
    .map(({ source }) => ({ invoiceId: draft.id, sourceKind: source.kind, sourceId: source.id }))
    .sort((a, b) => a.sourceId.localeCompare(b.sourceId));
  await w.tx.insert(invoiceSources).values(claims);
  const { vatRegime } = await getProfile(w);
  await writeLines(
    w,
    draft,
    offers.flatMap((offer) => linesOf(offer, vatRegime)),
  );
  await w.tx.update(invoices).set(suppliedWith(draft, offers)).where(eq(invoices.id, draft.id));
}

/** One invoice bills a source, however many are asked for at once: with what is on which. */
export function billedViolations(sources: readonly Source[]): Violations<readonly Billed[]> {
  const taken = {
    ...({ kind: 'conflict', field: null, messageKey: 'invoicing.error.billed' } as const),
    load: ({ db }: Scope) => listBilled(db, sources),
  };
  return { invoice_sources_once: taken, invoice_sources_pkey: taken };
}
