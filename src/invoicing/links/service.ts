/** Links in mails: who has one sees and pays that one document, as often as needed, without a login. */
import { and, eq, isNull } from 'drizzle-orm';
import { LINK_DAYS } from '#invoicing/links/model.ts';
import { findLinkOfMail, findOpenLink } from '#invoicing/links/queries.ts';
import type { InvoiceId } from '#invoicing/model.ts';
import { payPath } from '#invoicing/paths.ts';
import { findSummary } from '#invoicing/queries.ts';
import { invoiceLinks } from '#invoicing/schema.ts';
import { type Id, newId } from '#platform/db/ids.ts';
import { AppError, notFound } from '#platform/http/errors.ts';
import type { Actor, Scope, Write } from '#platform/scope.ts';
import { readSignedId, signId } from '#platform/signed-id.ts';

const PURPOSE = 'invoice-link';
const DAY_MS = 86_400_000;

interface NewLink {
  readonly invoiceId: InvoiceId;
  readonly mailId: Id<'invoice-mail'>;
  readonly at: Date;
}

/** In the write that asks for the mail, so that however often the mail is tried it has the same link. */
export async function insertLink({ tx }: Write, { invoiceId, mailId, at }: NewLink): Promise<void> {
  const expiresAt = new Date(at.getTime() + LINK_DAYS * DAY_MS);
  await tx.insert(invoiceLinks).values({ id: newId<'invoice-link'>(), invoiceId, mailId, createdAt: at, expiresAt });
}

/** The whole address; null for a mail that was asked for before there were links. */
export async function linkOfMail(scope: Scope, mailId: Id<'invoice-mail'>): Promise<string | null> {
  const id = await findLinkOfMail(scope.db, mailId);
  return id && scope.link(payPath(signId(scope, PURPOSE, id)));
}

/** The invoice's client, bound to that invoice; anonymous for a link that was changed, has ended, or is another studio's. */
export async function identifyByLink(scope: Scope, token: string): Promise<Actor> {
  const id = readSignedId<'invoice-link'>(scope, PURPOSE, token);
  const link = id && (await findOpenLink(scope.db, id, scope.now));
  if (!link) return { kind: 'anonymous' };
  const { clientId, clientName: name, invoiceId, locale } = link;
  return { kind: 'client', id: clientId, loginId: link.id, name, locale, only: { kind: 'invoice', id: invoiceId } };
}

/** Ends every link that was sent for the invoice; mails sent from now on carry new ones. @throws AppError not-found · conflict when there is none */
export function revokeLinks(scope: Scope, invoiceId: InvoiceId): Promise<void> {
  return scope.write('invoicing.revoke-links', async (w) => {
    const invoice = await findSummary(w.db, invoiceId);
    if (!invoice) throw notFound();
    const ended = await w.tx
      .update(invoiceLinks)
      .set({ revokedAt: scope.now })
      .where(and(eq(invoiceLinks.invoiceId, invoiceId), isNull(invoiceLinks.revokedAt)))
      .returning({ id: invoiceLinks.id });
    if (ended.length === 0) throw new AppError('conflict', 'invoicing.error.noLinks');
    const details = { number: invoice.number ?? '', count: ended.length };
    w.about({ kind: 'invoice', id: invoiceId }, details, { clientId: invoice.clientId });
  });
}
