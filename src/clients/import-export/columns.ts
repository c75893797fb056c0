/** The columns of a file of clients, in the order in which we write them. */
import type { ClientDetails } from '#clients/model.ts';

export const CLIENT_COLUMNS = [
  'name',
  'kind',
  'artistName',
  'prefix',
  'firstName',
  'middleName',
  'lastName',
  'suffix',
  'email',
  'phone',
  'emails',
  'phones',
  'websites',
  'street',
  'postalCode',
  'city',
  'region',
  'country',
  'deliveryAddress',
  'birthday',
  'gender',
  'language',
  'currency',
  'siren',
  'siret',
  'vatNumber',
  'defaultDepositPercent',
  'isVip',
  'portalAccess',
  'notes',
  'customFields',
  'archivedAt',
] as const satisfies readonly (keyof ClientDetails | 'archivedAt')[];

export type ClientColumn = (typeof CLIENT_COLUMNS)[number];

/** Fields that hold several lines, each with a label. */
export const LINE_FIELDS = ['emails', 'phones', 'websites', 'customFields'] as const satisfies readonly ClientColumn[];
export type LineField = (typeof LINE_FIELDS)[number];

export function isLineField(field: string): field is LineField {
  return (LINE_FIELDS as readonly string[]).includes(field);
}
