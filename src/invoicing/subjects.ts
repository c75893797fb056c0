import { statusOf } from '#invoicing/model.ts';
import { invoicePath } from '#invoicing/paths.ts';
import { listNumbers } from '#invoicing/queries.ts';
import type { SubjectDefinition } from '#platform/contributions/contributions.ts';
import { STATUSES } from '#views/invoicing/labels.ts';

declare module '#platform/scope.ts' {
  interface Subjects {
    invoice: true;
  }
}

/** A draft has no number: its name is empty, and the label is shown instead. */
export const invoiceSubject: SubjectDefinition = {
  label: 'invoicing.subject',
  icon: 'invoices',
  permission: 'invoicing.read',
  path: invoicePath,
  async describe(scope, ids) {
    const rows = await listNumbers(scope.db, ids);
    return new Map(rows.map((row) => [row.id, { name: row.number ?? '', status: STATUSES[statusOf(row)] }]));
  },
};
