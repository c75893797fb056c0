/**
 * Encryption and keyed hashes of the whole installation. The keys come from its secret and are in no database: a copy of the database
 * shows nothing of what is kept this way.
 */
import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';

export interface Secrets {
  /** Authenticated encryption. `about` is not part of the result and must be the same to open it: whose it is. */
  seal(purpose: string, about: string, text: string): string;
  /** Null for what was not sealed here, for this purpose and about this. */
  open(purpose: string, about: string, sealed: string): string | null;
  /** HMAC-SHA-256: for what is short enough to be guessed from a plain hash. */
  digest(purpose: string, text: string): Buffer;
}

const [NONCE, TAG] = [12, 16];
const OPTIONS = { authTagLength: TAG } as const;

/** @param key derives one for each purpose */
export function createSecrets(key: (purpose: string) => Buffer): Secrets {
  return {
    seal(purpose, about, text) {
      const nonce = randomBytes(NONCE);
      const cipher = createCipheriv('aes-256-gcm', key(`seal ${purpose}`), nonce, OPTIONS).setAAD(Buffer.from(about));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url');
    },
    open(purpose, about, sealed) {
      const bytes = Buffer.from(sealed, 'base64url');
      if (bytes.length < NONCE + TAG) return null;
      const cipher = createDecipheriv('aes-256-gcm', key(`seal ${purpose}`), bytes.subarray(0, NONCE), OPTIONS);
      cipher.setAAD(Buffer.from(about)).setAuthTag(bytes.subarray(NONCE, NONCE + TAG));
      try {
        return cipher.update(bytes.subarray(NONCE + TAG), undefined, 'utf8') + cipher.final('utf8');
      } catch {
        return null;
      }
    },
    digest: (purpose, text) =>
      createHmac('sha256', key(`digest ${purpose}`))
        .update(text)
        .digest(),
  };
}
