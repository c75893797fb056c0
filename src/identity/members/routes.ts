import { Hono } from 'hono';
import { z } from 'zod';
import { listInvitations } from '#identity/invitations/queries.ts';
import { userOf } from '#identity/logins/actor.ts';
import { clearLoginCookie } from '#identity/logins/cookies.ts';
import { mayMove, ROLES, rolesGivenBy } from '#identity/members/policy.ts';
import { getListedMember, isLastOwner, listMembers } from '#identity/members/queries.ts';
import { changeRole, depart, removeMember } from '#identity/members/service.ts';
import { LOGIN, MEMBERS, memberPath } from '#identity/paths.ts';
import { findMember } from '#identity/queries.ts';
import { liftFactor } from '#identity/recoveries/service.ts';
import { can, freshProof } from '#platform/http/access.ts';
import type { AppContext, Env } from '#platform/http/env.ts';
import { flash } from '#platform/http/flash.ts';
import { type FormState, orRefusal, readForm } from '#platform/http/forms.ts';
import { idIn } from '#platform/http/path-ids.ts';
import { redirect, render } from '#platform/http/render.ts';
import { DeparturePage } from '#views/identity/members/departure.tsx';
import { MemberList } from '#views/identity/members/index.tsx';
import { MemberPage } from '#views/identity/members/show.tsx';
import { freshForm } from '#views/ui/form-state.ts';

const STYLES = ['identity'];

const roleForm = z.object({ role: z.enum(ROLES) });

export const memberRoutes = new Hono<Env>()
  .get('/', can('identity.members'), (c) => showMembers(c))
  .get('/departure', can('identity.depart'), (c) => showDeparture(c, freshForm()))
  .post('/departure', can('identity.depart'), freshProof('identity.proof.what.depart'), async (c) => {
    const result = await orRefusal(c, freshForm(), depart(c.var.scope, userOf(c)));
    return result.ok ? leave(c) : showDeparture(c, result.form, 409);
  })
  .get('/:userId', can('identity.members'), (c) => showMember(c))
  .post(
    '/:userId/role',
    can('identity.change-role'),
    freshProof('identity.proof.what.role', nameOfMember),
    async (c) => {
      const [actor, userId] = [userOf(c), idIn<'user'>(c, 'userId')];
      const form = await readForm(c, roleForm);
      if (!form.ok) return showMember(c, form, 422);
      const { role } = form.value;
      const result = await orRefusal(c, form, changeRole(c.var.scope, actor, userId, role));
      if (!result.ok) return showMember(c, result.form, 409);
      flash(c, 'ok', 'identity.members.roleSaved');
      return redirect(c, userId === actor.id && role === 'user' ? '/' : memberPath(userId));
    },
  )
  .post(
    '/:userId/removal',
    can('identity.remove'),
    freshProof('identity.proof.what.remove', nameOfMember),
    async (c) => {
      const [actor, userId] = [userOf(c), idIn<'user'>(c, 'userId')];
      const result = await orRefusal(c, freshForm(), removeMember(c.var.scope, actor, userId));
      if (!result.ok) return showMember(c, result.form, 409);
      if (userId === actor.id) return leave(c);
      flash(c, 'ok', 'identity.members.removed');
      return redirect(c, MEMBERS);
    },
  );

/** Of those who have lost theirs. */
export const memberFactorRoutes = new Hono<Env>().post(
  '/',
  can('identity.lift-factor'),
  freshProof('identity.proof.what.lift', nameOfMember),
  async (c) => {
    const userId = idIn<'user'>(c, 'userId');
    const result = await orRefusal(c, freshForm(), liftFactor(c.var.scope, userOf(c), userId));
    if (!result.ok) return showMember(c, result.form, 409);
    flash(c, 'ok', 'identity.recovery.lifted');
    return redirect(c, memberPath(userId));
  },
);

async function nameOfMember(c: AppContext): Promise<string> {
  const { control, studio } = c.var.scope;
  return (await findMember(control, studio.id, idIn<'user'>(c, 'userId')))?.name ?? '';
}

function leave(c: AppContext) {
  clearLoginCookie(c);
  flash(c, 'ok', 'identity.departure.done');
  return redirect(c, LOGIN);
}

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
      styles: STYLES,
      body: MemberList({ ui, members, invitations, roles: ROLES, given: rolesGivenBy(role), self, refused }),
    }),
    refused === undefined ? 200 : 409,
  );
}

async function showMember(c: AppContext, form: FormState | null = null, status: 200 | 409 | 422 = 200) {
  const { scope } = c.var;
  const actor = userOf(c);
  const member = await getListedMember(scope, idIn<'user'>(c, 'userId'));
  const lastOwner = member.role === 'owner' && (await isLastOwner(scope, member.id));
  const roles = mayMove(actor, member) ? rolesGivenBy(actor.role) : [];
  return render(
    c,
    (ui) => ({
      title: member.name,
      styles: STYLES,
      body: MemberPage({
        ui,
        member,
        roles,
        lastOwner,
        isSelf: member.id === actor.id,
        form: form ?? freshForm({ role: member.role }),
      }),
    }),
    status,
  );
}

async function showDeparture(c: AppContext, form: FormState, status: 200 | 409 = 200) {
  const actor = userOf(c);
  const lastOwner = actor.role === 'owner' && (await isLastOwner(c.var.scope, actor.id));
  return render(
    c,
    (ui) => ({
      title: ui.t('identity.departure.title'),
      styles: STYLES,
      body: DeparturePage({ ui, form, lastOwner }),
    }),
    status,
  );
}
