import { Hono } from 'hono';
import { type CsvWords, csvHead, csvRows } from '#clients/exports/csv.ts';
import { listFiltered } from '#clients/exports/queries.ts';
import { toVcard } from '#clients/exports/vcard.ts';
import { parseFilter } from '#clients/list/filter.ts';
import type { Client } from '#clients/model.ts';
import { csvStyle } from '#platform/exports/csv.ts';
import { download } from '#platform/exports/download.ts';
import { can, freshProof } from '#platform/http/access.ts';
import type { AppContext, Env } from '#platform/http/env.ts';
import { uiOf } from '#platform/http/render.ts';
import type { Ui } from '#platform/http/ui.ts';

function wordsIn({ t }: Ui): CsvWords {
  return {
    heading: (field) => t(`clients.field.${field}`),
    kind: (kind) => t(`clients.kind.${kind}`),
    gender: (gender) => t(`clients.gender.${gender}`),
    yesNo: (value) => t(value ? 'clients.yes' : 'clients.no'),
  };
}

/** Everything that the list shows, all its pages, written a batch at a time. */
function downloadClients(
  c: AppContext,
  { type, ending, head = '' }: { readonly type: string; readonly ending: string; readonly head?: string },
  rows: (clients: readonly Client[]) => string,
): Promise<Response> {
  const filter = parseFilter(c.req.query());
  return download(c, { name: 'clients', type, ending }, async function* (scope) {
    let before = head;
    for await (const batch of listFiltered(scope.db, filter)) {
      yield before + rows(batch);
      before = '';
    }
    if (before !== '') yield before;
  });
}

export const exportRoutes = new Hono<Env>()
  .get('/export.csv', can('clients.export'), freshProof('clients.proof.export'), (c) => {
    const ui = uiOf(c);
    const [words, style] = [wordsIn(ui), csvStyle(ui.locale)];
    const file = { type: 'text/csv', ending: 'csv', head: csvHead(words, style) };
    return downloadClients(c, file, (clients) => csvRows(clients, words, style));
  })
  .get('/export.vcf', can('clients.export'), freshProof('clients.proof.export'), (c) =>
    downloadClients(c, { type: 'text/vcard', ending: 'vcf' }, (clients) => clients.map(toVcard).join('')),
  );
