import { Hono } from 'hono';
import { type CsvWords, csvHead, csvRows } from '#clients/exports/csv.ts';
import { listFiltered } from '#clients/exports/queries.ts';
import { toVcard } from '#clients/exports/vcard.ts';
import { parseFilter } from '#clients/list/filter.ts';
import type { Client } from '#clients/model.ts';
import { can } from '#platform/http/access.ts';
import type { AppContext, Env } from '#platform/http/env.ts';
import { uiOf } from '#platform/http/render.ts';
import { streamText } from '#platform/http/stream-text.ts';
import type { Ui } from '#platform/http/ui.ts';
import { localeFacts } from '#platform/i18n/locales.ts';
import type { Scope } from '#platform/scope.ts';

function wordsIn({ t }: Ui): CsvWords {
  return {
    heading: (field) => t(`clients.field.${field}`),
    kind: (kind) => t(`clients.kind.${kind}`),
    gender: (gender) => t(`clients.gender.${gender}`),
    yesNo: (value) => t(value ? 'clients.yes' : 'clients.no'),
  };
}

/** Everything that the list shows, all its pages, written a batch at a time. */
function download(
  c: AppContext,
  { type, ending, head = '' }: { readonly type: string; readonly ending: string; readonly head?: string },
  rows: (clients: readonly Client[]) => string,
): Promise<Response> {
  const filter = parseFilter(c.req.query());
  return answer(c, type, ending, async function* (scope) {
    let before = head;
    for await (const batch of listFiltered(scope.db, filter)) {
      yield before + rows(batch);
      before = '';
    }
    if (before !== '') yield before;
  });
}

async function answer(
  c: AppContext,
  type: string,
  ending: string,
  pieces: (scope: Scope) => AsyncGenerator<string>,
): Promise<Response> {
  const day = c.var.scope.now.toISOString().slice(0, 10);
  c.header('Content-Disposition', `attachment; filename="clients-${day}.${ending}"`);
  return c.body(await streamText(c, pieces), 200, { 'Content-Type': `${type}; charset=utf-8` });
}

export const exportRoutes = new Hono<Env>()
  .get('/export.csv', can('clients.export'), (c) => {
    const ui = uiOf(c);
    const [words, { delimiter }] = [wordsIn(ui), localeFacts(ui.locale).csv];
    const file = { type: 'text/csv', ending: 'csv', head: csvHead(words, delimiter) };
    return download(c, file, (clients) => csvRows(clients, words, delimiter));
  })
  .get('/export.vcf', can('clients.export'), (c) =>
    download(c, { type: 'text/vcard', ending: 'vcf' }, (clients) => clients.map(toVcard).join('')),
  );
