/** Sources in the words of the page: each thing as its module names and links it. */
import type { Billed } from '#invoicing/sources/model.ts';
import type { Source } from '#platform/contributions/billables.ts';
import type { AppContext } from '#platform/http/env.ts';

export interface ToldSource {
  readonly id: string;
  readonly name: string;
  readonly path: string | null;
}

export interface ToldBilled extends Pick<Billed, 'invoice'> {
  readonly name: string;
}

/** One question for each kind; what no longer exists is left out. */
export async function tellSources(c: AppContext, sources: readonly Source[]): Promise<ToldSource[]> {
  const { subjects } = c.var.services.contributions;
  const kinds = [...new Set(sources.map(({ kind }) => kind))];
  const told = await Promise.all(
    kinds.map(async (kind) => {
      const ids = sources.flatMap((source) => (source.kind === kind ? source.id : []));
      const cards = await subjects.get(kind)?.describe(c.var.scope, ids);
      return ids.flatMap((id) => ({ id, name: cards?.get(id)?.name, path: subjects.get(kind)?.path(id) ?? null }));
    }),
  );
  return told.flat().flatMap(({ name, ...source }) => (name === undefined ? [] : { ...source, name }));
}

export async function tellBilled(c: AppContext, billed: readonly Billed[]): Promise<ToldBilled[]> {
  const names = await tellSources(
    c,
    billed.map(({ source }) => source),
  );
  return billed.map(({ source, invoice }) => ({
    name: names.find(({ id }) => id === source.id)?.name ?? '',
    invoice,
  }));
}
