/** What invoices put on the pages of other modules' things. */
import type { ClientId } from '#clients/model.ts';
import { listOpenLinks } from '#invoicing/links/queries.ts';
import type { InvoiceId } from '#invoicing/model.ts';
import { findOfClient } from '#invoicing/of-client/queries.ts';
import { getBilling } from '#invoicing/of-session/service.ts';
import { listOffers } from '#invoicing/sources/service.ts';
import { defineSection } from '#platform/contributions/contributions.ts';
import { localDay } from '#platform/format/zoned.ts';
import { OpenLinks } from '#views/invoicing/links/open-links.tsx';
import { ClientInvoices, invoiceAction, moneyFigures } from '#views/invoicing/of-client/card.tsx';
import { sessionBillingParts } from '#views/invoicing/of-session/parts.tsx';

export const sections = [
  defineSection({
    on: 'client',
    name: 'invoicing.of-client',
    title: 'invoicing.title',
    place: 'main',
    rank: 5,
    permission: 'invoicing.read',
    load: async (scope, id, context) => {
      const clientId = id as ClientId;
      const [invoices, offers] = await Promise.all([
        findOfClient(scope.db, clientId, localDay(scope.now, scope.studio.timeZone)),
        listOffers(scope, clientId, context),
      ]);
      return { invoices, offers };
    },
    view: ({ ui, id, data }) => ({
      figures: moneyFigures(ui, data),
      actions: invoiceAction({ ui, id }),
      body: ClientInvoices({ ui, id, facts: data }),
    }),
  }),
  defineSection({
    on: 'invoice',
    name: 'invoicing.links',
    title: 'invoicing.links',
    place: 'side',
    rank: 9,
    permission: 'invoicing.read',
    load: (scope, id) => listOpenLinks(scope.db, id as InvoiceId, scope.now),
    view: ({ ui, id, data }) => (data.length === 0 ? {} : { body: OpenLinks({ ui, id, links: data }) }),
  }),
  defineSection({
    on: 'session',
    name: 'invoicing.of-session',
    title: 'invoicing.ofSession.title',
    place: 'side',
    rank: 5,
    permission: 'invoicing.read',
    load: (scope, id, context) => getBilling(scope, { kind: 'session', id }, context),
    view: ({ ui, data }) => sessionBillingParts({ ui, billing: data }),
  }),
];
