/** The main host of a test studio's installation, and users who need no studio. */
import { sql } from 'drizzle-orm';
import { hashPassword } from '#identity/passwords/hashing.ts';
import { newId } from '#platform/db/ids.ts';
import type { Role } from '#platform/scope.ts';
import type { TestStudio } from '#testing/studio.ts';
import { PASSWORD } from '#testing/two-factor.ts';
import { createVisitor, type TestPage, type Visitor } from '#testing/visit.ts';

export function mainVisitor({ installation }: TestStudio): Visitor {
  const { app, platform, writes } = installation;
  return createVisitor({ app, origin: platform.options.publicUrl.origin, actionsOf: writes.actionsOf });
}

export interface TestUser {
  readonly id: string;
  readonly email: string;
}

let hash: Promise<string> | undefined;

/** Of no studio, with the usual password. */
export async function aUser({ installation }: TestStudio, { confirmed = true } = {}): Promise<TestUser> {
  const id = newId();
  const email = `zoe-${id.slice(-12)}@costa.example`;
  hash ??= hashPassword(PASSWORD);
  await installation.platform.control.db.execute(sql`
    insert into users (id, email, name, email_confirmed_at, password_hash)
    values (${id}, ${email}, 'Zoé Costa', ${confirmed ? sql`now()` : null}, ${await hash})`);
  return { id, email };
}

export async function makeMember({ installation, studio }: TestStudio, { id }: TestUser, role: Role): Promise<void> {
  await installation.platform.control.db.execute(
    sql`insert into members (studio_id, user_id, role) values (${studio.id}, ${id}, ${role})`,
  );
}

/** Signed in by password, at that host. */
export async function signedIn(visitor: Visitor, { email }: TestUser): Promise<Visitor> {
  const page = await visitor.post('/login', { email, password: PASSWORD });
  if (page.status !== 303) throw new Error(`the login answered ${page.status}`);
  return visitor;
}

/** Asks for a ticket and goes as far as the page that leads on. @returns the address at the other host */
export async function ticketTo(visitor: Visitor, target: TestStudio | null, next?: string): Promise<URL> {
  const asked = await visitor.post('/hand-overs', { studioId: target?.studio.id, next });
  return destinationOf(await visitor.follow(asked));
}

export function destinationOf(page: TestPage): URL {
  return new URL(page.one('.message a').getAttribute('href') ?? '');
}
