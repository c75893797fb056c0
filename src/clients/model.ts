/** A customer of the studio, person or company, and what follows from its data alone. */

import { countryName } from '#clients/countries.ts';
import type { Id } from '#platform/db/ids.ts';
import type { PortalRight } from '#platform/scope.ts';

export type ClientId = Id<'client'>;

export const CLIENT_KINDS = ['person', 'company'] as const;
export type ClientKind = (typeof CLIENT_KINDS)[number];

export const GENDERS = ['female', 'male', 'other'] as const;
export type Gender = (typeof GENDERS)[number];

/** One more phone, address or fact, with the word that tells it from the others ("bureau", ""). */
export interface Labelled {
  readonly label: string;
  readonly value: string;
}

export interface Address {
  readonly street: string | null;
  readonly postalCode: string | null;
  readonly city: string | null;
  readonly region: string | null;
  /** ISO 3166-1 alpha-2. */
  readonly country: string | null;
}

/** Everything that a person can write down about a client. */
export interface ClientDetails extends Address {
  readonly kind: ClientKind;
  /** Display name: never empty. */
  readonly name: string;
  readonly artistName: string | null;
  readonly prefix: string | null;
  readonly firstName: string | null;
  readonly middleName: string | null;
  readonly lastName: string | null;
  readonly suffix: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly phones: readonly Labelled[];
  readonly emails: readonly Labelled[];
  readonly websites: readonly Labelled[];
  readonly deliveryAddress: string | null;
  /** YYYY-MM-DD */
  readonly birthday: string | null;
  readonly gender: Gender | null;
  /** ISO 639. */
  readonly language: string | null;
  /** ISO 4217; null is the studio's own. */
  readonly currency: string | null;
  readonly notes: string | null;
  readonly isVip: boolean;
  readonly portalAccess: boolean;
  readonly siren: string | null;
  readonly siret: string | null;
  readonly vatNumber: string | null;
  /** Basis points; null is the studio's own rule, 0 is no deposit. */
  readonly defaultDepositPercent: number | null;
  readonly customFields: readonly Labelled[];
}

/** What `createClient` takes: a name, and whatever else is known. */
export type ClientInput = Pick<ClientDetails, 'name'> & Partial<ClientDetails>;

export interface Client extends ClientDetails {
  readonly id: ClientId;
  readonly archivedAt: Date | null;
  readonly revision: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** What a document or the page of a session says of its client. */
export interface ClientCard
  extends Address,
    Pick<
      ClientDetails,
      | 'kind'
      | 'name'
      | 'artistName'
      | 'firstName'
      | 'email'
      | 'phone'
      | 'deliveryAddress'
      | 'language'
      | 'currency'
      | 'siren'
      | 'siret'
      | 'vatNumber'
      | 'defaultDepositPercent'
      | 'portalAccess'
    > {
  readonly id: ClientId;
  readonly archivedAt: Date | null;
}

/** Whether a person enters the portal for a client, and what for. */
export interface PortalAccess {
  readonly isOpen: boolean;
  readonly rights: readonly PortalRight[];
}

/** As fields that choose a client show it. */
export interface ClientChoice {
  readonly id: ClientId;
  readonly name: string;
  /** Tells homonyms apart: phone, mail or town; empty where none is known. */
  readonly hint: string;
}

/** Whether this text can be seen: spaces, controls and invisible signs alone cannot be clicked. */
export function isVisible(text: string): boolean {
  return /[^\s\p{C}\p{Z}\p{M}]/u.test(text);
}

interface Greeted {
  readonly kind?: ClientKind;
  readonly firstName: string | null;
  readonly name: string;
}

/** How a mail or a page begins: with the first name of a person, where it is known. */
export function greetingName({ kind = 'person', firstName, name }: Greeted): string {
  return kind === 'person' && firstName !== null && isVisible(firstName) ? firstName : name;
}

/** What to call a client where there is room for one name; an em dash where the name shows nothing. */
export function displayName({ name, artistName }: Pick<ClientDetails, 'name' | 'artistName'>): string {
  if (isVisible(name)) return name;
  return artistName !== null && isVisible(artistName) ? artistName : '—';
}

type NameParts = Pick<ClientDetails, 'firstName' | 'middleName' | 'lastName'>;

/** First, middle and last name in the order of Western Europe; empty when there is none of them. */
export function composeName({ firstName, middleName, lastName }: Partial<NameParts>): string {
  return [firstName, middleName, lastName].filter(Boolean).join(' ');
}

const CITY_FIRST = new Set(['US', 'CA', 'AU', 'GB', 'IE', 'NZ']);

/**
 * An address as on an envelope, without the name.
 * @param home country that goes without saying
 */
export function addressLines(address: Address, locale: string, home?: string | null): string[] {
  const { street, postalCode, city, region, country } = address;
  const cityFirst = country !== null && CITY_FIRST.has(country);
  const place = cityFirst ? [city, region, postalCode] : [postalCode, city];
  const lines = [
    ...(street?.split(/\r\n|\r|\n/) ?? []),
    place.filter(Boolean).join(' '),
    cityFirst ? null : region,
    country === null || country === home ? null : countryName(country, locale),
  ];
  return lines.filter((line) => line !== null && line !== undefined && line.trim() !== '') as string[];
}

/** The digits that tell two ways of writing one number apart from two numbers: "+33 6 12…" and "06 12…" end alike. */
export function phoneTail(phone: string | null): string {
  return (phone ?? '').replace(/\D/g, '').slice(-9);
}

/** Names of the fields in which two versions of a client differ. */
export function changedFields(before: ClientDetails, after: ClientDetails): (keyof ClientDetails)[] {
  const names = Object.keys(after) as (keyof ClientDetails)[];
  return names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
}

/** What the list shows; fewer bytes than the whole row, in the order of `queries.ts`. */
export interface ClientListItem {
  readonly id: ClientId;
  readonly kind: ClientKind;
  readonly name: string;
  readonly artistName: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly city: string | null;
  readonly isVip: boolean;
  readonly isArchived: boolean;
}
