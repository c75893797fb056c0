/** What a task says, and the one thing to do about it. */
import type { InvoiceTask, RoomTask, SessionTask, Task } from '#dashboard/model.ts';
import { INVOICES, invoicePath, reminderPath, sendingPath } from '#invoicing/paths.ts';
import type { Ui } from '#platform/http/ui.ts';
import { roomActivation, roomPath } from '#rooms/paths.ts';
import { editSession, sessionChange, sessionPath } from '#sessions/paths.ts';
import type { Action } from '#views/dashboard/task-action.tsx';

export interface Told {
  readonly id: string;
  readonly title: string;
  readonly href: string;
  readonly detail: string;
  readonly action: Action;
}

export function tellTask(ui: Ui, task: Task): Told {
  switch (task.kind) {
    case 'overdue':
      return tellOverdue(ui, task);
    case 'unsent':
      return tellUnsent(ui, task);
    case 'draft':
      return tellDraft(ui, task);
    case 'inactive':
      return tellRoom(ui, task);
    default:
      return tellSession(ui, task);
  }
}

function joined(...parts: readonly (string | null | false)[]): string {
  return parts.filter(Boolean).join(' · ');
}

function opened(ui: Ui, href: string): Action {
  return { label: ui.t('dashboard.task.open'), href };
}

/** What never left is sent, rather than asked for. */
function tellOverdue(ui: Ui, task: InvoiceTask): Told {
  const { id, number, clientName, amount, daysLate, remindedAt, isSent, hasEmail } = task;
  const href = invoicePath(id);
  const reminded = remindedAt && ui.t('dashboard.task.reminded', { when: ui.format.relative(remindedAt, ui.now) });
  const due = ui.t('dashboard.task.due', { amount: ui.format.money(amount) });
  const remind = { label: ui.t('dashboard.task.remind'), post: reminderPath(id) };
  return {
    id: `overdue-${id}`,
    title: ui.t('dashboard.task.overdue', { number: number ?? '', days: daysLate }),
    href,
    detail: joined(clientName, due, isSent ? reminded : ui.t('dashboard.task.neverSent'), noEmail(ui, hasEmail)),
    action: !isSent ? sending(ui, task) : hasEmail && ui.can('invoicing.remind') ? remind : opened(ui, href),
  };
}

function tellUnsent(ui: Ui, task: InvoiceTask): Told {
  const { id, document, number, clientName, amount, hasEmail } = task;
  const title = document === 'invoice' ? 'dashboard.task.unsent' : 'dashboard.task.unsentCredit';
  return {
    id: `unsent-${id}`,
    title: ui.t(title, { number: number ?? '' }),
    href: invoicePath(id),
    detail: joined(clientName, ui.format.money(amount), noEmail(ui, hasEmail)),
    action: sending(ui, task),
  };
}

function noEmail(ui: Ui, hasEmail: boolean): string | null {
  return hasEmail ? null : ui.t('dashboard.task.noEmail');
}

/** At once to the client's address; where there is none, the page that asks for one. */
function sending(ui: Ui, { id, hasEmail }: InvoiceTask): Action {
  if (!ui.can('invoicing.send')) return opened(ui, invoicePath(id));
  const label = ui.t('dashboard.task.send');
  return hasEmail ? { label, post: sendingPath(id) } : { label, href: sendingPath(id) };
}

function tellDraft(ui: Ui, { id, clientName, amount, since }: InvoiceTask): Told {
  const href = invoicePath(id);
  const begun = ui.t('dashboard.task.begun', { when: ui.format.relative(since, ui.now) });
  return {
    id: `draft-${id}`,
    title: ui.t('dashboard.task.draft', { client: clientName }),
    href,
    detail: joined(ui.format.money(amount), begun),
    action: ui.can('invoicing.update') ? { label: ui.t('dashboard.task.resume'), href } : opened(ui, href),
  };
}

const SESSIONS = {
  unconfirmed: 'dashboard.task.unconfirmed',
  over: 'dashboard.task.over',
  uninvoiced: 'dashboard.task.uninvoiced',
} as const;

function tellSession(ui: Ui, task: SessionTask): Told {
  const { id, kind, title, clientName, roomName, startsAt, endsAt } = task;
  const when = `${ui.format.date(startsAt, 'weekday-short')}, ${ui.format.timeRange(startsAt, endsAt)}`;
  return {
    id: `${kind}-${id}`,
    title: ui.t(SESSIONS[kind], { title }),
    href: sessionPath(id),
    detail: joined(clientName, roomName, when),
    action: sessionAction(ui, task),
  };
}

function sessionAction(ui: Ui, { id, kind, clientId }: SessionTask): Action {
  if (kind === 'unconfirmed' && ui.can('sessions.confirm'))
    return { label: ui.t('sessions.confirm'), post: sessionChange(id, 'confirmed') };
  if (kind === 'over' && ui.can('sessions.complete'))
    return { label: ui.t('sessions.complete'), post: sessionChange(id, 'completed') };
  if (kind !== 'uninvoiced') return opened(ui, sessionPath(id));
  if (clientId === null) return { label: ui.t('dashboard.task.chooseClient'), href: editSession(id) };
  return { label: ui.t('invoicing.ofSession.invoice'), post: INVOICES, fields: { clientId, sessionId: id } };
}

const ACTIVATIONS = {
  technical: { title: 'rooms.activation.technical.missing', permission: 'rooms.activate-technical' },
  commercial: { title: 'rooms.activation.commercial.missing', permission: 'rooms.activate-commercial' },
} as const;

function tellRoom(ui: Ui, { id, name, missing }: RoomTask): Told {
  const { title, permission } = ACTIVATIONS[missing];
  return {
    id: `${missing}-${id}`,
    title: `${name} — ${ui.t(title)}`,
    href: roomPath(id),
    detail: ui.t('dashboard.task.inactive'),
    action: ui.can(permission)
      ? { label: ui.t('dashboard.task.activate'), post: roomActivation(id, missing) }
      : opened(ui, roomPath(id)),
  };
}
