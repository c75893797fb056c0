/** What has no number may still become anything, or go. */
import { eq } from 'drizzle-orm';
import type { DraftDetails, DraftInput } from '#invoicing/input.ts';
import { type SheetLine, writeSheet } from '#invoicing/lines/service.ts';
import type { InvoiceId, LineId } from '#invoicing/model.ts';
import { clientLanguage } from '#invoicing/queries.ts';
import { invoices } from '#invoicing/schema.ts';
import { lockDraft } from '#invoicing/service.ts';
import type { Billed } from '#invoicing/sources/model.ts';
import { billedViolations, billOffers, getClientOf, getOffers } from '#invoicing/sources/service.ts';
import { actorUserId } from '#platform/actor.ts';
import type { BillableKind, Source } from '#platform/contributions/billables.ts';
import { newId } from '#platform/db/ids.ts';
import { isLocale } from '#platform/i18n/locale.ts';
import { type Result, refuse, tryWrite } from '#platform/refusal.ts';
import type { Scope, WriteOf } from '#platform/scope.ts';

/**
 * With the lines of what it bills; without sources it begins empty. Refused for a client that is not here, and for sources that
 * are not the client's or are billed.
 * @param input without a client it is that of the first source
 * @param kinds what can be billed, as far as the actor may see it
 */
export function createDraft(
  scope: Scope,
  { clientId: given, sources = [] }: DraftInput,
  kinds: readonly BillableKind[] = [],
): Promise<Result<InvoiceId, readonly Billed[]>> {
  const work = async (w: WriteOf<'invoicing.create'>) => {
    const id = newId<'invoice'>();
    const clientId = given ?? (await getClientOf(w, sources, { billables: kinds, locale: scope.studio.locale }));
    const [client] = await clientLanguage(w.db, { id: clientId });
    if (!client) refuse({ kind: 'invalid', field: 'clientId', messageKey: 'invoicing.error.unknownClient' });
    const locale = isLocale(client?.language) ? client.language : scope.studio.locale;
    const draft = { id, kind: 'invoice', clientId, currency: scope.studio.currency, locale } as const;
    const offers = await getOffers(w, draft, sources, kinds);
    await w.tx.insert(invoices).values({ ...draft, createdAt: scope.now, createdBy: actorUserId(scope.actor) });
    await billOffers(w, { ...draft, suppliedFrom: null, suppliedTo: null }, offers);
    w.about({ kind: 'invoice', id }, sources.length > 0 ? { sources } : {}, { clientId });
    return id;
  };
  return tryWrite(scope, 'invoicing.create', work, billedViolations(sources));
}

/** What is left out stays as it is. */
export interface DraftChanges {
  readonly details?: DraftDetails | undefined;
  /** In their order; those without an id are new. */
  readonly lines?: readonly SheetLine[];
  readonly removed?: readonly LineId[];
  /** To be billed besides. */
  readonly sources?: readonly Source[];
}

/** @throws AppError not-found · conflict once it is issued, or when there is no room for a line more */
export function saveDraft(
  scope: Scope,
  id: InvoiceId,
  { details, lines = [], removed = [], sources = [] }: DraftChanges,
  kinds: readonly BillableKind[] = [],
): Promise<Result<void, readonly Billed[]>> {
  const work = async (w: WriteOf<'invoicing.update'>) => {
    const held = await lockDraft(w, id);
    const draft = { ...held, ...details };
    const offers = await getOffers(w, draft, sources, kinds);
    if (details) await w.tx.update(invoices).set(details).where(eq(invoices.id, id));
    const changes = await writeSheet(w, draft, lines, removed);
    await billOffers(w, draft, offers);
    const added = [...changes.added, ...offers.map(({ title }) => title)];
    w.about({ kind: 'invoice', id }, { ...changes, added }, { clientId: draft.clientId });
  };
  return tryWrite(scope, 'invoicing.update', work, billedViolations(sources));
}
