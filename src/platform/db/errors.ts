/** What PostgreSQL refuses, as the rest of the product understands it. SQLSTATE: PostgreSQL manual, appendix A. */

interface PostgresFault {
  readonly code: string;
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

const TRANSIENT = new Set(['40001', '40P01', '0A000', '57P01']);
const LOST = new Set(['CONNECTION_CLOSED', 'CONNECTION_ENDED', 'CONNECTION_DESTROYED', 'ECONNRESET', 'EPIPE']);

/** Whether the whole transaction may be tried again: deadlock, stale plan, or a connection lost before anything was committed. */
export function isTransient(error: unknown): boolean {
  const code = postgresFault(error)?.code;
  return code !== undefined && (TRANSIENT.has(code) || (code.startsWith('08') && code !== '08007') || LOST.has(code));
}

const DOWN = new Set(['CONNECT_TIMEOUT', 'ECONNREFUSED', 'ENOTFOUND', '53300', '57P03', '3D000', '57014', '55P03']);

/** The database cannot be had just now, or did not answer in time. */
export function isUnavailable(error: unknown): boolean {
  const code = postgresFault(error)?.code;
  return code !== undefined && (DOWN.has(code) || LOST.has(code) || code.startsWith('08') || code.startsWith('57P'));
}
