import { and, asc, eq } from 'drizzle-orm';
import { passkeys } from '#identity/passkeys/schema.ts';
import type { Id } from '#platform/db/ids.ts';
import type { ReadDb } from '#platform/db/types.ts';
import { notFound } from '#platform/http/errors.ts';

const listed = {
  id: passkeys.id,
  host: passkeys.host,
  name: passkeys.name,
  isSynced: passkeys.isSynced,
  createdAt: passkeys.createdAt,
  lastUsedAt: passkeys.lastUsedAt,
};

export interface Passkey {
  readonly id: Id<'passkey'>;
  readonly host: string;
  readonly name: string;
  /** Copied between the user's devices by their maker or by a password manager. */
  readonly isSynced: boolean;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
}

/** Of all hosts, oldest first. */
export async function listPasskeys(control: ReadDb, userId: string): Promise<readonly Passkey[]> {
  return control.select(listed).from(passkeys).where(ofUser(userId)).orderBy(asc(passkeys.id)).limit(100);
}

/** @throws AppError not-found unless it is the user's own */
export async function getPasskey(control: ReadDb, userId: string, id: Id<'passkey'>): Promise<Passkey> {
  const [row] = await control
    .select(listed)
    .from(passkeys)
    .where(and(ofUser(userId), eq(passkeys.id, id)));
  if (!row) throw notFound();
  return row;
}

/** What a new one at this host has to know of those that are there. */
export async function listAtHost(control: ReadDb, userId: string, host: string) {
  const { credentialId, transports, userHandle } = passkeys;
  return control
    .select({ credentialId, transports, userHandle })
    .from(passkeys)
    .where(and(ofUser(userId), eq(passkeys.host, host)))
    .limit(100);
}

/** With what an answer is judged by. */
export async function findCredential(control: ReadDb, host: string, credentialId: string) {
  const [row] = await control
    .select({
      id: passkeys.id,
      userId: passkeys.userId,
      credentialId: passkeys.credentialId,
      userHandle: passkeys.userHandle,
      publicKey: passkeys.publicKey,
      counter: passkeys.counter,
    })
    .from(passkeys)
    .where(and(eq(passkeys.credentialId, credentialId), eq(passkeys.host, host)));
  return row ?? null;
}

function ofUser(userId: string) {
  return eq(passkeys.userId, userId as Id<'user'>);
}
