import type { InvoiceSummary } from '#invoicing/model.ts';
import { money } from '#platform/format/money.ts';
import type { Locale, Studio } from '#platform/scope.ts';
import type { Words } from '#views/paper/words.ts';

interface Props {
  /** In the document's language. */
  readonly words: Words;
  readonly studio: Pick<Studio, 'name'>;
  /** To be greeted with. */
  readonly name: string;
  readonly invoice: InvoiceSummary & { readonly locale: Locale };
  /** Shows the document without a login; null in mails that were asked for before there were links. */
  readonly link: string | null;
}

export interface MailTexts {
  readonly subject: string;
  readonly text: string;
}

/** Goes with the PDF. The address is on a line of its own, so that every mail program makes a link of it. */
export function documentEmail({ words: { t, format }, studio, name, invoice, link }: Props): MailTexts {
  const values = { number: invoice.number ?? '', studio: studio.name };
  const isInvoice = invoice.kind === 'invoice';
  const sum = t(isInvoice ? 'invoicing.mail.due' : 'invoicing.mail.credit', {
    amount: format.money(money(isInvoice ? invoice.due : invoice.gross, invoice.currency)),
    date: invoice.dueDate ? format.date(invoice.dueDate, 'long') : '',
  });
  return {
    subject: t(isInvoice ? 'invoicing.mail.subject' : 'invoicing.mail.subject.credit', values),
    text: letter([
      t('invoicing.mail.hello', { name }),
      t(isInvoice ? 'invoicing.mail.text' : 'invoicing.mail.text.credit', values),
      isInvoice && invoice.due === 0n ? t('invoicing.mail.settled') : sum,
      link !== null && `${t(invoice.due > 0n ? 'invoicing.mail.pay' : 'invoicing.mail.see')}\n${link}`,
      t('invoicing.mail.bye', values),
    ]),
  };
}

export function reminderEmail({ words: { t, format }, studio, name, invoice, link }: Props): MailTexts {
  const values = { number: invoice.number ?? '', studio: studio.name };
  const due = format.money(money(invoice.due, invoice.currency));
  const date = invoice.dueDate ? format.date(invoice.dueDate, 'long') : '';
  return {
    subject: t('invoicing.mail.subject.reminder', values),
    text: letter([
      t('invoicing.mail.hello', { name }),
      t('invoicing.mail.text.reminder', { ...values, due, date }),
      link !== null && `${t('invoicing.mail.pay')}\n${link}`,
      t('invoicing.mail.crossed'),
      t('invoicing.mail.bye', values),
    ]),
  };
}

function letter(paragraphs: readonly (string | false)[]): string {
  return paragraphs.filter((paragraph) => paragraph !== false).join('\n\n');
}
