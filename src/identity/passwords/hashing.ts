/** argon2id with the parameters that OWASP recommends (Password Storage Cheat Sheet), two at a time: one takes 19 MiB and keeps a core busy. */
import { randomBytes } from 'node:crypto';
import { hash, parseOptions, verify } from '@node-rs/argon2';
import { createAdmission } from '#identity/admission.ts';
import { normalizePassword } from '#identity/model.ts';

const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const inTurn = createAdmission(2, 200);

export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(normalizePassword(password), COST));
}

/** Takes as long for an unknown account as for a known one. @param known null where there is no such account */
export async function verifyPassword(known: string | null, password: string): Promise<boolean> {
  const right = await inTurn(() => verify(known ?? UNKNOWN_ACCOUNT, normalizePassword(password)));
  return right && known !== null;
}

/** Whether it was made with other parameters than those of today. */
export function isOutdated(known: string): boolean {
  const { memoryCost, timeCost, parallelism } = parseOptions(known);
  return memoryCost !== COST.memoryCost || timeCost !== COST.timeCost || parallelism !== COST.parallelism;
}

/** The hash of no password: verifying against it costs the same and never succeeds. */
const UNKNOWN_ACCOUNT = `$argon2id$v=19$m=${COST.memoryCost},t=${COST.timeCost},p=${COST.parallelism}$${unpadded(16)}$${unpadded(32)}`;

function unpadded(bytes: number): string {
  return randomBytes(bytes).toString('base64').replaceAll('=', '');
}
