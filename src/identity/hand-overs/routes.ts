/**
 * From one host to another without signing in again. The form leads to a page of the same host, and that page to the other: our policy
 * lets no form go elsewhere, not even by a redirect.
 */
import { Hono } from 'hono';
import { z } from 'zod';
import { carryDestination, type Destination, takeDestination } from '#identity/hand-overs/carried.ts';
import { oneselfOf } from '#identity/logins/actor.ts';
import { listOwnStudios, type OwnStudio } from '#identity/me/queries.ts';
import { PRODUCT } from '#identity/model.ts';
import { HAND_OVER, homeOf, ME, welcomePath } from '#identity/paths.ts';
import { issueTicket } from '#identity/welcomes/service.ts';
import { can } from '#platform/http/access.ts';
import type { AppContext, Env } from '#platform/http/env.ts';
import { readForm } from '#platform/http/forms.ts';
import { redirect, render, safeNext } from '#platform/http/render.ts';
import { studioOrigin } from '#platform/tenancy/open-scope.ts';
import { HandOverPage } from '#views/identity/hand-overs/current.tsx';
import { HandOverList } from '#views/identity/hand-overs/index.tsx';

/** Without a studio it leads to the main host. */
const handOverForm = z.object({ studioId: z.string().optional(), next: z.string().optional() });

export const handOverRoutes = new Hono<Env>()
  .get('/', can('identity.hand-over'), (c) => (c.var.studio ? showList(c) : c.redirect(ME, 303)))
  .post('/', can('identity.hand-over'), async (c) => {
    const form = await readForm(c, handOverForm);
    const { studioId = '', next } = form.ok ? form.value : {};
    const studio = studioId === '' ? null : await findOwnStudio(c, studioId);
    if (!form.ok || studio === undefined) return showList(c, 422);
    carryDestination(c, oneselfOf(c), await destinationOf(c, studio, next));
    return redirect(c, HAND_OVER);
  })
  .get('/current', can('identity.hand-over'), (c) => {
    const destination = takeDestination(c, oneselfOf(c));
    if (!destination) return c.redirect(homeOf(c.var.studio), 303);
    // No script and no form: also browsers without scripts go on by themselves.
    c.header('Refresh', `0; url=${destination.address}`);
    return render(c, (ui) => ({
      title: ui.t('identity.handOver.going', { name: destination.name }),
      layout: 'plain',
      body: HandOverPage({ ui, ...destination }),
    }));
  });

/** Those that can be entered, the present one aside. */
async function listOthers(c: AppContext): Promise<readonly OwnStudio[]> {
  const studios = await listOwnStudios(c.var.controlScope, oneselfOf(c).id);
  return studios.filter(({ id, status }) => status === 'ready' && id !== c.var.studio?.id);
}

async function findOwnStudio(c: AppContext, id: string): Promise<OwnStudio | undefined> {
  return (await listOthers(c)).find((studio) => studio.id === id);
}

async function destinationOf(c: AppContext, studio: OwnStudio | null, wanted?: string): Promise<Destination> {
  const { controlScope: scope } = c.var;
  const token = await issueTicket(scope, oneselfOf(c), studio?.id ?? null);
  const origin = studio ? studioOrigin(scope.publicUrl, studio) : scope.publicUrl.origin;
  const next = safeNext(wanted, '');
  const query = next === '' ? '' : `?next=${encodeURIComponent(next)}`;
  return { name: studio?.name ?? PRODUCT, address: origin + welcomePath(token) + query };
}

async function showList(c: AppContext, status: 200 | 422 = 200) {
  const studios = await listOthers(c);
  return render(
    c,
    (ui) => ({
      title: ui.t('identity.handOver.list'),
      styles: ['identity'],
      body: HandOverList({ ui, studios, isRefused: status === 422 }),
    }),
    status,
  );
}
