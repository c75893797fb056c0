/** What was noted about a client, latest first, each with its time and its author. */
import { and, eq } from 'drizzle-orm';
import type { ClientId } from '#clients/model.ts';
import { findClient } from '#clients/queries.ts';
import { clientNotes } from '#clients/schema.ts';
import { actorName, actorUserId } from '#platform/actor.ts';
import { type Id, newId } from '#platform/db/ids.ts';
import type { ReadDb } from '#platform/db/types.ts';
import { notFound } from '#platform/http/errors.ts';
import type { Scope, WriteOf } from '#platform/scope.ts';

export type NoteId = Id<'client-note'>;

export interface Note {
  readonly id: NoteId;
  readonly note: string;
  readonly authorName: string;
  readonly createdAt: Date;
  readonly editedAt: Date | null;
}

const NOTE = {
  id: clientNotes.id,
  note: clientNotes.note,
  authorName: clientNotes.authorName,
  createdAt: clientNotes.createdAt,
  editedAt: clientNotes.editedAt,
} satisfies Record<keyof Note, unknown>;

/** @throws AppError not-found, also when the note is another client's */
export async function getNote(db: ReadDb, clientId: ClientId, id: NoteId): Promise<Note> {
  const [note] = await db
    .select(NOTE)
    .from(clientNotes)
    .where(and(eq(clientNotes.id, id), eq(clientNotes.clientId, clientId)));
  if (!note) throw notFound();
  return note;
}

/** @throws AppError not-found when there is no such client */
export function addNote(scope: Scope, clientId: ClientId, note: string): Promise<NoteId> {
  return scope.write('clients.note', async (w) => {
    const id = newId<'client-note'>();
    await aboutClient(w, clientId);
    const author = { authorId: actorUserId(scope.actor), authorName: actorName(scope.actor) };
    await w.tx.insert(clientNotes).values({ id, clientId, note, ...author, createdAt: scope.now });
    return id;
  });
}

/** @throws AppError not-found */
export async function editNote(scope: Scope, clientId: ClientId, id: NoteId, note: string): Promise<void> {
  await scope.write('clients.note', async (w) => {
    await getNote(w.db, clientId, id);
    await aboutClient(w, clientId);
    await w.tx.update(clientNotes).set({ note, editedAt: scope.now }).where(eq(clientNotes.id, id));
  });
}

/** @throws AppError not-found */
export async function removeNote(scope: Scope, clientId: ClientId, id: NoteId): Promise<void> {
  await scope.write('clients.note', async (w) => {
    await getNote(w.db, clientId, id);
    await aboutClient(w, clientId);
    await w.tx.delete(clientNotes).where(eq(clientNotes.id, id));
  });
}

/** The audit row names the client; what was written stays between the note and its readers. */
async function aboutClient(w: WriteOf<'clients.note'>, clientId: ClientId): Promise<void> {
  const client = await findClient(w.db, clientId);
  if (!client) throw notFound();
  w.about({ kind: 'client', id: clientId }, { name: client.name });
}
