/** What an invoice task says, and the one thing to do about it. */
import { editInvoicePath, invoicePath, invoicesPath, reminderPath, sendingPath } from '#invoicing/paths.ts';
import type { InvoiceTask } from '#invoicing/today/model.ts';
import type { InvoicingToday } from '#invoicing/today/queries.ts';
import type { Task, TaskAction, TaskGroup } from '#platform/contributions/today.ts';
import type { Top } from '#platform/db/top-of.ts';
import type { Ui } from '#platform/http/ui.ts';
import type { MessageKey } from '#platform/i18n/translate.ts';

export function invoicingTasks(ui: Ui, today: InvoicingToday): TaskGroup[] {
  return [
    group(10, today.overdue, (task) => tellOverdue(ui, task), {
      label: 'invoicing.today.more.overdue',
      href: invoicesPath({ status: 'overdue' }),
    }),
    group(50, today.unsent, (task) => tellUnsent(ui, task), {
      label: 'invoicing.today.more.unsent',
      href: invoicesPath({ status: 'open' }),
    }),
    group(60, today.drafts, (task) => tellDraft(ui, task), {
      label: 'invoicing.today.more.draft',
      href: invoicesPath({ status: 'draft' }),
    }),
  ];
}

function group<T>(
  rank: number,
  { rows, total }: Top<T>,
  tell: (task: T) => Task,
  more: { readonly label: MessageKey; readonly href: string },
): TaskGroup {
  return { rank, tasks: rows.map(tell), total, more };
}

function joined(...parts: readonly (string | null | false)[]): string {
  return parts.filter(Boolean).join(' · ');
}

function opened(ui: Ui, href: string): TaskAction {
  return { label: ui.t('ui.open'), href };
}

/** What never left is sent, rather than asked for. */
function tellOverdue(ui: Ui, task: InvoiceTask): Task {
  const { id, number, clientName, amount, daysLate, remindedAt, isSent, hasEmail } = task;
  const href = invoicePath(id);
  const reminded =
    remindedAt && ui.t('invoicing.today.task.reminded', { when: ui.format.relative(remindedAt, ui.now) });
  const due = ui.t('invoicing.today.task.due', { amount: ui.format.money(amount) });
  const remind = { label: ui.t('invoicing.today.task.remind'), post: reminderPath(id) };
  return {
    id: `overdue-${id}`,
    label: ui.t('invoicing.today.task.overdue', { number: number ?? '', days: daysLate }),
    href,
    detail: joined(clientName, due, isSent ? reminded : ui.t('invoicing.today.task.neverSent'), noEmail(ui, hasEmail)),
    action: !isSent ? sending(ui, task) : hasEmail && ui.can('invoicing.remind') ? remind : opened(ui, href),
  };
}

function tellUnsent(ui: Ui, task: InvoiceTask): Task {
  const { id, document, number, clientName, amount, hasEmail } = task;
  const title = document === 'invoice' ? 'invoicing.today.task.unsent' : 'invoicing.today.task.unsentCredit';
  return {
    id: `unsent-${id}`,
    label: ui.t(title, { number: number ?? '' }),
    href: invoicePath(id),
    detail: joined(clientName, ui.format.money(amount), noEmail(ui, hasEmail)),
    action: sending(ui, task),
  };
}

function noEmail(ui: Ui, hasEmail: boolean): string | null {
  return hasEmail ? null : ui.t('invoicing.today.task.noEmail');
}

/** At once to the client's address; where there is none, the page that asks for one. */
function sending(ui: Ui, { id, hasEmail }: InvoiceTask): TaskAction {
  if (!ui.can('invoicing.send')) return opened(ui, invoicePath(id));
  const label = ui.t('invoicing.today.task.send');
  return hasEmail ? { label, post: sendingPath(id) } : { label, href: sendingPath(id) };
}

function tellDraft(ui: Ui, { id, clientName, amount, since }: InvoiceTask): Task {
  const href = ui.can('invoicing.update') ? editInvoicePath(id) : invoicePath(id);
  const begun = ui.t('invoicing.today.task.begun', { when: ui.format.relative(since, ui.now) });
  return {
    id: `draft-${id}`,
    label: ui.t('invoicing.today.task.draft', { client: clientName }),
    href,
    detail: joined(ui.format.money(amount), begun),
    action: ui.can('invoicing.update') ? { label: ui.t('invoicing.today.task.resume'), href } : opened(ui, href),
  };
}
