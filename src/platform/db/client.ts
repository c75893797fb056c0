/** The only place that makes postgres.js clients. A client is wrapped by Drizzle at once and has no other owner: wrapping changes its date parsing. */
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';

export interface Address {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly username: string;
  readonly password: string;
  readonly tls: boolean;
}

/** Of a server that takes writes and passes notifications on. */
export interface PrimaryAddress extends Address {
  readonly primary: true;
}

export interface ClientOptions {
  readonly max: number;
  /** Shown in pg_stat_activity. */
  readonly name: string;
  /** Statements outside a `read write` transaction are refused with 25006. */
  readonly readOnly?: boolean;
  readonly statementTimeoutMs?: number;
  readonly lockTimeoutMs?: number;
  /** 15 s unless given; 0 for a transaction that only holds a lock. */
  readonly idleInTransactionMs?: number;
  /** 5 s unless given. */
  readonly connectSeconds?: number;
  /** Seconds after which an unused connection is closed; 0 keeps it. */
  readonly idleSeconds?: number;
  /** Kept until it breaks; others are renewed after an hour. */
  readonly isLasting?: boolean;
  /** Commits are not waited for: a crash of the server may take them back, for work that is then repeated. */
  readonly relaxed?: boolean;
  /** One of the connections was closed, by whichever end. */
  onClosed?(): void;
  /** For listen.ts. */
  onNotification?(channel: string, payload: string): void;
}

export interface Connected {
  readonly sql: postgres.Sql;
  readonly db: PostgresJsDatabase<Record<string, never>>;
}

export function addressOf(url: string, database?: string): Address {
  const { hostname, port, pathname, username, password, searchParams } = new URL(url);
  return {
    host: decodeURIComponent(hostname),
    port: port ? Number(port) : 5432,
    database: database ?? (decodeURIComponent(pathname.slice(1)) || 'postgres'),
    username: decodeURIComponent(username),
    password: decodeURIComponent(password),
    tls: ['require', 'verify-ca', 'verify-full'].includes(searchParams.get('sslmode') ?? ''),
  };
}

export function urlOf(address: Address): string {
  const user = `${encodeURIComponent(address.username)}:${encodeURIComponent(address.password)}`;
  return `postgres://${user}@${address.host}:${address.port}/${encodeURIComponent(address.database)}${address.tls ? '?sslmode=require' : ''}`;
}

/**
 * Opens nothing yet: the first query connects. Never use `reserve()` on it: without type fetching postgres.js 3.4.9 does not
 * resolve it on a new connection.
 */
export function connect(address: Address, options: ClientOptions): Connected {
  // The driver's types leave `onnotify` out; it is what its own `listen` is made of.
  const unlisted = { onnotify: options.onNotification };
  const sql = postgres({
    ...unlisted,
    host: address.host,
    port: address.port,
    database: address.database,
    username: address.username,
    password: address.password,
    ssl: address.tls ? 'verify-full' : false,
    max: options.max,
    idle_timeout: options.idleSeconds ?? 60,
    max_lifetime: options.isLasting ? null : 60 * 60,
    connect_timeout: options.connectSeconds ?? 5,
    // Looking up array types would be one more query on every new connection; Drizzle maps arrays itself.
    fetch_types: false,
    onnotice: () => {},
    onclose: () => options.onClosed?.(),
    connection: {
      application_name: options.name,
      // Data lies on solid state or in memory: reading a row by its index is no dearer than reading on.
      random_page_cost: 1.1,
      default_transaction_read_only: options.readOnly ?? false,
      ...(options.relaxed && { synchronous_commit: 'off' }),
      statement_timeout: options.statementTimeoutMs ?? 10_000,
      lock_timeout: options.lockTimeoutMs ?? 5_000,
      idle_in_transaction_session_timeout: options.idleInTransactionMs ?? 15_000,
    },
  });
  return { sql, db: drizzle(sql) as Connected['db'] };
}

/** For names that no parameter can carry; they are ours, never a user's. */
export function ident(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
