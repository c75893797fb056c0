/** Secrets that identify a user: 256 bits from the system, of which only the SHA-256 is ever kept. */
import { createHash, randomBytes } from 'node:crypto';

export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

export function isToken(text: string | undefined): text is string {
  return text !== undefined && /^[\w-]{43}$/.test(text);
}

/** No salt and no stretching: there is nothing to guess in a random token. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
