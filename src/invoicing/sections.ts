/** What invoices put on the pages of other modules' things. */
import type { ClientId } from '#clients/model.ts';
import { listOpenLinks } from '#invoicing/links/queries.ts';
import type { InvoiceId } from '#invoicing/model.ts';
import { findOfClient } from '#invoicing/of-client/queries.ts';
import { findBilling } from '#invoicing/of-session/queries.ts';
import { defineSection } from '#platform/contributions/contributions.ts';
import { localDay } from '#platform/format/zoned.ts';
import type { SessionId } from '#sessions/model.ts';
import { OpenLinks } from '#views/invoicing/links/open-links.tsx';
import { ClientInvoicesCard, invoiceAction, moneyFigures } from '#views/invoicing/of-client/card.tsx';
import { sessionBillingParts } from '#views/invoicing/of-session/parts.tsx';

export const sections = [
  defineSection({
    on: 'client',
    name: 'invoicing.of-client',
    title: 'invoicing.title',
    place: 'main',
    rank: 5,
    permission: 'invoicing.read',
    load: (scope, id) => findOfClient(scope.db, id as ClientId, localDay(scope.now, scope.studio.timeZone)),
    view: ({ ui, id, data }) => ({
      figures: moneyFigures(ui, data),
      actions: invoiceAction({ ui, id }),
      body: ClientInvoicesCard({ ui, id, invoices: data }),
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
    load: (scope, id) => findBilling(scope.db, id as SessionId),
    view: ({ ui, id, data }) => (data === null ? {} : sessionBillingParts({ ui, id, billing: data })),
  }),
];
