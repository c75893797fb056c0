import '#portal/actions.ts';
import { defineModule } from '#platform/module.ts';
import { portalAuthenticator } from '#portal/cookie.ts';
import { sendInvitation, sendLink } from '#portal/jobs.ts';
import { PORTAL, PORTAL_LOGINS, PORTAL_PEOPLE, portalMePath } from '#portal/paths.ts';
import { personRoutes } from '#portal/people/routes.ts';
import { loginRoutes, routes } from '#portal/routes.ts';
import { sections } from '#portal/sections.ts';
import { seed } from '#portal/seed.ts';
import { noteSeen, storeSeen } from '#portal/seen.ts';
import { sweep } from '#portal/sweep.ts';
import { wordings } from '#portal/wording.ts';

type Texts = typeof import('#views/i18n/en/portal.json', { with: { type: 'json' }});

declare module '#platform/i18n/translate.ts' {
  interface Messages extends Texts {}
}

export default defineModule({
  name: 'portal',
  routes: { [PORTAL]: routes, [PORTAL_LOGINS]: loginRoutes, [PORTAL_PEOPLE]: personRoutes },
  authenticate: { [PORTAL]: portalAuthenticator },
  portal: { nav: [{ label: 'portal.me.nav', href: portalMePath, rank: 9 }] },
  jobs: {
    'portal.send-link': sendLink,
    'portal.send-invitation': sendInvitation,
    'portal.note-seen': noteSeen,
    'portal.sweep': sweep,
  },
  schedule: [{ job: 'portal.sweep', cron: '29 3 * * *' }],
  batches: { 'portal.seen': storeSeen },
  sections,
  wordings,
  seed,
});
