/** What of the audit trail is worth telling on the first page, and to whom: to those who may read what it is about. */
import type { Permission } from '#platform/scope.ts';

const ACTIONS = {
  'clients.read': ['clients.create', 'clients.import'],
  'rooms.read': ['rooms.create', 'rooms.activate-technical', 'rooms.activate-commercial'],
  'sessions.read': [
    'sessions.create',
    'sessions.move',
    'sessions.confirm',
    'sessions.start',
    'sessions.complete',
    'sessions.no-show',
    'sessions.cancel',
  ],
  'invoicing.read': ['invoicing.issue', 'invoicing.send', 'invoicing.remind', 'invoicing.credit'],
  'payments.read': ['payments.record', 'payments.settle'],
} as const satisfies Partial<Record<Permission, readonly Permission[]>>;

export type NewsAction = (typeof ACTIONS)[keyof typeof ACTIONS][number];

export function newsActions(can: (permission: Permission) => boolean): readonly NewsAction[] {
  return Object.entries(ACTIONS).flatMap(([reading, actions]) => (can(reading as Permission) ? actions : []));
}
