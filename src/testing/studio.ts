/** A studio of its own for a test, cloned from the template, with one member of each role. */
import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { newId } from '#platform/db/ids.ts';
import type { OutgoingMail } from '#platform/mail/carrier.ts';
import { asSystem } from '#platform/platform.ts';
import type { Actor, Role, Scope, Studio } from '#platform/scope.ts';
import { withScope } from '#platform/tenancy/open-scope.ts';
import { connectProvisioning, provisionStudio } from '#platform/tenancy/provision.ts';
import { type TestClock, type TestInstallation, testInstallation } from '#testing/installation.ts';
import { runJobs } from '#testing/run-jobs.ts';
import { createVisitor, type Visitor } from '#testing/visit.ts';

const ROLES: readonly Role[] = ['owner', 'admin', 'manager', 'user'];
const LOGIN_COOKIE = '__Host-login';

interface Member {
  readonly id: string;
  readonly email: string;
  readonly name: string;
}

export interface TestStudio {
  readonly installation: TestInstallation;
  readonly studio: Studio;
  readonly origin: string;
  readonly clock: TestClock;
  readonly members: Readonly<Record<Role, Member>>;
  /** A browser without a login. */
  readonly anonymous: Visitor;
  /** A new browser that is signed in. */
  as(role: Role): Promise<Visitor>;
  visitor(): Visitor;
  /** Calls services as a member, or as the system. The scope is good until the file ends. */
  scope(role?: Role): Promise<Scope>;
  /** Runs everything in the queue, and what that causes. */
  jobsDone(): Promise<void>;
  /** Mails of this studio, oldest first. */
  mails(): OutgoingMail[];
}

export interface StudioOptions {
  readonly slug?: string;
  readonly name?: string;
}

async function insertRows({ platform, cluster }: TestInstallation, options: StudioOptions) {
  const [id, slug] = [newId(), options.slug ?? `s${randomBytes(5).toString('hex')}`];
  const { db } = platform.control;
  await db.execute(
    sql`insert into studios (id, slug, name, database_name) values (${id}, ${slug}, ${options.name ?? 'Studio Lumen'}, ${cluster.studioDatabase(id)})`,
  );
  await db.execute(
    sql`insert into hostnames (host, studio_id) values (${`${slug}.${platform.options.publicUrl.hostname}`}, ${id})`,
  );
  const members = {} as Record<Role, Member>;
  for (const role of ROLES) {
    const member = {
      id: newId(),
      email: `${role}@${slug}.example`,
      name: `${role[0]?.toUpperCase()}${role.slice(1)} ${slug}`,
    };
    await db.execute(
      sql`insert into users (id, email, name, email_confirmed_at) values (${member.id}, ${member.email}, ${member.name}, now())`,
    );
    await db.execute(sql`insert into members (studio_id, user_id, role) values (${id}, ${member.id}, ${role})`);
    members[role] = member;
  }
  return { id, members };
}

async function provision({ platform, cluster, migrations }: TestInstallation, studioId: string): Promise<void> {
  const connections = connectProvisioning(cluster, migrations.tenant, 1);
  const onProvision = (id: string) =>
    asSystem(platform, id, 'provisioning', async (scope) => {
      for (const module of platform.options.modules) await module.onProvision?.(scope);
    });
  await provisionStudio({ cluster, ...connections, migrations: migrations.tenant, onProvision }, studioId);
  await connections.end(5);
  platform.directory.forget(studioId);
}

/** As identity does it: a random token in the cookie, its SHA-256 in the row. */
async function signIn({ platform, clock }: TestInstallation, studioId: string, userId: string): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  const hash = createHash('sha256').update(token).digest();
  await platform.control.db.execute(sql`
    insert into logins (id, token_hash, studio_id, user_id, proved_at, expires_at, address, user_agent)
    values (${newId()}, decode(${hash.toString('hex')}, 'hex'), ${studioId}, ${userId}, ${clock.now().toISOString()}, now() + interval '10 years', '127.0.0.1', 'test')`);
  return token;
}

function actorOf(role: Role | undefined, members: Readonly<Record<Role, Member>>): Actor {
  if (!role) return { kind: 'system', name: 'test' };
  return { kind: 'user', ...members[role], loginId: newId(), role, locale: null };
}

/** @param within the worker's own installation, unless a test has another */
export async function testStudio(options: StudioOptions = {}, within?: TestInstallation): Promise<TestStudio> {
  const installation = within ?? (await testInstallation());
  const { platform, app } = installation;
  const { id, members } = await insertRows(installation, options);
  await provision(installation, id);
  const studio = await platform.directory.byId(id);
  if (!studio) throw new Error('the studio was not made');
  const origin = `http://${studio.host}`;
  const visitor = (cookies?: Map<string, string>) =>
    createVisitor({ app, origin, actionsOf: installation.writes.actionsOf }, cookies);
  return {
    installation,
    studio,
    origin,
    members,
    clock: installation.clock,
    anonymous: visitor(),
    visitor: () => visitor(),
    as: async (role) => visitor(new Map([[LOGIN_COOKIE, await signIn(installation, id, members[role].id)]])),
    scope: (role) =>
      withScope(
        platform.services,
        { studio, actor: actorOf(role, members), requestId: newId() },
        async (scope) => scope,
      ),
    jobsDone: () => runJobs(installation),
    mails: () => installation.mails.filter((mail) => mail.studioId === id),
  };
}
