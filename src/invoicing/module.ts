import '#invoicing/actions.ts';
import { overdue, purgeDrafts, send } from '#invoicing/jobs.ts';
import { linkAuthenticator } from '#invoicing/links/access.ts';
import { linkRoutes } from '#invoicing/links/routes.ts';
import { INVOICES, invoicesPath, NEW_INVOICE, PAY, PORTAL_INVOICES } from '#invoicing/paths.ts';
import { portalRoutes } from '#invoicing/portal/routes.ts';
import { portal } from '#invoicing/portal.ts';
import { routes } from '#invoicing/routes.ts';
import { invoiceSearch } from '#invoicing/search.ts';
import { sections } from '#invoicing/sections.ts';
import { seed } from '#invoicing/seed.ts';
import { invoiceSubject } from '#invoicing/subjects.ts';
import { today } from '#invoicing/today.ts';
import { wordings } from '#invoicing/wording.ts';
import { defineModule } from '#platform/module.ts';

type Texts = typeof import('#views/i18n/en/invoicing.json', { with: { type: 'json' }}) &
  typeof import('#views/i18n/en/pdf.json', { with: { type: 'json' }});

declare module '#platform/i18n/translate.ts' {
  interface Messages extends Texts {}
}

declare module '#platform/scope.ts' {
  interface Topics {
    invoices: true;
  }
}

const SEEN = ['invoices', 'today'] as const;

export default defineModule({
  name: 'invoicing',
  routes: { '/': routes, [PORTAL_INVOICES]: portalRoutes, [PAY]: linkRoutes },
  authenticate: { [PAY]: linkAuthenticator },
  jobs: { 'invoicing.send': send, 'invoicing.mark-overdue': overdue, 'invoicing.purge-drafts': purgeDrafts },
  // A studio's midnight may be at any hour of UTC: four rounds a day mark everywhere what fell due, six hours late at most.
  schedule: [
    { job: 'invoicing.mark-overdue', cron: '15 */6 * * *' },
    { job: 'invoicing.purge-drafts', cron: '25 3 * * *' },
  ],
  nav: [
    {
      label: 'invoicing.nav',
      rank: 3,
      href: INVOICES,
      icon: 'invoices',
      group: 'money',
      permission: 'invoicing.read',
      primary: true,
    },
  ],
  portal,
  topics: { invoices: 'invoicing.read' },
  live: {
    'invoicing.create': SEEN,
    'invoicing.update': SEEN,
    'invoicing.delete': SEEN,
    'invoicing.issue': SEEN,
    'invoicing.send': SEEN,
    'invoicing.remind': SEEN,
    'invoicing.withdraw-reminder': SEEN,
    'invoicing.revoke-links': SEEN,
    'invoicing.credit': SEEN,
    'invoicing.mark-sent': SEEN,
    'invoicing.mark-failed': SEEN,
    'invoicing.mark-overdue': SEEN,
  },
  wordings,
  news: ['invoicing.issue', 'invoicing.send', 'invoicing.remind', 'invoicing.credit'],
  seed,
  sections,
  selections: [
    {
      on: 'session',
      label: 'invoicing.ofSession.invoice',
      rank: 1,
      icon: 'invoices',
      action: INVOICES,
      permission: 'invoicing.create',
    },
  ],
  subjects: { invoice: invoiceSubject },
  search: [invoiceSearch],
  commands: [
    {
      label: 'invoicing.new',
      words: 'invoicing.new.words',
      rank: 3,
      href: NEW_INVOICE,
      icon: 'invoices',
      permission: 'invoicing.create',
    },
    {
      label: 'invoicing.command.overdue',
      words: 'invoicing.command.overdue.words',
      rank: 12,
      href: invoicesPath({ status: 'overdue' }),
      icon: 'invoices',
      permission: 'invoicing.read',
    },
  ],
  today,
});
