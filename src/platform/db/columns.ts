/** Column types that Drizzle lacks or that must be the same everywhere. */
import { bigint, customType, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { Id } from '#platform/db/ids.ts';

export const citext = customType<{ data: string }>({ dataType: () => 'citext' });

export const bytea = customType<{ data: Uint8Array; driverData: Buffer }>({
  dataType: () => 'bytea',
  toDriver: (value) => Buffer.from(value),
});

/** ISO 4217. */
export const currency = customType<{ data: string }>({ dataType: () => 'char(3)' });

/** timestamptz as a Date. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

/** Minor units of the row's currency. */
export const minorUnits = (name: string) => bigint(name, { mode: 'bigint' });

export const id = <Name extends string>(name: string) => uuid(name).$type<Id<Name>>();
