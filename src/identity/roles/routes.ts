import { Hono } from 'hono';
import { userOf } from '#identity/logins/actor.ts';
import { arrangeRights } from '#identity/roles/model.ts';
import { can } from '#platform/http/access.ts';
import type { Env } from '#platform/http/env.ts';
import { render } from '#platform/http/render.ts';
import { RolesPage } from '#views/identity/roles/index.tsx';

/** For everyone who works here: what they may not do, they may know. */
export const rolesRoutes = new Hono<Env>().get('/', can('studios.read'), (c) => {
  const rights = arrangeRights(c.var.services.matrix);
  const { role } = userOf(c);
  return render(c, (ui) => ({
    title: ui.t('identity.roles.title'),
    styles: ['identity'],
    body: RolesPage({ ui, rights, role }),
  }));
});
