import { getClientCard } from '#clients/service.ts';
import { type Parties, type PartyFacts, type Printable, partiesOf } from '#invoicing/documents/model.ts';
import type { Invoice, InvoiceId } from '#invoicing/model.ts';
import { findSummary } from '#invoicing/queries.ts';
import { getInvoice } from '#invoicing/service.ts';
import { localDay } from '#platform/format/zoned.ts';
import { runInThread } from '#platform/runtime/threads.ts';
import type { Scope } from '#platform/scope.ts';
import { getProfile, readLogo } from '#studios/service.ts';

declare module '#platform/runtime/threads.ts' {
  interface ThreadTasks {
    'invoicing.print': { input: Printable; piece: Uint8Array<ArrayBuffer> };
  }
}

/** As they were on the day of issue; a draft shows them as they are now. */
export async function getParties(scope: Scope, invoice: Invoice): Promise<Parties> {
  const { seller, buyer, locale } = invoice;
  return seller && buyer ? { seller, buyer } : partiesOf(await getPartyFacts(scope, invoice), locale);
}

/** As they are now. */
export async function getPartyFacts(scope: Scope, { clientId }: Pick<Invoice, 'clientId'>): Promise<PartyFacts> {
  const [profile, client] = await Promise.all([getProfile(scope), getClientCard(scope, clientId)]);
  return { profile, client };
}

/**
 * Everything that the PDF says, for `printDocument`. A client gets own, issued ones only.
 * @throws AppError not-found
 */
export async function getPrintable(scope: Scope, id: InvoiceId): Promise<Printable> {
  const invoice = await getInvoice(scope, id);
  const { seller, buyer } = await getParties(scope, invoice);
  const credited = invoice.creditedInvoiceId && (await findSummary(scope.db, invoice.creditedInvoiceId));
  const logo = await readLogo(scope);
  const today = localDay(scope.now, scope.studio.timeZone);
  return { invoice, seller, buyer, credited: credited ?? null, logo: logo?.content ?? null, today };
}

/** The PDF. Drawing takes tens of milliseconds, and more with a large logo: a thread does it. */
export function printDocument(printable: Printable): Promise<Uint8Array<ArrayBuffer>> {
  return runInThread('invoicing.print', printable, { timeoutMs: 15_000 });
}
