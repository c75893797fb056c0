import { defineModule } from '#platform/module.ts';
import { portalAuthenticator } from '#portal/cookie.ts';
import { sendLink } from '#portal/jobs.ts';
import { PORTAL } from '#portal/paths.ts';
import { routes } from '#portal/routes.ts';
import { seed } from '#portal/seed.ts';

export default defineModule({
  name: 'portal',
  routes: { [PORTAL]: routes },
  authenticate: { [PORTAL]: portalAuthenticator },
  jobs: { 'portal.send-link': sendLink },
  seed,
});
