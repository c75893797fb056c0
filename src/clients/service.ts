/** What can be done with clients. Modules above read them through `getClientCard`, `listClientChoices` and `findClientByEmail`. */
import { and, eq, isNull } from 'drizzle-orm';
import {
  type Client,
  type ClientCard,
  type ClientDetails,
  type ClientId,
  type ClientInput,
  changedFields,
  displayName,
} from '#clients/model.ts';
import {
  type ClientChoice,
  findCard,
  findCardByEmail,
  findClient,
  listChoices,
  lockClientRow,
} from '#clients/queries.ts';
import { refuseViolation, StaleRevision } from '#clients/refusal.ts';
import { clients } from '#clients/schema.ts';
import { newId } from '#platform/db/ids.ts';
import { notFound } from '#platform/http/errors.ts';
import type { Scope, Write } from '#platform/scope.ts';

/** @throws Refusal when the client was to enter the portal with an address that another one uses */
export function createClient(scope: Scope, input: ClientInput): Promise<ClientId> {
  const work = scope.write('clients.create', async (w) => {
    const id = newId<'client'>();
    await w.tx.insert(clients).values({ ...input, id, createdAt: scope.now, updatedAt: scope.now });
    w.about({ kind: 'client', id }, { name: input.name });
    return id;
  });
  return work.catch(refuseViolation);
}

/**
 * Replaces everything that people can write.
 * @param revision the one that the caller saw
 * @throws StaleRevision when somebody else saved meanwhile · Refusal · AppError not-found
 */
export async function updateClient(
  scope: Scope,
  id: ClientId,
  revision: number,
  details: ClientDetails,
): Promise<void> {
  const work = scope.write('clients.update', async (w) => {
    const before = await lockClient(w, id);
    if (before.revision !== revision) throw new StaleRevision();
    await w.tx
      .update(clients)
      .set({ ...details, revision: revision + 1, updatedAt: scope.now })
      .where(eq(clients.id, id));
    w.about({ kind: 'client', id }, { name: details.name, changed: changedFields(before, details) });
  });
  await work.catch(refuseViolation);
}

/** No other transaction changes the row until this one ends. @throws AppError not-found */
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
    const archivedBy = scope.actor.kind === 'user' ? scope.actor.id : null;
    await w.tx
      .update(clients)
      .set({ archivedAt: scope.now, archivedBy, updatedAt: scope.now })
      .where(and(eq(clients.id, id), isNull(clients.archivedAt)));
    w.about({ kind: 'client', id }, { name, archived: true });
  });
}

/** @throws Refusal when another client took over the address for the portal meanwhile */
export async function restoreClient(scope: Scope, id: ClientId): Promise<void> {
  const work = scope.write('clients.archive', async (w) => {
    const { name } = await lockClient(w, id);
    await w.tx
      .update(clients)
      .set({ archivedAt: null, archivedBy: null, updatedAt: scope.now })
      .where(eq(clients.id, id));
    w.about({ kind: 'client', id }, { name, archived: false });
  });
  await work.catch(refuseViolation);
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

/** Active clients for a select box, by name. */
export async function listClientChoices(scope: Scope): Promise<readonly ClientChoice[]> {
  const choices = await listChoices(scope.db);
  return choices.map(({ id, name }) => ({ id, name: displayName({ name, artistName: null }) }));
}

/** The active client with this address; where several share it, the one who may enter the portal. */
export function findClientByEmail(scope: Scope, email: string): Promise<ClientCard | null> {
  return findCardByEmail(scope.db, email.trim());
}
