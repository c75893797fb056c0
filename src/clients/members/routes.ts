import { Hono } from 'hono';
import { memberForm, newMemberForm } from '#clients/members/forms.ts';
import { addMember, getMember, listCandidates, removeMember, updateMember } from '#clients/members/service.ts';
import { type Client, displayName } from '#clients/model.ts';
import { clientPath, memberPath } from '#clients/paths.ts';
import { getClient } from '#clients/service.ts';
import { can } from '#platform/http/access.ts';
import type { AppContext, Env } from '#platform/http/env.ts';
import { flash } from '#platform/http/flash.ts';
import { type FormState, orRefusal, readForm } from '#platform/http/forms.ts';
import { idIn } from '#platform/http/path-ids.ts';
import { redirect, render } from '#platform/http/render.ts';
import { MemberEdit, MemberNew } from '#views/clients/members/form.tsx';
import { freshForm } from '#views/ui/form-state.ts';

const LONGEST_SEARCH = 200;

function named(client: Client) {
  return { id: client.id, kind: client.kind, name: displayName(client) };
}

async function newPage(c: AppContext, client: Client, q: string, form: FormState, status: 200 | 409 | 422 = 200) {
  const candidates = await listCandidates(c.var.scope.db, client, q);
  const title = client.kind === 'company' ? 'clients.members.addPerson' : 'clients.members.addCompany';
  return render(
    c,
    (ui) => ({
      title: ui.t(title),
      styles: ['clients'],
      body: MemberNew({ ui, client: named(client), form, q, candidates }),
    }),
    status,
  );
}

async function editPage(c: AppContext, client: Client, form: FormState | null, status: 200 | 422 = 200) {
  const member = await getMember(c.var.scope.db, client.id, idIn(c, 'memberId'));
  const other = displayName({ name: member.name, artistName: null });
  const stored = { role: member.role ?? '', isPrimary: member.isPrimary ? 'on' : '' };
  const action = memberPath(client.id, member.id);
  return render(
    c,
    (ui) => ({
      title: ui.t('clients.members.edit', { name: other }),
      styles: ['clients'],
      body: MemberEdit({ ui, client: named(client), form: form ?? freshForm(stored), action, other }),
    }),
    status,
  );
}

export const memberRoutes = new Hono<Env>()
  .get('/:id/members/new', can('clients.update'), async (c) => {
    const client = await getClient(c.var.scope, idIn(c));
    const q = (c.req.query('q') ?? '').replaceAll('\u0000', '').slice(0, LONGEST_SEARCH);
    return newPage(c, client, q, freshForm());
  })
  .post('/:id/members', can('clients.update'), async (c) => {
    const client = await getClient(c.var.scope, idIn(c));
    const form = await readForm(c, newMemberForm);
    const q = (form.values.q ?? '').slice(0, LONGEST_SEARCH);
    if (!form.ok) return newPage(c, client, q, form, 422);
    const added = await orRefusal(c, form, addMember(c.var.scope, client.id, form.value));
    if (!added.ok) return newPage(c, client, q, added.form, added.status);
    flash(c, 'ok', 'clients.members.added');
    return redirect(c, clientPath(client.id));
  })
  .get('/:id/members/:memberId/edit', can('clients.update'), async (c) =>
    editPage(c, await getClient(c.var.scope, idIn(c)), null),
  )
  .post('/:id/members/:memberId', can('clients.update'), async (c) => {
    const client = await getClient(c.var.scope, idIn(c));
    const form = await readForm(c, memberForm);
    if (!form.ok) return editPage(c, client, form, 422);
    await updateMember(c.var.scope, client.id, idIn(c, 'memberId'), form.value);
    flash(c, 'ok', 'clients.members.saved');
    return redirect(c, clientPath(client.id));
  })
  .post('/:id/members/:memberId/removal', can('clients.update'), async (c) => {
    const id = idIn<'client'>(c);
    await removeMember(c.var.scope, id, idIn(c, 'memberId'));
    flash(c, 'ok', 'clients.members.removed');
    return redirect(c, clientPath(id));
  });
