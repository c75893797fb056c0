/**
 * Hostname → studio, in memory. Every change to `studios` or `hostnames` is announced by a trigger, and forgotten here within
 * milliseconds; when the listening connection was lost everything is forgotten. A lifetime of a minute is the last net.
 */
import { eq, sql } from 'drizzle-orm';
import type { Connected } from '#platform/db/client.ts';
import type { Listening } from '#platform/db/listen.ts';
import { prepared } from '#platform/db/prepared.ts';
import { AppError } from '#platform/http/errors.ts';
import type { Studio } from '#platform/scope.ts';
import { hostnames, studios } from '#platform/tenancy/schema.ts';

const LIFETIME_MS = 60_000;
const MOST_ENTRIES = 20_000;

export interface Directory {
  byHost(host: string): Promise<Studio | null>;
  byId(studioId: string): Promise<Studio | null>;
  /** Ids of all studios that are ready. */
  listReady(): Promise<string[]>;
  /** Forgets one studio at once in this process; others hear of it by themselves. */
  forget(studioId: string): void;
}

const columns = {
  id: studios.id,
  slug: studios.slug,
  name: studios.name,
  status: studios.status,
  database: studios.databaseName,
  locale: studios.locale,
  timeZone: studios.timeZone,
  currency: studios.currency,
  accentHue: studios.accentHue,
  revision: studios.revision,
  entry: {
    factorFrom: studios.factorFrom,
    idleHours: studios.idleLoginHours,
    longestHours: studios.longestLoginHours,
    ranges: studios.addressRanges,
  },
};

const findByHost = prepared<{ host: string }, Omit<Studio, 'host'>[]>('tenancy.find-by-host', (db) =>
  db
    .select(columns)
    .from(hostnames)
    .innerJoin(studios, eq(studios.id, hostnames.studioId))
    .where(eq(hostnames.host, sql.placeholder('host'))),
);

const findById = prepared<{ id: string }, Omit<Studio, 'host'>[]>('tenancy.find-by-id', (db) =>
  db
    .select(columns)
    .from(studios)
    .where(eq(studios.id, sql.placeholder('id'))),
);

/** What was read lately, studios that there are not included. */
function createMemory(mainHost: string) {
  const entries = new Map<string, { studio: Studio | null; until: number }>();
  // Counts announcements: what was read before one and answered after it may be what was announced away.
  let announced = 0;
  return {
    forget(studioId: string): void {
      announced += 1;
      for (const [key, { studio }] of entries) if (studio === null || studio.id === studioId) entries.delete(key);
    },
    clear(): void {
      announced += 1;
      entries.clear();
    },
    async remember(key: string, load: () => Promise<Omit<Studio, 'host'>[]>): Promise<Studio | null> {
      const known = entries.get(key);
      if (known && known.until > Date.now()) return known.studio;
      const before = announced;
      const rows = await load();
      const [row] = rows;
      // The driver's answer after a cut connection may begin with rows that are not there: that is not "no such studio".
      if (!row && rows.length > 0) throw new AppError('unavailable', 'platform.error.unavailable', { retryAfter: 1 });
      const studio = row && row.status !== 'deleted' ? { ...row, host: `${row.slug}.${mainHost}` } : null;
      if (announced !== before) return studio;
      if (entries.size >= MOST_ENTRIES) entries.clear();
      entries.set(key, { studio, until: Date.now() + LIFETIME_MS });
      return studio;
    },
  };
}

export async function createDirectory(control: Connected, listening: Listening, mainHost: string): Promise<Directory> {
  const { forget, clear, remember } = createMemory(mainHost);
  await listening.on('regie_directory', { onMessage: forget, onOpen: clear });
  return {
    byHost: (host) => remember(`host ${host}`, () => findByHost(control.db, { host })),
    byId: (studioId) => remember(`id ${studioId}`, () => findById(control.db, { id: studioId })),
    async listReady() {
      const rows = await control.db.select({ id: studios.id }).from(studios).where(eq(studios.status, 'ready'));
      return rows.map((row) => row.id);
    },
    forget,
  };
}
