import { BOM, type Cell, csvStyle, csvText } from '#platform/exports/csv.ts';
import { localDay } from '#platform/format/zoned.ts';
import type { AppContext } from '#platform/http/env.ts';
import { uiOf } from '#platform/http/render.ts';
import { streamText } from '#platform/http/stream-text.ts';
import type { Scope } from '#platform/scope.ts';

export interface TextFile {
  /** Without the day and the ending; what is not ASCII is left out of the file's name. */
  readonly name: string;
  readonly ending: string;
  readonly type: string;
}

/** A file that is made while it is sent. */
export async function download(
  c: AppContext,
  { name, ending, type }: TextFile,
  pieces: (scope: Scope) => AsyncGenerator<string>,
): Promise<Response> {
  const { now, studio } = c.var.scope;
  const day = localDay(now, studio.timeZone);
  const ascii = name.replace(/[^\w-]/g, '');
  c.header('Content-Disposition', `attachment; filename="${ascii}-${day}.${ending}"`);
  return c.body(await streamText(c, pieces), 200, { 'Content-Type': `${type}; charset=utf-8` });
}

export interface CsvTable {
  readonly name: string;
  readonly headings: readonly string[];
  /** Batches of rows. */
  rows(scope: Scope): AsyncIterable<readonly (readonly Cell[])[]>;
}

/** In the language of the reader, whose spreadsheet it is for. */
export function downloadCsv(c: AppContext, { name, headings, rows }: CsvTable): Promise<Response> {
  const style = csvStyle(uiOf(c).locale);
  return download(c, { name, ending: 'csv', type: 'text/csv' }, async function* (scope) {
    let before = BOM + csvText([headings], style);
    for await (const batch of rows(scope)) {
      yield before + csvText(batch, style);
      before = '';
    }
    if (before !== '') yield before;
  });
}
