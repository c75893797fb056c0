import type { PostgresJsDatabase, PostgresJsTransaction } from 'drizzle-orm/postgres-js';

type Tables = Record<string, never>;

/** Over a connection that is read-only by default. SQL as text goes through `readRows` (raw.ts), in files named queries.ts. */
export type ReadDb = Pick<PostgresJsDatabase<Tables>, 'select' | 'selectDistinct' | 'with' | '$with' | '$count'>;

/** The open transaction of a `scope.write`. Everything that takes a ReadDb takes it too. */
export type WriteDb = ReadDb & Pick<PostgresJsTransaction<Tables, Tables>, 'insert' | 'update' | 'delete' | 'execute'>;

/** The control database's primary, for the platform's own bookkeeping. */
export type ControlDb = PostgresJsDatabase<Tables>;
