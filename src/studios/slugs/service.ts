/** Makes a studio exist: a row and a host in the control database. Its own database follows by itself. */
import { inArray } from 'drizzle-orm';
import { isViolation } from '#platform/db/errors.ts';
import { type Id, newId } from '#platform/db/ids.ts';
import type { ReadDb, WriteDb } from '#platform/db/types.ts';
import type { ControlScope, Locale } from '#platform/scope.ts';
import { hostnames, studios } from '#platform/tenancy/schema.ts';
import { alternatives } from '#studios/slugs/model.ts';

export type StudioId = Id<'studio'>;

export interface StudioRequest {
  readonly name: string;
  readonly slug: string;
  readonly locale: Locale;
  readonly demo?: boolean;
}

type Place = Pick<ControlScope, 'publicUrl' | 'studioDatabase'>;

/** @throws a unique violation when the slug is taken, however close the race: see `isSlugTaken` */
export async function reserveStudio(tx: WriteDb, place: Place, request: StudioRequest): Promise<StudioId> {
  const { name, slug, locale, demo = false } = request;
  const id = newId<'studio'>();
  await tx.insert(studios).values({ id, slug, name, locale, demo, databaseName: place.studioDatabase(id) });
  await tx.insert(hostnames).values({ host: hostOf(place.publicUrl, slug), studioId: id });
  return id;
}

export function hostOf(publicUrl: URL, slug: string): string {
  return `${slug}.${publicUrl.hostname}`;
}

export function isSlugTaken(error: unknown): boolean {
  return isViolation(error, 'unique', 'studios_slug_key') || isViolation(error, 'unique', 'hostnames_pkey');
}

/** Three at most that are free at this moment. */
export async function listFreeSlugs(control: ReadDb, slug: string): Promise<readonly string[]> {
  const offered = alternatives(slug);
  if (offered.length === 0) return [];
  const rows = await control
    .select({ slug: studios.slug })
    .from(studios)
    .where(inArray(studios.slug, [...offered]));
  const taken = new Set(rows.map((row) => row.slug));
  return offered.filter((other) => !taken.has(other)).slice(0, 3);
}
