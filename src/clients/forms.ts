/** The forms of clients: names of fields as browsers send them, and back. */
import { z } from 'zod';
import { CURRENCIES, currencyName, LANGUAGES, languageName, listCountries, type Named } from '#clients/countries.ts';
import { clientDetails } from '#clients/details.ts';
import type { Client, Labelled } from '#clients/model.ts';
import type { Locale } from '#platform/scope.ts';

/** Fields that hold any number of lines, each a label and a value: `phonesLabel0`, `phonesValue0`, … */
export const LISTS = ['phones', 'emails', 'websites', 'customFields'] as const;
export type ListName = (typeof LISTS)[number];

const MOST_LINES = 60;

type Typed = Readonly<Record<string, unknown>>;

function textOf(fields: Typed, name: string): string {
  const value = fields[name];
  return typeof value === 'string' ? value : '';
}

/** Lines with neither label nor value were left blank. */
function linesOf(fields: Typed, list: ListName): Labelled[] {
  return Array.from({ length: MOST_LINES }, (_, index) => ({
    label: textOf(fields, `${list}Label${index}`),
    value: textOf(fields, `${list}Value${index}`),
  })).filter(({ label, value }) => label !== '' || value !== '');
}

function withLists(fields: unknown): Typed {
  const typed = (fields ?? {}) as Typed;
  return { ...typed, ...Object.fromEntries(LISTS.map((list) => [list, linesOf(typed, list)])) };
}

export const clientForm = z.preprocess(withLists, clientDetails);

/** Access to the portal is ticked beforehand: without an address it stays closed instead of asking for one. */
export const newClientForm = z.preprocess((fields) => {
  const typed = withLists(fields);
  return textOf(typed, 'email').trim() === '' ? { ...typed, portalAccess: undefined } : typed;
}, clientDetails);

/** Which revision the form was filled from; none at all counts as an old one. */
export const revisionForm = z.object({ revision: z.coerce.number().int().catch(0) });

function percentText(basisPoints: number | null): string {
  return basisPoints === null ? '' : String(basisPoints / 100);
}

/** What the form shows for a client as it is stored. */
export function toFormValues(client: Client): Record<string, string> {
  const values: Record<string, string> = { revision: String(client.revision) };
  for (const [name, value] of Object.entries(client)) {
    if (typeof value === 'string') values[name] = value;
    if (value === true) values[name] = 'on';
  }
  values.defaultDepositPercent = percentText(client.defaultDepositPercent);
  for (const list of LISTS)
    client[list].forEach(({ label, value }, index) => {
      values[`${list}Label${index}`] = label;
      values[`${list}Value${index}`] = value;
    });
  return values;
}

export interface ClientFormOptions {
  readonly countries: readonly Named[];
  readonly languages: readonly Named[];
  readonly currencies: readonly Named[];
  /** Of each list; lines beyond are not read. */
  readonly mostLines: number;
}

export function clientFormOptions(locale: Locale): ClientFormOptions {
  return {
    countries: listCountries(locale),
    languages: LANGUAGES.map((value) => ({ value, label: languageName(value, locale) })),
    currencies: CURRENCIES.map((value) => ({ value, label: `${value} — ${currencyName(value, locale)}` })),
    mostLines: MOST_LINES,
  };
}
