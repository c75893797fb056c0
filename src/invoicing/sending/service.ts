/** Documents and reminders by mail. What is asked for here leaves as a job; the mail's own row says whether it has. */
import { eq, sql } from 'drizzle-orm';
import type { ClientId } from '#clients/model.ts';
import { getClientCard } from '#clients/service.ts';
import { insertLink } from '#invoicing/links/service.ts';
import { amountDue, type InvoiceId, type MailKind } from '#invoicing/model.ts';
import { invoiceLinks, invoiceMails, invoices } from '#invoicing/schema.ts';
import { isRested } from '#invoicing/sending/model.ts';
import { findMail, listMails, type MailId } from '#invoicing/sending/queries.ts';
import { getInvoice, getPayableInvoice } from '#invoicing/service.ts';
import { type Id, newId } from '#platform/db/ids.ts';
import { AppError, notFound } from '#platform/http/errors.ts';
import { type Result, refuse, tryWrite } from '#platform/refusal.ts';
import type { Scope, Write } from '#platform/scope.ts';

/** So long can a reminder be withdrawn. */
const REMINDER_WAIT_MS = 20_000;

/**
 * Sends an issued invoice or credit note with its PDF. Refused when no address is known, or no mail may leave to it.
 * @param to the client's own address when left out
 * @returns the address
 * @throws AppError not-found · conflict for a draft
 */
export function sendInvoice(scope: Scope, id: InvoiceId, to: string | null = null): Promise<Result<string>> {
  return tryWrite(scope, 'invoicing.send', async (w) => {
    const { clientId, number } = await lockSendable(w, id);
    const recipient = to ?? (await knownAddress(w, clientId));
    await request(w, { invoiceId: id, kind: 'document', recipient, at: scope.now });
    w.about({ kind: 'invoice', id }, { number, to: recipient }, { clientId });
    return recipient;
  });
}

/**
 * Reminds the client of what is due, once a day at most. Refused when no address is known, or no mail may leave to it.
 * @throws AppError not-found · conflict when nothing is due or it was reminded of today
 */
export function remind(scope: Scope, id: InvoiceId): Promise<Result<string>> {
  return tryWrite(scope, 'invoicing.remind', async (w) => {
    const { clientId, number } = await lockSendable(w, id);
    const invoice = await getPayableInvoice(w, id);
    if (amountDue(invoice) === 0n) throw new AppError('conflict', 'invoicing.error.nothingDue');
    const mails = await listMails(w.db, { invoiceId: id });
    if (!isRested(mails, scope.now)) throw new AppError('conflict', 'invoicing.error.remindedToday');
    const recipient = await knownAddress(w, clientId);
    await request(w, { invoiceId: id, kind: 'reminder', recipient, at: scope.now });
    w.about({ kind: 'invoice', id }, { number, to: recipient }, { clientId });
    return recipient;
  });
}

/** Takes back the reminder that was asked for last. @throws AppError not-found · conflict when it has left */
export function withdrawReminder(scope: Scope, id: InvoiceId): Promise<void> {
  return scope.write('invoicing.withdraw-reminder', async (w) => {
    const { clientId, number } = await lockSendable(w, id);
    const mail = (await listMails(w.db, { invoiceId: id })).find(({ kind }) => kind === 'reminder');
    if (!mail) throw notFound();
    if (!(await w.mail.withdraw(w, mailKey(mail.id)))) throw new AppError('conflict', 'invoicing.error.reminderLeft');
    await w.tx.delete(invoiceLinks).where(eq(invoiceLinks.mailId, mail.id));
    await w.tx.delete(invoiceMails).where(eq(invoiceMails.id, mail.id));
    w.about({ kind: 'invoice', id }, { number, to: mail.recipient }, { clientId });
  });
}

async function knownAddress(w: Write, clientId: ClientId): Promise<string> {
  const { email } = await getClientCard(w, clientId);
  return email ?? refuse({ kind: 'invalid', field: 'to', messageKey: 'invoicing.error.noAddress' });
}

/** Locked, so that two reminders at once become one. */
async function lockSendable({ tx }: Write, id: InvoiceId) {
  const [invoice] = await tx
    .select({ clientId: invoices.clientId, issuedAt: invoices.issuedAt, number: invoices.number })
    .from(invoices)
    .where(eq(invoices.id, id))
    .for('no key update');
  if (!invoice) throw notFound();
  if (!invoice.issuedAt) throw new AppError('conflict', 'invoicing.error.notIssued');
  return { clientId: invoice.clientId, number: invoice.number ?? '' };
}

interface MailRequest {
  readonly invoiceId: InvoiceId;
  readonly kind: MailKind;
  readonly recipient: string;
  readonly at: Date;
}

async function request(w: Write, { at, ...mail }: MailRequest): Promise<void> {
  const mailId: MailId = newId<'invoice-mail'>();
  await w.tx.insert(invoiceMails).values({ id: mailId, ...mail, requestedAt: at });
  const refusal = await w.mail.permit(w, mail.recipient, mailKey(mailId));
  if (refusal) refuse({ kind: 'invalid', field: 'to', ...refusal });
  await insertLink(w, { invoiceId: mail.invoiceId, mailId, at });
  const notBefore = mail.kind === 'reminder' ? { notBefore: new Date(at.getTime() + REMINDER_WAIT_MS) } : {};
  w.enqueue('invoicing.send', { mailId }, notBefore);
}

/** Known by it, the mail leaves once. */
export const mailKey = (id: MailId): string => `invoicing ${id}`;

/** Null once it was withdrawn. @throws AppError not-found */
export async function getMail(scope: Scope, id: MailId) {
  const [mail] = await findMail(scope.db, { id });
  if (!mail && !(await scope.mail.isDone(scope, mailKey(id)))) throw notFound();
  return mail ?? null;
}

/** Once no further try is made; it may be sent again, as another mail. */
export async function markFailed(scope: Scope, id: MailId): Promise<void> {
  const mail = await getMail(scope, id);
  if (!mail || mail.sentAt) return;
  const { invoiceId } = mail;
  const { number, clientId } = await getInvoice(scope, invoiceId);
  await scope.write('invoicing.mark-failed', async ({ tx, about }) => {
    about({ kind: 'invoice', id: invoiceId }, { number: number ?? '', mailId: id }, { clientId });
    await tx.update(invoiceMails).set({ failedAt: scope.now }).where(eq(invoiceMails.id, id));
  });
}

/** Once the carrier has taken it; however often this is called, the first time counts. */
export async function markSent(
  scope: Scope,
  mail: {
    readonly id: MailId;
    readonly invoiceId: InvoiceId;
    readonly number: string;
    readonly clientId: Id<'client'>;
    readonly kind: MailKind;
  },
) {
  await scope.write('invoicing.mark-sent', async ({ tx, about }) => {
    about(
      { kind: 'invoice', id: mail.invoiceId },
      { number: mail.number, mailId: mail.id },
      { clientId: mail.clientId },
    );
    const at = scope.now.toISOString();
    await tx
      .update(invoiceMails)
      .set({ sentAt: sql`coalesce(${invoiceMails.sentAt}, ${at}::timestamptz)` })
      .where(eq(invoiceMails.id, mail.id));
    if (mail.kind === 'document')
      await tx
        .update(invoices)
        .set({ sentAt: sql`coalesce(${invoices.sentAt}, ${at}::timestamptz)` })
        .where(eq(invoices.id, mail.invoiceId));
  });
}
