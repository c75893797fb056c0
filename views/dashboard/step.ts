/** Where each of the first steps is taken. */
import { IMPORTS, NEW_CLIENT } from '#clients/paths.ts';
import type { FirstSteps, StepName } from '#dashboard/steps/model.ts';
import { INVOICES, invoicePath, NEW_INVOICE } from '#invoicing/paths.ts';
import { COMPANY_SETTINGS } from '#organizations/paths.ts';
import type { Ui } from '#platform/http/ui.ts';
import type { MessageKey } from '#platform/i18n/translate.ts';
import { NEW_ROOM, ROOMS, roomActivation } from '#rooms/paths.ts';
import { NEW_SESSION } from '#sessions/paths.ts';
import type { Action } from '#views/dashboard/act.tsx';

interface Words {
  readonly title: MessageKey;
  readonly text: MessageKey;
}

export const STEPS = {
  mentions: { title: 'dashboard.step.mentions', text: 'dashboard.step.mentions.text' },
  room: { title: 'dashboard.step.room', text: 'dashboard.step.room.text' },
  activations: { title: 'dashboard.step.activations', text: 'dashboard.step.activations.text' },
  client: { title: 'dashboard.step.client', text: 'dashboard.step.client.text' },
  session: { title: 'dashboard.step.session', text: 'dashboard.step.session.text' },
  invoice: { title: 'dashboard.step.invoice', text: 'dashboard.step.invoice.text' },
  payment: { title: 'dashboard.step.payment', text: 'dashboard.step.payment.text' },
} as const satisfies Record<StepName, Words>;

/** What the reader can do about a step; nothing where that is another role's business. The first is the usual way. */
export function stepActions(ui: Ui, name: StepName, steps: FirstSteps): readonly Action[] {
  switch (name) {
    case 'mentions':
      return ui.can('organizations.update')
        ? [{ label: ui.t('dashboard.step.mentions.do'), href: COMPANY_SETTINGS }]
        : [];
    case 'room':
      return ui.can('rooms.create') ? [{ label: ui.t('dashboard.step.room.do'), href: NEW_ROOM }] : [];
    case 'activations':
      return activations(ui, steps);
    case 'client':
      return clients(ui);
    case 'session':
      return ui.can('sessions.create') ? [{ label: ui.t('sessions.book'), href: NEW_SESSION }] : [];
    case 'invoice':
      return ui.can('invoicing.create') ? [invoice(ui, steps)] : [];
    case 'payment':
      return payment(ui, steps);
  }
}

function activations(ui: Ui, { room }: FirstSteps): Action[] {
  if (!room) return [{ label: ui.t('dashboard.step.activations.see'), href: ROOMS }];
  const kinds = room.missing.filter((kind) =>
    ui.can(kind === 'technical' ? 'rooms.activate-technical' : 'rooms.activate-commercial'),
  );
  return kinds.map((kind) => ({
    label: ui.t(kind === 'technical' ? 'rooms.activation.technical.give' : 'rooms.activation.commercial.give'),
    post: roomActivation(room.id, kind),
  }));
}

function clients(ui: Ui): Action[] {
  const add = { label: ui.t('dashboard.step.client.do'), href: NEW_CLIENT };
  const bring = { label: ui.t('dashboard.step.client.import'), href: IMPORTS };
  return [...(ui.can('clients.create') ? [add] : []), ...(ui.can('clients.import') ? [bring] : [])];
}

/** A draft that was begun, else the session that can be billed, else an empty form. */
function invoice(ui: Ui, { draftId, billable }: FirstSteps): Action {
  if (draftId) return { label: ui.t('dashboard.step.invoice.draft'), href: invoicePath(draftId) };
  if (!billable) return { label: ui.t('dashboard.step.invoice.do'), href: NEW_INVOICE };
  return { label: ui.t('dashboard.step.invoice.session'), post: INVOICES, fields: { ...billable } };
}

function payment(ui: Ui, { unpaidId }: FirstSteps): Action[] {
  const href = unpaidId ? invoicePath(unpaidId) : INVOICES;
  return ui.can('payments.record') ? [{ label: ui.t('dashboard.step.payment.do'), href }] : [];
}
