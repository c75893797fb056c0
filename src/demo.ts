/** The demo studios: made by the services that make everybody's, filled by each module's own seed. Refused in production. */

import { hashPassword } from '#identity/passwords/hashing.ts';
import { createStudio, type Owner } from '#identity/sign-up/service.ts';
import { type Connected, connect } from '#platform/db/client.ts';
import { newId } from '#platform/db/ids.ts';
import { asSystem, type Platform } from '#platform/platform.ts';
import type { Actor, ControlScope } from '#platform/scope.ts';
import { log } from '#platform/telemetry/log.ts';
import type { MigrationSet } from '#platform/tenancy/installation.ts';
import { createControlScope } from '#platform/tenancy/open-scope.ts';
import { removeDatabase } from '#platform/tenancy/provision.ts';
import { type Provisioner, startProvisioner } from '#platform/tenancy/provisioner.ts';

export const DEMO_PASSWORD = 'regie-demo-2026';

export interface DemoStudio {
  readonly slug: string;
  readonly name: string;
  readonly owner: string;
}

export const DEMO_STUDIOS: readonly DemoStudio[] = [
  { slug: 'studio-pro', name: 'Studio Lumen', owner: 'Inès Morel' },
  { slug: 'beat-lab', name: 'Beat Lab', owner: 'Karim Benali' },
  { slug: 'home-studio', name: 'Chez Lucie', owner: 'Lucie Ferrand' },
];

/** Step in `provisioning_steps` that says that a demo studio is complete: without it, it is made anew. */
const SEEDED = 'seeded';
const PATIENCE_MS = 60_000;

interface Kit {
  readonly platform: Platform;
  readonly admin: Connected['sql'];
  readonly provisioner: Provisioner;
  readonly scope: ControlScope;
}

/** Whether all that this start promises can be signed in to: complete, and with a database that answers. */
export async function isDemoReady({ control, pools, options }: Platform): Promise<boolean> {
  if ((await listMissing(control.sql)).length > 0) return false;
  const slugs = DEMO_STUDIOS.map(({ slug }) => slug);
  const rows = await control.sql<{ database_name: string }[]>`
    select database_name from studios where demo and status = 'ready' and slug in ${control.sql(slugs)}`;
  const answers = rows.map(({ database_name }) =>
    pools.write(options.cluster.studio(database_name), async ({ sql }) => sql`select 1`),
  );
  return (await Promise.allSettled(answers)).every(({ status }) => status === 'fulfilled');
}

/** Makes those that are missing, at once. Two processes that start together take turns. */
export async function seedDemo(platform: Platform, { tenant }: Pick<MigrationSet, 'tenant'>): Promise<void> {
  const { cluster } = platform.options;
  if (!cluster.hasAdmin) return log.warn('demo.skipped', { reason: 'this process may not create databases' });
  const { sql: admin } = connect(cluster.admin(cluster.control), {
    max: 1,
    name: 'regie demo',
    statementTimeoutMs: PATIENCE_MS,
    lockTimeoutMs: PATIENCE_MS,
  });
  try {
    await admin`select pg_advisory_lock(hashtext('regie demo'))`;
    const missing = await listMissing(admin);
    if (missing.length === 0) return;
    const provisioner = await startProvisioner(platform, tenant);
    const kit = {
      platform,
      admin,
      provisioner,
      scope: createControlScope(platform.services, { kind: 'system', name: 'demo' }, newId()),
    };
    const passwordHash = await hashPassword(DEMO_PASSWORD);
    await Promise.all(missing.map((studio) => makeStudio(kit, studio, passwordHash)));
    await provisioner.close();
  } finally {
    await admin.end({ timeout: 5 });
  }
}

/** A studio that was signed up under such an address stays. */
async function listMissing(admin: Kit['admin']): Promise<readonly DemoStudio[]> {
  const kept = await admin<{ slug: string }[]>`
    select slug from studios s where not demo
      or exists (select 1 from provisioning_steps where studio_id = s.id and step = ${SEEDED})`;
  const slugs = new Set(kept.map(({ slug }) => slug));
  return DEMO_STUDIOS.filter(({ slug }) => !slugs.has(slug));
}

/** One that fails is left for the next start and the others are made. */
async function makeStudio(kit: Kit, studio: DemoStudio, passwordHash: string): Promise<void> {
  const start = performance.now();
  try {
    await removeHalf(kit, studio);
    const owner = await findOwner(kit, studio, passwordHash);
    const { studioId } = await createStudio(kit.scope, owner, {
      studioName: studio.name,
      slug: studio.slug,
      locale: 'fr',
      demo: true,
    });
    await waitUntilReady(kit, studioId);
    const actor = await ownerOf(kit, studioId);
    await kit.platform.inScope(studioId, actor, newId(), (scope) =>
      asSystem(kit.platform, studioId, studio.owner, async (system) => {
        for (const { seed } of kit.platform.options.modules) await seed?.(scope, system);
      }),
    );
    await kit.admin`insert into provisioning_steps (studio_id, step) values (${studioId}, ${SEEDED})`;
    log.info('demo.made', { studio: studio.slug, milliseconds: Math.round(performance.now() - start) });
  } catch (error) {
    log.error('demo.failed', { studio: studio.slug, error });
  }
}

/** Who the demo says did everything, as in a studio that was filled by hand. */
async function ownerOf({ admin }: Kit, studioId: string): Promise<Actor> {
  const [owner] = await admin<{ id: string; name: string; email: string }[]>`
    select u.id, u.name, u.email from members m join users u on u.id = m.user_id where m.studio_id = ${studioId} and m.role = 'owner'`;
  if (!owner) throw new Error('the studio has no owner');
  return { kind: 'user', ...owner, loginId: newId(), role: 'owner', locale: null };
}

/** What a crash has left of it; its users stay, and are taken up again. */
async function removeHalf({ admin, platform }: Kit, { slug }: DemoStudio): Promise<void> {
  const [half] = await admin<{ id: string; database_name: string }[]>`
    select id, database_name from studios where slug = ${slug} and demo`;
  if (!half) return;
  await platform.pools.drop(half.database_name);
  await removeDatabase(platform.options.cluster, admin, half.database_name);
  await admin`delete from studios where id = ${half.id}`;
}

async function findOwner({ admin }: Kit, { slug, owner: name }: DemoStudio, passwordHash: string): Promise<Owner> {
  const email = `owner@${slug}.example`;
  const [known] = await admin<
    { id: string }[]
  >`select id from users where email = ${email} and email_confirmed_at is not null`;
  return known ?? { name, email, isConfirmed: true, passwordHash, locale: 'fr' };
}

/** The worker of this or another process may have it in hand already. */
async function waitUntilReady({ admin, provisioner }: Kit, studioId: string): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  while (performance.now() < deadline) {
    await provisioner.provision(studioId);
    const [row] = await admin<{ status: string }[]>`select status from studios where id = ${studioId}`;
    if (row?.status === 'ready') return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`the studio was not made within ${PATIENCE_MS / 1000} s`);
}
