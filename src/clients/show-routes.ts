import { listClientHistory } from '#clients/history/queries.ts';
import { addressLines, type ClientId, displayName } from '#clients/model.ts';
import { FARTHEST_ROW, getClientWithPeople } from '#clients/people/queries.ts';
import { loadSections } from '#platform/contributions/load-sections.ts';
import { foldEdits } from '#platform/history/model.ts';
import { readableKinds, tellHistory } from '#platform/history/tell.ts';
import type { AppContext } from '#platform/http/env.ts';
import type { FormState } from '#platform/http/forms.ts';
import { render } from '#platform/http/render.ts';
import { localeTag } from '#platform/i18n/locale.ts';
import { ClientShow } from '#views/clients/show.tsx';
import { freshForm } from '#views/ui/form-state.ts';

/** A list that is long begins where the address says: `?notes=20`. */
function offsetIn(c: AppContext, list: string): number {
  const offset = Number(c.req.query(list) ?? 0);
  return Number.isInteger(offset) && offset > 0 && offset <= FARTHEST_ROW ? offset : 0;
}

/** The page of one client; also the answer to a note that could not be saved. */
export async function showClient(
  c: AppContext,
  id: ClientId,
  noteForm: FormState = freshForm(),
  status: 200 | 422 = 200,
) {
  const { scope } = c.var;
  const [{ client, people }, rows, sections] = await Promise.all([
    getClientWithPeople(scope.db, id, {
      notes: offsetIn(c, 'notes'),
      contacts: offsetIn(c, 'contacts'),
      members: offsetIn(c, 'members'),
    }),
    listClientHistory(scope.db, id, readableKinds(c)),
    loadSections(c, 'client', id),
  ]);
  const title = displayName(client);
  const history = await tellHistory(c, foldEdits(rows), { known: new Map([[id, title]]) });
  return render(
    c,
    (ui) => {
      const address = addressLines(client, localeTag(ui.locale));
      const body = ClientShow({ ui, client, title, address, people, sections, history, noteForm });
      return { title, styles: ['clients'], body };
    },
    status,
  );
}
