import { Hono } from 'hono';
import { type CsvWords, csvHead, csvRows } from '#clients/exports/csv.ts';
import { listFiltered } from '#clients/exports/queries.ts';
import { toVcard } from '#clients/exports/vcard.ts';
import { parseFilter } from '#clients/list/filter.ts';
import type { Client } from '#clients/model.ts';
import { can } from '#platform/http/access.ts';
import type { AppContext, Env } from '#platform/http/env.ts';
import { uiOf } from '#platform/http/render.ts';
import type { Ui } from '#platform/http/ui.ts';
import { localeFacts } from '#platform/i18n/locales.ts';

function wordsIn({ t }: Ui): CsvWords {
  return {
    heading: (field) => t(`clients.field.${field}`),
    kind: (kind) => t(`clients.kind.${kind}`),
    gender: (gender) => t(`clients.gender.${gender}`),
    yesNo: (value) => t(value ? 'clients.yes' : 'clients.no'),
  };
}

/** Everything that the list shows, all its pages, written a batch at a time. */
async function write(c: AppContext, head: string, rows: (clients: readonly Client[]) => string): Promise<string> {
  let text = head;
  for await (const batch of listFiltered(c.var.scope.db, parseFilter(c.req.query()))) text += rows(batch);
  return text;
}

function download(c: AppContext, text: string, type: string, ending: string): Response {
  const day = c.var.scope.now.toISOString().slice(0, 10);
  c.header('Content-Disposition', `attachment; filename="clients-${day}.${ending}"`);
  return c.body(text, 200, { 'Content-Type': `${type}; charset=utf-8` });
}

export const exportRoutes = new Hono<Env>()
  .get('/export.csv', can('clients.export'), async (c) => {
    const ui = uiOf(c);
    const [words, { delimiter }] = [wordsIn(ui), localeFacts(ui.locale).csv];
    const text = await write(c, csvHead(words, delimiter), (clients) => csvRows(clients, words, delimiter));
    return download(c, text, 'text/csv', 'csv');
  })
  .get('/export.vcf', can('clients.export'), async (c) => {
    const text = await write(c, '', (clients) => clients.map(toVcard).join(''));
    return download(c, text, 'text/vcard', 'vcf');
  });
