/** What payments put on the pages of other modules' things. */
import type { ClientId } from '#clients/model.ts';
import type { InvoiceId } from '#invoicing/model.ts';
import { findOfInvoice, listOfClient } from '#payments/received/queries.ts';
import { defineSection } from '#platform/contributions/contributions.ts';
import { ClientPaymentsCard } from '#views/payments/received/of-client.tsx';
import { InvoicePaymentsCard } from '#views/payments/received/of-invoice.tsx';

export const sections = [
  defineSection({
    on: 'invoice',
    name: 'payments.of-invoice',
    title: 'payments.nav',
    place: 'side',
    rank: 5,
    permission: 'payments.read',
    load: (scope, id) => findOfInvoice(scope.db, id as InvoiceId),
    view: ({ ui, id, data }) => (data === null ? {} : { body: InvoicePaymentsCard({ ui, id, payments: data }) }),
  }),
  defineSection({
    on: 'client',
    name: 'payments.of-client',
    title: 'payments.nav',
    place: 'main',
    rank: 20,
    permission: 'payments.read',
    load: (scope, id) => listOfClient(scope.db, id as ClientId),
    view: ({ ui, data }) => ({ body: data.length === 0 ? undefined : ClientPaymentsCard({ ui, payments: data }) }),
  }),
];
