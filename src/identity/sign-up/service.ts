/** A stranger becomes the owner of a studio: one transaction in the control database; the rest is provisioning. */
import type { SignUp } from '#identity/input.ts';
import { hashPassword, verifyPassword } from '#identity/passwords/hashing.ts';
import { findUserByEmail } from '#identity/queries.ts';
import { members, users, welcomes } from '#identity/schema.ts';
import { hashToken, newToken } from '#identity/tokens.ts';
import { isViolation } from '#platform/db/errors.ts';
import { type Id, newId } from '#platform/db/ids.ts';
import type { WriteDb } from '#platform/db/types.ts';
import type { ControlScope, Locale } from '#platform/scope.ts';
import { isSlugTaken, reserveStudio, type StudioId } from '#studios/slugs/service.ts';

export type SignUpResult =
  | { readonly ok: true; readonly studioId: StudioId; readonly token: string }
  | { readonly ok: false; readonly reason: 'slug-taken' };

/** Long enough for a slow start, short enough for a link that signs in. */
const WELCOME_MS = 15 * 60_000;

/** Null: the address belongs to a user with another password. New and known addresses take as long. */
export async function signUp(scope: ControlScope, input: SignUp): Promise<SignUpResult | null> {
  const known = await findUserByEmail(scope.control, input.email);
  const passwordHash = known ? known.passwordHash : await hashPassword(input.password);
  if (known && !(await verifyPassword(passwordHash, input.password))) return null;
  const owner = known ? { id: known.id } : { ...input, passwordHash: passwordHash ?? '' };
  try {
    return { ok: true, ...(await createStudio(scope, owner, input)) };
  } catch (error) {
    if (isSlugTaken(error)) return { ok: false, reason: 'slug-taken' };
    // The same address signed up a moment ago: now the account is known.
    if (isViolation(error, 'unique', 'users_email_key') && !known) return signUp(scope, input);
    throw error;
  }
}

/** A user who is there, or one to be made. */
export type Owner =
  | { readonly id: string }
  | { readonly name: string; readonly email: string; readonly passwordHash: string; readonly locale: Locale };

interface NewStudio {
  readonly studioName: string;
  readonly slug: string;
  readonly locale: Locale;
  readonly demo?: boolean;
}

/** All of it or nothing. @throws a unique violation for a slug or an address that is taken */
export async function createStudio(
  scope: ControlScope,
  owner: Owner,
  { studioName, slug, locale, demo = false }: NewStudio,
): Promise<{ readonly studioId: StudioId; readonly token: string }> {
  const token = newToken();
  const studioId = await scope.control.write('identity.sign-up', async ({ tx, about }) => {
    const userId = 'id' in owner ? (owner.id as Id<'user'>) : await insertUser(tx, owner);
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
    return id;
  });
  return { studioId, token };
}

async function insertUser(tx: WriteDb, owner: Extract<Owner, { email: string }>): Promise<Id<'user'>> {
  const { name, email, passwordHash, locale } = owner;
  const id = newId<'user'>();
  await tx.insert(users).values({ id, name, email, passwordHash, locale });
  return id;
}
