import '#clients/actions.ts';
import { commands } from '#clients/commands.ts';
import { importRoutes } from '#clients/imports/routes.ts';
import { importSubject } from '#clients/imports/subjects.ts';
import { jobs } from '#clients/jobs.ts';
import { isKnownAddress } from '#clients/queries.ts';
import { routes } from '#clients/routes.ts';
import { clientSearch } from '#clients/search.ts';
import { seed } from '#clients/seed.ts';
import { clientSubject } from '#clients/subjects.ts';
import { today } from '#clients/today.ts';
import { wordings } from '#clients/wording.ts';
import { defineModule } from '#platform/module.ts';

type Texts = typeof import('#views/i18n/en/clients.json', { with: { type: 'json' }});

declare module '#platform/i18n/translate.ts' {
  interface Messages extends Texts {}
}

export default defineModule({
  name: 'clients',
  routes: { '/clients/imports': importRoutes, '/clients': routes },
  jobs,
  schedule: [{ job: 'clients.sweep-imports', cron: '17 3 * * *' }],
  nav: [
    {
      label: 'clients.nav',
      rank: 4,
      href: '/clients',
      icon: 'clients',
      group: 'studio',
      permission: 'clients.read',
      primary: true,
    },
  ],
  // A file of 10 MB, and what multipart puts around it.
  uploads: { '/clients/imports': 10_500_000 },
  mail: { knows: ({ db }, address) => isKnownAddress(db, address) },
  wordings,
  news: ['clients.create', 'clients.import'],
  seed,
  subjects: { client: clientSubject, 'client-import': importSubject },
  search: [clientSearch],
  commands,
  today,
});
