/** Where the pages of clients lie. */
export const CLIENTS = '/clients';
export const NEW_CLIENT = '/clients/new';
export const CLIENT_CHOICES = '/clients/choices';
export const CLIENT_PICK = '/clients/pick';
export const EXPORT_CSV = '/clients/export.csv';
export const EXPORT_VCARD = '/clients/export.vcf';
export const IMPORTS = '/clients/imports';

/** @param parameters what of the list is shown; see `filterParameters` */
export function clientsPath(parameters: Readonly<Record<string, string>> = {}, base = CLIENTS): string {
  const query = new URLSearchParams(parameters).toString();
  return query === '' ? base : `${base}?${query}`;
}

export const clientPath = (id: string) => `/clients/${id}`;
/** Its page with one of its lists further on. */
export const clientListPath = (id: string, list: 'notes' | 'contacts' | 'members', from: number) =>
  `/clients/${id}?${list}=${from}#${list}`;
export const clientEditPath = (id: string) => `/clients/${id}/edit`;
export const clientArchivalPath = (id: string) => `/clients/${id}/archival`;
export const clientRestorePath = (id: string) => `/clients/${id}/archival/removal`;

export const notesPath = (id: string) => `/clients/${id}/notes`;
export const notePath = (id: string, noteId: string) => `/clients/${id}/notes/${noteId}`;
export const noteEditPath = (id: string, noteId: string) => `/clients/${id}/notes/${noteId}/edit`;
export const noteRemovalPath = (id: string, noteId: string) => `/clients/${id}/notes/${noteId}/removal`;

export const contactsPath = (id: string) => `/clients/${id}/contacts`;
export const newContactPath = (id: string) => `/clients/${id}/contacts/new`;
export const contactPath = (id: string, contactId: string) => `/clients/${id}/contacts/${contactId}`;
export const contactEditPath = (id: string, contactId: string) => `/clients/${id}/contacts/${contactId}/edit`;
export const contactRemovalPath = (id: string, contactId: string) => `/clients/${id}/contacts/${contactId}/removal`;

export const membersPath = (id: string) => `/clients/${id}/members`;
export const newMemberPath = (id: string) => `/clients/${id}/members/new`;
export const memberPath = (id: string, memberId: string) => `/clients/${id}/members/${memberId}`;
export const memberEditPath = (id: string, memberId: string) => `/clients/${id}/members/${memberId}/edit`;
export const memberRemovalPath = (id: string, memberId: string) => `/clients/${id}/members/${memberId}/removal`;

export const importPath = (id: string) => `/clients/imports/${id}`;
export const importMappingPath = (id: string) => `/clients/imports/${id}/mapping`;
export const importRunPath = (id: string) => `/clients/imports/${id}/run`;
export const importRemovalPath = (id: string) => `/clients/imports/${id}/removal`;
