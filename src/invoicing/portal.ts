/** What invoices put into the client's portal. */
import { PORTAL_INVOICES } from '#invoicing/paths.ts';
import { listUnpaidInvoices } from '#invoicing/portal/queries.ts';
import { definePortalCard } from '#platform/contributions/contributions.ts';
import { UnpaidInvoices } from '#views/invoicing/portal/unpaid.tsx';

export const portal = {
  nav: [{ label: 'invoicing.portal.nav', href: PORTAL_INVOICES, rank: 2, permission: 'portal.see' }],
  cards: [
    definePortalCard({
      name: 'invoicing.unpaid',
      permission: 'portal.see',
      title: 'invoicing.portal.title',
      rank: 2,
      load: ({ db }, clientId) => listUnpaidInvoices(db, clientId),
      view: ({ ui, data }) => UnpaidInvoices({ ui, unpaid: data }),
    }),
  ],
} as const;
