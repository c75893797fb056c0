/** The contact people of a client. At most one is the primary one. */
import { and, asc, desc, eq, sql } from 'drizzle-orm';
import type { ContactDetails } from '#clients/input.ts';
import type { ClientId } from '#clients/model.ts';
import { findClient } from '#clients/queries.ts';
import { clientContacts } from '#clients/schema.ts';
import { type Id, newId } from '#platform/db/ids.ts';
import { prepared } from '#platform/db/prepared.ts';
import type { ReadDb } from '#platform/db/types.ts';
import { notFound } from '#platform/http/errors.ts';
import type { Scope, WriteOf } from '#platform/scope.ts';

export type ContactId = Id<'client-contact'>;

export interface Contact extends ContactDetails {
  readonly id: ContactId;
}

const CONTACT = {
  id: clientContacts.id,
  firstName: clientContacts.firstName,
  lastName: clientContacts.lastName,
  title: clientContacts.title,
  email: clientContacts.email,
  phone: clientContacts.phone,
  isPrimary: clientContacts.isPrimary,
} satisfies Record<keyof Contact, unknown>;

const contactsOf = prepared('clients.list-contacts', (db) =>
  db
    .select(CONTACT)
    .from(clientContacts)
    .where(eq(clientContacts.clientId, sql.placeholder('clientId')))
    .orderBy(desc(clientContacts.isPrimary), asc(clientContacts.id)),
);

export function listContacts(db: ReadDb, clientId: ClientId): Promise<Contact[]> {
  return contactsOf(db, { clientId });
}

/** @throws AppError not-found, also when the contact is another client's */
export async function getContact(db: ReadDb, clientId: ClientId, id: ContactId): Promise<Contact> {
  const contact = (await listContacts(db, clientId)).find((candidate) => candidate.id === id);
  if (!contact) throw notFound();
  return contact;
}

/** The contact's name, as far as it is known. */
export function contactName({ firstName, lastName, email, phone }: ContactDetails): string {
  return [firstName, lastName].filter(Boolean).join(' ') || email || phone || '—';
}

export function addContact(scope: Scope, clientId: ClientId, details: ContactDetails): Promise<ContactId> {
  return scope.write('clients.update', async (w) => {
    const id = newId<'client-contact'>();
    await aboutClient(w, clientId, details);
    await w.tx.insert(clientContacts).values({ ...details, id, clientId, createdAt: scope.now, updatedAt: scope.now });
    return id;
  });
}

/** @throws AppError not-found */
export async function updateContact(
  scope: Scope,
  clientId: ClientId,
  id: ContactId,
  details: ContactDetails,
): Promise<void> {
  await scope.write('clients.update', async (w) => {
    await getContact(w.db, clientId, id);
    await aboutClient(w, clientId, details);
    await w.tx
      .update(clientContacts)
      .set({ ...details, updatedAt: scope.now })
      .where(eq(clientContacts.id, id));
  });
}

/** @throws AppError not-found */
export async function removeContact(scope: Scope, clientId: ClientId, id: ContactId): Promise<void> {
  await scope.write('clients.update', async (w) => {
    const contact = await getContact(w.db, clientId, id);
    await aboutClient(w, clientId, { ...contact, isPrimary: false });
    await w.tx.delete(clientContacts).where(eq(clientContacts.id, id));
  });
}

/** A new first contact takes the place of the old one. */
async function aboutClient(w: WriteOf<'clients.update'>, clientId: ClientId, contact: ContactDetails): Promise<void> {
  const client = await findClient(w.db, clientId);
  if (!client) throw notFound();
  w.about({ kind: 'client', id: clientId }, { name: client.name, contact: contactName(contact) });
  if (!contact.isPrimary) return;
  await w.tx
    .update(clientContacts)
    .set({ isPrimary: false })
    .where(and(eq(clientContacts.clientId, clientId), eq(clientContacts.isPrimary, true)));
}
