/** A stranger becomes the owner of a studio: one transaction in the control database; the rest is provisioning. */
import type { SignUp } from '#identity/input.ts';
import type { Oneself } from '#identity/logins/service.ts';
import { hashPassword } from '#identity/passwords/hashing.ts';
import { members, users, welcomes } from '#identity/schema.ts';
import { hashToken, newToken } from '#identity/tokens.ts';
import { type Id, newId } from '#platform/db/ids.ts';
import type { WriteDb } from '#platform/db/types.ts';
import type { ControlScope, Locale } from '#platform/scope.ts';
import { isSlugTaken, reserveStudio, type StudioId } from '#studios/slugs/service.ts';

export type SignUpResult =
  | { readonly ok: true; readonly studioId: StudioId; readonly token: string }
  | { readonly ok: false; readonly reason: 'slug-taken' };

/** Long enough for a slow start, short enough for a link that signs in. */
const WELCOME_MS = 15 * 60_000;

/**
 * Always with a user of its own, also where the address has one: nothing here asks whether it is known. Once it is proved to be theirs,
 * the user becomes part of the account that there was. See decision 0026.
 */
export async function signUp(scope: ControlScope, input: SignUp): Promise<SignUpResult> {
  const owner = { ...input, isConfirmed: false, passwordHash: await hashPassword(input.password) };
  return orTaken(createStudio(scope, owner, input));
}

/** A user who is signed in makes one more. */
export function addStudio(scope: ControlScope, { id }: Oneself, studio: NewStudio): Promise<SignUpResult> {
  return orTaken(createStudio(scope, { id }, studio));
}

async function orTaken(creating: ReturnType<typeof createStudio>): Promise<SignUpResult> {
  try {
    return { ok: true, ...(await creating) };
  } catch (error) {
    if (isSlugTaken(error)) return { ok: false, reason: 'slug-taken' };
    throw error;
  }
}

/** A user who is there, or one to be made. */
export type Owner =
  | { readonly id: string }
  | {
      readonly name: string;
      readonly email: string;
      /** Without a mail that proves the address. */
      readonly isConfirmed: boolean;
      readonly passwordHash: string;
      readonly locale: Locale;
    };

interface NewStudio {
  readonly studioName: string;
  readonly slug: string;
  readonly locale: Locale;
  readonly demo?: boolean;
}

/** All of it or nothing. @throws a unique violation for a slug, or a confirmed address, that is taken */
export async function createStudio(
  scope: ControlScope,
  owner: Owner,
  { studioName, slug, locale, demo = false }: NewStudio,
): Promise<{ readonly studioId: StudioId; readonly token: string }> {
  const token = newToken();
  const studioId = await scope.control.write('identity.sign-up', async ({ tx, about, enqueue }) => {
    const userId = 'id' in owner ? (owner.id as Id<'user'>) : await insertUser(tx, scope.now, owner);
    const id = await reserveStudio(tx, scope, { name: studioName, slug, locale, demo });
    await tx.insert(members).values({ studioId: id, userId, role: 'owner', joinedAt: scope.now });
    await tx.insert(welcomes).values({
      tokenHash: hashToken(token),
      studioId: id,
      userId,
      createdAt: scope.now,
      expiresAt: new Date(scope.now.getTime() + WELCOME_MS),
    });
    about({ kind: 'user', id: userId }, { name: 'id' in owner ? '' : owner.name }, { studioId: id });
    if ('email' in owner && !owner.isConfirmed) enqueue('identity.send-confirmation', { userId });
    return id;
  });
  return { studioId, token };
}

async function insertUser(tx: WriteDb, now: Date, owner: Extract<Owner, { email: string }>): Promise<Id<'user'>> {
  const { name, email, isConfirmed, passwordHash, locale } = owner;
  const emailConfirmedAt = isConfirmed ? now : null;
  const id = newId<'user'>();
  await tx.insert(users).values({ id, name, email, emailConfirmedAt, passwordHash, locale });
  return id;
}
