/** An authenticator app and its owner. */
import { eq } from 'drizzle-orm';
import { hashPassword } from '#identity/passwords/hashing.ts';
import { users } from '#identity/schema.ts';
import { codeAt, stepAt } from '#identity/two-factor/codes.ts';
import type { Id } from '#platform/db/ids.ts';
import type { Role } from '#platform/scope.ts';
import type { TestStudio } from '#testing/studio.ts';
import type { TestPage, Visitor } from '#testing/visit.ts';

export const PASSWORD = 'quatre mots sans rapport';

export async function givePasswords({ installation, members }: TestStudio, ...roles: Role[]): Promise<void> {
  const passwordHash = await hashPassword(PASSWORD);
  for (const role of roles)
    await installation.platform.control.db
      .update(users)
      .set({ passwordHash })
      .where(eq(users.id, members[role].id as Id<'user'>));
}

export interface SecretForm {
  readonly secret: string;
  /** The hidden field. */
  readonly pending: string;
}

/** What the page offers to a user without a second factor. */
export function readSecretForm(page: TestPage): SecretForm {
  const uri = new URL(page.one('a[href^="otpauth:"]').getAttribute('href') ?? '');
  return {
    secret: uri.searchParams.get('secret') ?? '',
    pending: page.one('[name="pending"]').getAttribute('value') ?? '',
  };
}

/** The code that the app shows, or showed so many steps of thirty seconds ago. */
export function codeOf({ clock }: TestStudio, secret: string, away = 0): string {
  return codeAt(secret, stepAt(clock.now()) + away);
}

export interface Factor {
  readonly visitor: Visitor;
  readonly secret: string;
  readonly backupCodes: readonly string[];
}

/** Switches it on; the code of now is spent by it. */
export async function withSecondFactor(studio: TestStudio, role: Role): Promise<Factor> {
  const visitor = await studio.as(role);
  const { secret, pending } = readSecretForm(await visitor.get('/settings/two-factor'));
  const done = await visitor.post('/settings/two-factor', { pending, code: codeOf(studio, secret) });
  return { visitor, secret, backupCodes: readBackupCodes(await visitor.follow(done)) };
}

export function readBackupCodes(page: TestPage): readonly string[] {
  return page.all('.backup-codes li').map(({ text }) => text.trim());
}

/** The right password, in a new browser unless one is given. */
export async function givePassword(
  studio: TestStudio,
  role: Role,
  { visitor = studio.visitor(), ...fields }: { visitor?: Visitor; next?: string } = {},
): Promise<{ visitor: Visitor; page: TestPage }> {
  const page = await visitor.post('/login', { email: studio.members[role].email, password: PASSWORD, ...fields });
  return { visitor, page };
}
