/**
 * A client that lasts as long as the process, for the control database. One whose connection was cut is not used again: on its
 * next connection postgres.js 3.4.9 still tells of the old one's error, counts rows from where the old one stopped, and may have
 * something left to send that keeps it stuck. It closes no connection by itself, which would look like a cut. Studios' pools do
 * the same; see `retire` in tenancy/pools.ts.
 */
import { drizzle } from 'drizzle-orm/postgres-js';
import type postgres from 'postgres';
import { type Address, type ClientOptions, type Connected, connect } from '#platform/db/client.ts';
import { log } from '#platform/telemetry/log.ts';

/** So long may what waits for a connection of a retired client still get one. */
const LAST_MS = 2_000;

interface Held {
  current: Connected;
  readonly retired: Set<Connected>;
  isClosing: boolean;
}

async function end(client: Connected, seconds: number): Promise<void> {
  await client.sql.end({ timeout: seconds }).catch((error: unknown) => log.debug('db.client-end', { error }));
}

export function connectRenewed(address: Address, options: Omit<ClientOptions, 'onClosed'>): Connected {
  const open = (): Connected => {
    const client = connect(address, { idleSeconds: 0, isLasting: true, ...options, onClosed: () => renew(client) });
    return client;
  };
  const held: Held = { current: open(), retired: new Set(), isClosing: false };
  function renew(client: Connected): void {
    if (held.isClosing || held.current !== client) return;
    held.current = open();
    held.retired.add(client);
    setTimeout(() => void end(client, 5).finally(() => held.retired.delete(client)), LAST_MS).unref();
  }
  const sql = throughCurrent(held);
  return { sql, db: drizzle(sql) as Connected['db'] };
}

/** Looks like the client that is current at each use. */
function throughCurrent(held: Held): postgres.Sql {
  const endAll = async () => {
    held.isClosing = true;
    await Promise.all([end(held.current, 5), ...[...held.retired].map((client) => end(client, 1))]);
  };
  const target = (() => undefined) as unknown as postgres.Sql;
  return new Proxy(target, {
    apply: (_, self, parameters) => Reflect.apply(held.current.sql, self, parameters),
    get: (_, name) => (name === 'end' ? endAll : Reflect.get(held.current.sql, name)),
  });
}
