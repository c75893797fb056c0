import { Hono } from 'hono';
import { listMembers } from '#identity/members/queries.ts';
import { can } from '#platform/http/access.ts';
import type { Env } from '#platform/http/env.ts';
import { render } from '#platform/http/render.ts';
import { MemberList } from '#views/identity/members/index.tsx';

export const memberRoutes = new Hono<Env>().get('/', can('identity.members'), async (c) => {
  const { control, studio } = c.var.scope;
  const members = await listMembers(control, studio.id);
  return render(c, (ui) => ({ title: ui.t('identity.members.title'), body: MemberList({ ui, members }) }));
});
