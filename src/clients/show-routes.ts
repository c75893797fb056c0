import { listContacts } from '#clients/contacts/service.ts';
import { listMembers } from '#clients/members/service.ts';
import { addressLines, type ClientId, displayName } from '#clients/model.ts';
import { listNotes } from '#clients/notes/service.ts';
import { listHistory } from '#clients/queries.ts';
import { getClient } from '#clients/service.ts';
import type { AppContext } from '#platform/http/env.ts';
import type { FormState } from '#platform/http/forms.ts';
import { render } from '#platform/http/render.ts';
import { localeTag } from '#platform/i18n/locale.ts';
import { ClientShow } from '#views/clients/show.tsx';
import { freshForm } from '#views/ui/form-state.ts';

/** The page of one client; also the answer to a note that could not be saved. */
export async function showClient(
  c: AppContext,
  id: ClientId,
  noteForm: FormState = freshForm(),
  status: 200 | 422 = 200,
) {
  const { scope } = c.var;
  const [client, contacts, members, notes, history] = await Promise.all([
    getClient(scope, id),
    listContacts(scope.db, id),
    listMembers(scope.db, id),
    listNotes(scope.db, id),
    listHistory(scope.db, id),
  ]);
  const title = displayName(client);
  return render(
    c,
    (ui) => {
      const address = addressLines(client, localeTag(ui.locale));
      const body = ClientShow({ ui, client, title, address, contacts, members, notes, history, noteForm });
      return { title, styles: ['clients'], body };
    },
    status,
  );
}
