/** Sources as forms and addresses carry them: a field for each kind, as often as there are things of it. */
import { sourceField } from '#invoicing/paths.ts';
import type { BillableKind, Source } from '#platform/contributions/billables.ts';

export function readSources(
  fields: Readonly<Record<string, string | readonly string[]>>,
  kinds: readonly BillableKind[],
): Source[] {
  return kinds.flatMap(({ kind }) => {
    const sent = fields[sourceField(kind)] ?? [];
    const ids = typeof sent === 'string' ? [sent] : sent;
    return [...new Set(ids)].filter((id) => id !== '').map((id) => ({ kind, id }));
  });
}
