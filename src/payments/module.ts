import '#payments/actions.ts';
import { checkoutRoutes, linkCheckoutRoutes } from '#payments/checkouts/routes.ts';
import { ask, forgotten, receipt } from '#payments/jobs.ts';
import { checkoutsPath, linkCheckouts, PAYMENTS, WEBHOOKS } from '#payments/paths.ts';
import { routes } from '#payments/routes.ts';
import { sections } from '#payments/sections.ts';
import { seed } from '#payments/seed.ts';
import { paymentSubject } from '#payments/subjects.ts';
import { today } from '#payments/today.ts';
import { routes as webhooks } from '#payments/webhooks/routes.ts';
import { wordings } from '#payments/wording.ts';
import { defineModule } from '#platform/module.ts';

type Texts = typeof import('#views/i18n/en/payments.json', { with: { type: 'json' }});

declare module '#platform/i18n/translate.ts' {
  interface Messages extends Texts {}
}

export default defineModule({
  name: 'payments',
  routes: {
    [PAYMENTS]: routes,
    [checkoutsPath]: checkoutRoutes,
    [linkCheckouts(':token')]: linkCheckoutRoutes,
    [WEBHOOKS]: webhooks,
  },
  machine: [{ prefix: WEBHOOKS, proof: 'signature', methods: ['POST'] }],
  jobs: { 'payments.ask-gateway': ask, 'payments.reconcile-stale': forgotten },
  schedule: [{ job: 'payments.reconcile-stale', cron: '40 * * * *' }],
  on: { 'payments.settle': receipt },
  nav: [
    { label: 'payments.nav', rank: 4, href: PAYMENTS, icon: 'payments', group: 'money', permission: 'payments.read' },
  ],
  wordings,
  live: {
    'payments.record': ['invoices', 'today'],
    'payments.settle': ['invoices', 'today'],
    'payments.decline': ['invoices', 'today'],
  },
  news: ['payments.record', 'payments.settle'],
  seed,
  sections,
  subjects: { payment: paymentSubject },
  today,
});
