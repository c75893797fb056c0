/** Choosing a client in a form: as it is typed, or on a page of its own where there is no script. */
import { Hono } from 'hono';
import { keptFields, newChoiceForm, searchText } from '#clients/choices/forms.ts';
import { searchChoices } from '#clients/choices/queries.ts';
import type { ClientChoice } from '#clients/model.ts';
import { CLIENTS } from '#clients/paths.ts';
import { createClient } from '#clients/service.ts';
import { can } from '#platform/http/access.ts';
import type { Env } from '#platform/http/env.ts';
import { readForm } from '#platform/http/forms.ts';
import { fragment, render, safeNext } from '#platform/http/render.ts';
import { accepted } from '#platform/refusal.ts';
import { ClientOptions } from '#views/clients/choices/options.tsx';
import { ClientPick } from '#views/clients/choices/pick.tsx';

const MOST_SUGGESTED = 20;
const MOST_LISTED = 50;

export const choiceRoutes = new Hono<Env>()
  .get('/choices', can('clients.read'), async (c) => {
    const choices = await searchChoices(c.var.scope.db, searchText(c.req.query('q')), MOST_SUGGESTED);
    return fragment(c, () => ClientOptions({ choices }));
  })
  .post('/choices', can('clients.create'), async (c) => {
    const form = await readForm(c, newChoiceForm);
    if (!form.ok) return c.text(Object.values(form.errors)[0] ?? '', 422);
    const id = await accepted(createClient(c.var.scope, form.value));
    const made: ClientChoice = { id, name: form.value.name, hint: '' };
    return fragment(c, () => ClientOptions({ choices: [made] }), 201);
  })
  .get('/pick', can('clients.read'), async (c) => {
    const { q, returnTo, ...query } = c.req.query();
    const search = searchText(q);
    const found = await searchChoices(c.var.scope.db, search, MOST_LISTED + 1);
    const page = { search, found: found.slice(0, MOST_LISTED), isCut: found.length > MOST_LISTED };
    const back = { path: safeNext(returnTo, CLIENTS), fields: keptFields(query) };
    return render(c, (ui) => ({ title: ui.t('clients.pick.title'), body: ClientPick({ ui, ...page, back }) }));
  });
