/** Where each of the first steps is taken. */
import { IMPORTS, NEW_CLIENT } from '#clients/paths.ts';
import type { FirstSteps, StepName } from '#dashboard/steps/model.ts';
import { INVOICES, invoicePath, NEW_INVOICE } from '#invoicing/paths.ts';
import type { Ui } from '#platform/http/ui.ts';
import type { MessageKey } from '#platform/i18n/translate.ts';
import { NEW_ROOM, roomActivation } from '#rooms/paths.ts';
import { newSessionPath } from '#sessions/paths.ts';
import { COMPANY_SETTINGS } from '#studios/paths.ts';
import type { Action } from '#views/dashboard/task-action.tsx';

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

/**
 * What the reader can do about a step, the usual way first. Nothing where that is another role's business, or where something
 * else must come before.
 */
export function stepActions(ui: Ui, name: StepName, steps: FirstSteps): readonly Action[] {
  return ACTIONS[name](ui, steps);
}

const ACTIONS: Readonly<Record<StepName, (ui: Ui, steps: FirstSteps) => readonly Action[]>> = {
  mentions: (ui) =>
    ui.can('studios.update') ? [{ label: ui.t('dashboard.step.mentions.do'), href: COMPANY_SETTINGS }] : [],
  room: (ui) => (ui.can('rooms.create') ? [{ label: ui.t('dashboard.step.room.do'), href: NEW_ROOM }] : []),
  activations,
  client: clients,
  session,
  invoice,
  payment,
};

function activations(ui: Ui, { room }: FirstSteps): Action[] {
  if (!room) return [];
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

function session(ui: Ui, { roomId, clientId }: FirstSteps): Action[] {
  if (!roomId || !ui.can('sessions.create')) return [];
  return [{ label: ui.t('sessions.book'), href: newSessionPath({ roomId, ...(clientId ? { clientId } : {}) }) }];
}

/** A draft that was begun, else the session that can be billed, else an empty form. */
function invoice(ui: Ui, { draftId, billable, clientId }: FirstSteps): Action[] {
  if (!clientId || !ui.can('invoicing.create')) return [];
  if (draftId) return [{ label: ui.t('dashboard.step.invoice.draft'), href: invoicePath(draftId) }];
  if (!billable) return [{ label: ui.t('dashboard.step.invoice.do'), href: NEW_INVOICE }];
  return [{ label: ui.t('dashboard.step.invoice.session'), post: INVOICES, fields: { ...billable } }];
}

function payment(ui: Ui, { unpaidId }: FirstSteps): Action[] {
  if (!unpaidId || !ui.can('payments.record')) return [];
  return [{ label: ui.t('dashboard.step.payment.do'), href: invoicePath(unpaidId) }];
}
