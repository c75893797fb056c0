import { and, asc, eq, ne } from 'drizzle-orm';
import { welcomes } from '#identity/schema.ts';
import { hashToken } from '#identity/tokens.ts';
import type { Id } from '#platform/db/ids.ts';
import type { ReadDb } from '#platform/db/types.ts';
import { provisioningSteps, studios } from '#platform/tenancy/schema.ts';

export interface Progress {
  readonly studioId: string;
  readonly name: string;
  readonly slug: string;
  readonly ready: boolean;
  /** Whether the token still opens the studio. */
  readonly open: boolean;
  /** Names of the provisioning steps that are done. */
  readonly done: readonly string[];
}

/** Only the browser that signed up has the token. */
export async function findProgress(
  control: ReadDb,
  studioId: Id<'studio'>,
  token: string,
  now: Date,
): Promise<Progress | null> {
  const [row] = await control
    .select({ name: studios.name, slug: studios.slug, status: studios.status, welcome: welcomes })
    .from(welcomes)
    .innerJoin(studios, eq(studios.id, welcomes.studioId))
    .where(and(eq(welcomes.tokenHash, hashToken(token)), eq(welcomes.studioId, studioId)));
  if (!row) return null;
  const steps = await control
    .select({ step: provisioningSteps.step })
    .from(provisioningSteps)
    .where(eq(provisioningSteps.studioId, studioId))
    .orderBy(asc(provisioningSteps.doneAt));
  const { name, slug, status, welcome } = row;
  return {
    studioId,
    name,
    slug,
    ready: status === 'ready',
    open: welcome.usedAt === null && welcome.expiresAt > now,
    done: steps.map(({ step }) => step),
  };
}

export async function studioExists(control: ReadDb, slug: string): Promise<boolean> {
  const rows = await control
    .select({ id: studios.id })
    .from(studios)
    .where(and(eq(studios.slug, slug), ne(studios.status, 'deleted')));
  return rows.length > 0;
}
