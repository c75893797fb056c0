/** What PostgreSQL refuses, as the rest of the product understands it. SQLSTATE: PostgreSQL manual, appendix A. */

interface PostgresFault {
  readonly code: string;
  readonly severity?: string;
  readonly constraint_name?: string;
}

/** Drizzle wraps the driver's error; the SQLSTATE is on the innermost cause. */
export function postgresFault(error: unknown): PostgresFault | null {
  for (let current = error; current instanceof Error; current = current.cause) {
    const { code } = current as { code?: unknown };
    if (typeof code === 'string') return current as unknown as PostgresFault;
  }
  return null;
}

/** @param constraint name as in the migration; left out, any of that kind counts */
export function isViolation(
  error: unknown,
  kind: 'unique' | 'exclusion' | 'foreign-key' | 'check',
  constraint?: string,
): boolean {
  const code = { unique: '23505', exclusion: '23P01', 'foreign-key': '23503', check: '23514' }[kind];
  const fault = postgresFault(error);
  return fault?.code === code && (constraint === undefined || fault.constraint_name === constraint);
}

const ROLLED_BACK = new Set(['40001', '40P01', '0A000']);
const LOST = new Set(['CONNECTION_CLOSED', 'CONNECTION_ENDED', 'CONNECTION_DESTROYED', 'ECONNRESET', 'EPIPE', '57P01']);

/** Deadlock, serialization failure, stale plan: the transaction was rolled back, and may be tried again. */
export function isRolledBack(error: unknown): boolean {
  return ROLLED_BACK.has(postgresFault(error)?.code ?? '');
}

/** The connection went away. Before COMMIT was sent nothing was written; afterwards the outcome is unknown. */
export function isConnectionLost(error: unknown): boolean {
  const code = postgresFault(error)?.code ?? '';
  return LOST.has(code) || code.startsWith('08');
}

/** Another try may do, for work that is safe to repeat. */
export function isTransient(error: unknown): boolean {
  return isRolledBack(error) || isConnectionLost(error);
}

const DOWN = new Set([
  'CONNECT_TIMEOUT',
  'ECONNREFUSED',
  'ENOTFOUND',
  '53300',
  '57P03',
  '3D000',
  '53200',
  '57014',
  '55P03',
]);

/**
 * The database cannot be had just now, or did not answer in time. FATAL ends the connection: it could not be opened (28P01 the
 * password, 55000 no connections allowed, 42501 the right to connect), or was closed by the server.
 */
export function isUnavailable(error: unknown): boolean {
  const fault = postgresFault(error);
  if (fault === null) return false;
  const { code, severity } = fault;
  const closed = severity === 'FATAL' || severity === 'PANIC' || isConnectionLost(error);
  return closed || DOWN.has(code) || code.startsWith('57P');
}

const FULL = new Set(['53100', 'ENOSPC', 'EDQUOT']);

/** No room is left, for the database or for files. Nothing was written. */
export function isFull(error: unknown): boolean {
  return FULL.has(postgresFault(error)?.code ?? '');
}
