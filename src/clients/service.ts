/** What can be done with clients. Modules above read them through `getClientCard`, `listClientChoices` and `findClientByEmail`. */
import { and, eq, isNull, sql } from 'drizzle-orm';
import { listRecentChoices } from '#clients/choices/queries.ts';
import type { ContactId } from '#clients/contacts/service.ts';
import {
  type Client,
  type ClientCard,
  type ClientChoice,
  type ClientDetails,
  type ClientId,
  type ClientInput,
  changedFields,
  type PortalAccess,
} from '#clients/model.ts';
import { findPortalPerson } from '#clients/people/queries.ts';
import { findCard, findCardByEmail, findClient, lockClientRow } from '#clients/queries.ts';
import { CLIENT_VIOLATIONS } from '#clients/refusals.ts';
import { clientContacts, clients } from '#clients/schema.ts';
import { actorUserId } from '#platform/actor.ts';
import { changesBetween } from '#platform/audit/changes.ts';
import { newId } from '#platform/db/ids.ts';
import { notFound } from '#platform/http/errors.ts';
import { type Result, refuse, tryWrite } from '#platform/refusal.ts';
import type { Scope, Write, WriteOf } from '#platform/scope.ts';

/** Refused when the client was to enter the portal with an address that another one uses. */
export function createClient(scope: Scope, input: ClientInput): Promise<Result<ClientId>> {
  const work = async (w: WriteOf<'clients.create'>) => {
    const id = newId<'client'>();
    await w.tx.insert(clients).values({ ...input, id, createdAt: scope.now, updatedAt: scope.now });
    w.about({ kind: 'client', id }, { name: input.name });
    return id;
  };
  return tryWrite(scope, 'clients.create', work, CLIENT_VIOLATIONS);
}

/**
 * Replaces everything that people can write. Refused when another user saved meanwhile, and as `createClient` is.
 * @param revision the one that the caller saw
 * @throws AppError not-found
 */
export function updateClient(
  scope: Scope,
  id: ClientId,
  revision: number,
  details: ClientDetails,
): Promise<Result<void>> {
  const work = async (w: WriteOf<'clients.update'>) => {
    const before = await lockClient(w, id);
    if (before.revision !== revision) refuse({ kind: 'stale', field: null, messageKey: 'clients.error.stale' });
    await w.tx
      .update(clients)
      .set({ ...details, revision: revision + 1, updatedAt: scope.now })
      .where(eq(clients.id, id));
    w.about(
      { kind: 'client', id },
      { name: details.name, changed: changedFields(before, details) },
      { changes: changesBetween({ ...before }, { ...details }) },
    );
  };
  return tryWrite(scope, 'clients.update', work, CLIENT_VIOLATIONS);
}

/** Locks the row until the transaction ends. @throws AppError not-found */
async function lockClient(w: Write, id: ClientId): Promise<Client> {
  await lockClientRow(w.db, id);
  const client = await findClient(w.db, id);
  if (!client) throw notFound();
  return client;
}

/** An archived client is offered nowhere and keeps everything. Doing it twice changes nothing. */
export async function archiveClient(scope: Scope, id: ClientId): Promise<void> {
  await scope.write('clients.archive', async (w) => {
    const { name } = await lockClient(w, id);
    await w.tx
      .update(clients)
      .set({ archivedAt: scope.now, archivedBy: actorUserId(scope.actor), updatedAt: scope.now })
      .where(and(eq(clients.id, id), isNull(clients.archivedAt)));
    w.about({ kind: 'client', id }, { name, archived: true });
  });
}

/** Refused when another client took over the address for the portal meanwhile. */
export function restoreClient(scope: Scope, id: ClientId): Promise<Result<void>> {
  const work = async (w: WriteOf<'clients.archive'>) => {
    const { name } = await lockClient(w, id);
    await w.tx
      .update(clients)
      .set({ archivedAt: null, archivedBy: null, updatedAt: scope.now })
      .where(eq(clients.id, id));
    w.about({ kind: 'client', id }, { name, archived: false });
  };
  return tryWrite(scope, 'clients.archive', work, CLIENT_VIOLATIONS);
}

/**
 * Lets a person into the portal for a client, or no longer. Opening it for the first of a company's people opens it for the company.
 * @param personId the client itself, who is a person, or one of its contacts
 * @throws AppError not-found
 */
export function grantPortal(
  scope: Scope,
  clientId: ClientId,
  personId: string,
  { isOpen, rights }: PortalAccess,
): Promise<Result<void>> {
  const work = async (w: WriteOf<'clients.grant-portal'>) => {
    const { name, kind } = await lockClient(w, clientId);
    const person = await findPortalPerson(w.db, clientId, personId);
    if (!person) throw notFound();
    if (isOpen && person.email === null)
      refuse({ kind: 'invalid', field: 'isOpen', messageKey: 'clients.error.portalNeedsEmail' });
    const access = { portalAccess: isOpen, portalRights: [...rights], updatedAt: scope.now };
    if (!person.isClient)
      await w.tx
        .update(clientContacts)
        .set(access)
        .where(eq(clientContacts.id, personId as ContactId));
    const own = person.isClient ? access : { portalAccess: true };
    if (person.isClient || (isOpen && kind === 'company'))
      await w.tx
        .update(clients)
        .set({ ...own, revision: sql`${clients.revision} + 1` })
        .where(eq(clients.id, clientId));
    const changes = changesBetween(portalFields(person), portalFields({ isOpen, rights }));
    w.about({ kind: 'client', id: clientId }, { name, person: person.name, open: isOpen }, { changes });
  };
  return tryWrite(scope, 'clients.grant-portal', work, CLIENT_VIOLATIONS);
}

function portalFields({ isOpen, rights }: PortalAccess) {
  return { portalAccess: isOpen, portalSee: rights.includes('see'), portalPay: rights.includes('pay') };
}

/** @throws AppError not-found */
export async function getClient(scope: Scope, id: ClientId): Promise<Client> {
  const client = await findClient(scope.db, id);
  if (!client) throw notFound();
  return client;
}

/** What a document or a session's page says of its client, archived ones included. @throws AppError not-found */
export async function getClientCard(scope: Scope, id: ClientId): Promise<ClientCard> {
  const card = await findCard(scope.db, id);
  if (!card) throw notFound();
  return card;
}

/** Those of late for a field that chooses a client, by name, and the one that is chosen; the others are found by typing. */
export function listClientChoices(scope: Scope, chosen: ClientId | null = null): Promise<readonly ClientChoice[]> {
  return listRecentChoices(scope.db, chosen);
}

/** The active client with this address; where several share it, the one who may enter the portal. */
export function findClientByEmail(scope: Scope, email: string): Promise<ClientCard | null> {
  return findCardByEmail(scope.db, email.trim());
}
