/** Mails that leave, and what falls due. */
import { z } from 'zod';
import { greetingName } from '#clients/model.ts';
import { getClientCard } from '#clients/service.ts';
import { getPrintable, printDocument } from '#invoicing/documents/service.ts';
import { wordsFor } from '#invoicing/documents/words.ts';
import { purgeDeletedDrafts } from '#invoicing/drafts/removal.ts';
import { linkOfMail } from '#invoicing/links/service.ts';
import type { MailId } from '#invoicing/sending/queries.ts';
import { getMail, mailKey, markFailed, markSent } from '#invoicing/sending/service.ts';
import { markOverdue } from '#invoicing/service.ts';
import { idSchema } from '#platform/db/ids.ts';
import { defineJob } from '#platform/jobs/define-job.ts';
import { documentEmail, reminderEmail } from '#views/invoicing/sending/invoice.email.ts';

declare module '#platform/scope.ts' {
  interface Jobs {
    'invoicing.send': { mailId: MailId };
    'invoicing.mark-overdue': Record<string, never>;
    'invoicing.purge-drafts': Record<string, never>;
  }
}

/** With the document as it is when the mail is sent; what was paid meanwhile is not reminded. */
export const send = defineJob({
  payload: z.object({ mailId: idSchema<'invoice-mail'>() }),
  async run(scope, { mailId }) {
    const mail = await getMail(scope, mailId);
    if (!mail) return;
    const printable = await getPrintable(scope, mail.invoiceId);
    const { invoice, seller } = printable;
    if (mail.kind === 'reminder' && invoice.due === 0n) return;
    const link = await linkOfMail(scope, mailId);
    const words = wordsFor(invoice);
    const client = await getClientCard(scope, invoice.clientId);
    // Sent elsewhere, to an accountant for one, it is not the client who reads it.
    const { clientName: name } = invoice;
    const greeted = mail.recipient === client.email ? greetingName({ ...client, name }) : name;
    const texts = { words, studio: scope.studio, name: greeted, invoice, link };
    const hasLeft = await scope.mail.send(
      {
        to: mail.recipient,
        fromName: scope.studio.name,
        ...(seller.email ? { replyTo: seller.email } : {}),
        ...(mail.kind === 'document' ? documentEmail(texts) : reminderEmail(texts)),
        attachments: [
          {
            filename: `${invoice.number}.pdf`,
            contentType: 'application/pdf',
            content: await printDocument(printable),
          },
        ],
      },
      mailKey(mailId),
    );
    if (!hasLeft) return markFailed(scope, mailId);
    await markSent(scope, { ...mail, number: invoice.number ?? '', clientId: invoice.clientId });
  },
  giveUp: (scope, { mailId }) => markFailed(scope, mailId),
});

export const overdue = defineJob({
  payload: z.object({}).strict(),
  async run(scope) {
    await markOverdue(scope);
  },
});

export const purgeDrafts = defineJob({
  payload: z.object({}).strict(),
  run: purgeDeletedDrafts,
});
