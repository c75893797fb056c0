import { listInvitations } from '#identity/invitations/queries.ts';
import { userOf } from '#identity/logins/actor.ts';
import { ROLES, rolesGivenBy } from '#identity/members/policy.ts';
import { listMembers } from '#identity/members/queries.ts';
import type { AppContext } from '#platform/http/env.ts';
import { render } from '#platform/http/render.ts';
import { MemberList } from '#views/identity/members/index.tsx';

/** Who works here and who is asked to. @param refused what stood in the way of a form of this page */
export async function showMembers(c: AppContext, refused?: string): Promise<Response> {
  const { control, studio } = c.var.scope;
  const [members, invitations] = await Promise.all([
    listMembers(control, studio.id),
    listInvitations(control, studio.id),
  ]);
  const { id: self, role } = userOf(c);
  return render(
    c,
    (ui) => ({
      title: ui.t('identity.members.title'),
      styles: ['identity'],
      body: MemberList({ ui, members, invitations, roles: ROLES, given: rolesGivenBy(role), self, refused }),
    }),
    refused === undefined ? 200 : 409,
  );
}
