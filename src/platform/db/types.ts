import type { PostgresJsDatabase, PostgresJsTransaction } from 'drizzle-orm/postgres-js';
import type { Remembered } from '#platform/db/remembered.ts';

type Tables = Record<string, never>;

/** Over a connection that is read-only by default. SQL as text goes through `readRows` (raw.ts), in files named queries.ts. */
export type ReadDb = Pick<PostgresJsDatabase<Tables>, 'select' | 'selectDistinct' | 'with' | '$with' | '$count'>;

/** The open transaction of a `scope.write`. Everything that takes a ReadDb takes it too. */
export type WriteDb = ReadDb & Pick<PostgresJsTransaction<Tables, Tables>, 'insert' | 'update' | 'delete' | 'execute'>;

/** The control database: who exists. Only studios and identity know its tables. */
export interface Control extends ReadDb {
  /** For what pages ask each time: see remembered.ts. What the answer decides must not be a write. */
  readonly recall: Remembered['recall'];
  /** One transaction on the primary; everything else on this object only reads. */
  write<T>(work: (tx: WriteDb) => Promise<T>): Promise<T>;
}

/** The control database's primary, for the platform's own bookkeeping. */
export type ControlDb = PostgresJsDatabase<Tables>;
