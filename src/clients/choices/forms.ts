/** What a field that chooses a client sends: a search, or the name of a client to be made. */
import { z } from 'zod';
import { CLIENT_KINDS, type ClientInput, composeName } from '#clients/model.ts';
import { choice, requiredName } from '#platform/format/fields.ts';

const LONGEST_SEARCH = 200;
/** Of a form that is left for the page of choices; a longer address would be refused. */
const LONGEST_KEPT = 2_000;
const OWN = new Set(['q', 'returnTo', 'clientId', 'requestKey']);

/** A person's first word is the first name. */
export const newChoiceForm = z
  .object({ name: requiredName(), kind: choice(CLIENT_KINDS) })
  .transform(({ name, kind }): ClientInput => {
    if (kind === 'company') return { kind, name: name.trim() };
    const [firstName = '', ...rest] = name.trim().split(/\s+/);
    const lastName = rest.join(' ') || null;
    return { kind: 'person', firstName, lastName, name: composeName({ firstName, lastName }) };
  });

export function searchText(q: string | undefined): string {
  return (q ?? '').replaceAll('\u0000', '').slice(0, LONGEST_SEARCH);
}

/** What was typed into the form that asks for a client, so that it need not be typed again. */
export function keptFields(query: Readonly<Record<string, string>>): Record<string, string> {
  const kept = Object.entries(query).filter(([name, value]) => !OWN.has(name) && value !== '');
  return Object.fromEntries(kept.filter(([, value]) => value.length <= LONGEST_KEPT));
}
