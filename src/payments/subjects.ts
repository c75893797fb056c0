import { paymentsPath } from '#payments/paths.ts';
import { listReferences } from '#payments/queries.ts';
import type { SubjectDefinition } from '#platform/contributions/contributions.ts';

declare module '#platform/scope.ts' {
  interface Subjects {
    payment: true;
  }
}

/** A payment has no page of its own: the list leads to its invoice. */
export const paymentSubject: SubjectDefinition = {
  label: 'payments.subject',
  icon: 'payments',
  permission: 'payments.read',
  path: () => paymentsPath(),
  describe: async (scope, ids) =>
    new Map((await listReferences(scope.db, ids)).map(({ id, invoiceNumber }) => [id, { name: invoiceNumber }])),
};
