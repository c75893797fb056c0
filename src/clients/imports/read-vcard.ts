/** vCard 3.0 (RFC 2426) and 4.0 (RFC 6350) → our fields, as text, for the same reading that cells of a CSV get. */

import { decodeLines } from '#clients/import-export/lines.ts';
import { readValues } from '#clients/imports/read-values.ts';
import type { Labelled } from '#clients/model.ts';
import type { ParsedCard, Property } from '#platform/imports/cards.ts';
import type { RawRow } from '#platform/imports/model.ts';

function textsOf(properties: readonly Property[], name: string): string[] {
  return named(properties, name)
    .map(([, , , value]) => String(value ?? ''))
    .filter((text) => text !== '');
}

function named(properties: readonly Property[], name: string): Property[] {
  return properties.filter(([own]) => own === name);
}

function first(properties: readonly Property[], name: string): string | undefined {
  return textsOf(properties, name)[0];
}

/** A component of a structured value; several in one place are joined. */
function part(property: Property | undefined, index: number): string {
  const values = property?.[3];
  const value = Array.isArray(values) ? values[index] : index === 0 ? values : undefined;
  return (Array.isArray(value) ? value.join(', ') : String(value ?? '')) || '';
}

const MEANINGLESS = new Set(['pref', 'internet', 'voice']);

/** The word that a person chose, which Apple keeps in a line beside it, or else the types. */
function labelOf([, parameters]: Property, properties: readonly Property[]): string {
  const own = named(properties, 'x-ablabel').find(([, { group }]) => group !== undefined && group === parameters.group);
  if (own) return String(own[3] ?? '').replace(/^_\$!<(.*)>!\$_$/, '$1');
  const types = [parameters.type ?? []].flat().map(String);
  return types.filter((type) => !MEANINGLESS.has(type.toLowerCase())).join(', ');
}

/** Marked as preferred in either version's way. */
function rank([, parameters]: Property): number {
  const isPreferred = [parameters.type ?? []].flat().some((type) => String(type).toLowerCase() === 'pref');
  return isPreferred ? 0 : Number(parameters.pref ?? 101);
}

/** The preferred one, or else the first; and the rest with their labels. */
function reach(
  properties: readonly Property[],
  name: string,
  clean: (text: string) => string,
): { main: string; rest: Labelled[] } {
  const found = named(properties, name)
    .map((property) => ({
      label: labelOf(property, properties),
      value: clean(String(property[3] ?? '')),
      rank: rank(property),
    }))
    .filter(({ value }) => value !== '');
  const main = found.reduce<(typeof found)[number] | undefined>(
    (best, one) => (best && best.rank <= one.rank ? best : one),
    undefined,
  );
  return {
    main: main?.value ?? '',
    rest: found.filter((one) => one !== main).map(({ label, value }) => ({ label, value })),
  };
}

const GENDERS: Readonly<Record<string, string>> = { F: 'female', M: 'male', O: 'other' };

/** A company has its own name where a person has theirs, or says so. */
function isCompany(properties: readonly Property[], fullName: string): boolean {
  const kind = first(properties, 'kind')?.toLowerCase();
  if (kind) return kind === 'org';
  if (/^company$/i.test(first(properties, 'x-abshowas') ?? '')) return true;
  const [n] = named(properties, 'n');
  return part(named(properties, 'org')[0], 0) === fullName && part(n, 0) === '' && part(n, 1) === '';
}

function addresses(properties: readonly Property[]): Property[] {
  return named(properties, 'adr').sort((a, b) => rank(a) - rank(b));
}

function address(properties: readonly Property[]): Record<string, unknown> {
  const [adr] = addresses(properties);
  return {
    street: [part(adr, 0), part(adr, 1), part(adr, 2)].filter(Boolean).join('\n'),
    city: part(adr, 3),
    region: part(adr, 4),
    postalCode: part(adr, 5),
    country: part(adr, 6),
  };
}

/** What has no field of ours is kept as a fact under its own name. */
function facts(properties: readonly Property[], company: boolean): Labelled[] {
  const kept = (label: string, values: readonly string[]) => values.filter(Boolean).map((value) => ({ label, value }));
  const parts = (property: Property) => [property[3] ?? []].flat(2).filter(Boolean).join(', ');
  return [
    ...textsOf(properties, 'x-regie-field').flatMap(decodeLines),
    ...kept(
      'BDAY',
      textsOf(properties, 'bday').filter((day) => !isWholeDay(day)),
    ),
    ...kept('ORG', company ? [] : named(properties, 'org').map(parts)),
    ...kept('TITLE', textsOf(properties, 'title')),
    ...kept('ROLE', textsOf(properties, 'role')),
    ...kept('ADR', addresses(properties).slice(1).map(parts)),
  ];
}

function ours(properties: readonly Property[]): Record<string, unknown> {
  const text = (name: string) => first(properties, `x-regie-${name}`);
  return {
    deliveryAddress: text('delivery-address'),
    currency: text('currency'),
    siren: text('siren'),
    siret: text('siret'),
    vatNumber: text('vat-number'),
    defaultDepositPercent: text('deposit-percent'),
    isVip: text('vip'),
    portalAccess: text('portal'),
    archivedAt: text('archived'),
  };
}

/** vCard 4 knows birthdays without a year; we do not. */
function isWholeDay(text: string): boolean {
  return /^\d{4}-?\d{2}-?\d{2}/.test(text);
}

function person(properties: readonly Property[]): Record<string, unknown> {
  const [n] = named(properties, 'n');
  const bday = first(properties, 'bday') ?? '';
  return {
    lastName: part(n, 0),
    firstName: part(n, 1),
    middleName: part(n, 2),
    prefix: part(n, 3),
    suffix: part(n, 4),
    artistName: named(properties, 'nickname')
      .flatMap(([, , , ...names]) => names)
      .join(', '),
    birthday: isWholeDay(bday) ? bday : '',
    gender: GENDERS[part(named(properties, 'gender')[0], 0)],
    language: first(properties, 'lang'),
  };
}

/** Version 3 takes addresses as they are; programs that write it escape them all the same. */
function webAddress([, , , value]: Property): string {
  return String(value ?? '').replace(/\\([,:;])/g, '$1');
}

function cardValues(properties: readonly Property[]): Record<string, unknown> {
  const fullName = first(properties, 'fn') ?? '';
  const company = isCompany(properties, fullName);
  const emails = reach(properties, 'email', (text) => text.replace(/^mailto:/i, ''));
  const phones = reach(properties, 'tel', (text) => text.replace(/^tel:/i, ''));
  return {
    name: fullName || part(named(properties, 'org')[0], 0),
    kind: company ? 'company' : 'person',
    email: emails.main,
    emails: emails.rest,
    phone: phones.main,
    phones: phones.rest,
    websites: named(properties, 'url').map((url) => ({ label: labelOf(url, properties), value: webAddress(url) })),
    notes: textsOf(properties, 'note').join('\n\n'),
    customFields: facts(properties, company),
    ...person(properties),
    ...address(properties),
    ...ours(properties),
  };
}

export function readCard({ line, properties }: ParsedCard): RawRow {
  return readValues(line, cardValues(properties));
}
