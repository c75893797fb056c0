/** Codes of an authenticator app: RFC 6238 with SHA-1, six digits and thirty seconds, which every app knows. */
import { timingSafeEqual } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';

const ISSUER = 'Régie';
const STEP_SECONDS = 30;
/** 160 bits, as RFC 4226 recommends. */
const SECRET_BYTES = 20;
/** A clock that is a little off, and a code that was typed as it changed. */
const STEPS_AROUND = [0, -1, 1] as const;

/** In base32, as apps show and take it. */
export function newSecret(): string {
  return new Secret({ size: SECRET_BYTES }).base32;
}

/** What the QR code says. @param email tells several accounts of one app apart */
export function otpauthUri(secret: string, email: string): string {
  return new TOTP({ issuer: ISSUER, label: email, secret: Secret.fromBase32(secret) }).toString();
}

/** The step of thirty seconds in which a moment lies: the counter of the RFC. */
export function stepAt(now: Date): number {
  return Math.floor(now.getTime() / 1_000 / STEP_SECONDS);
}

export function codeAt(secret: string, step: number): string {
  return TOTP.generate({ secret: Secret.fromBase32(secret), timestamp: step * STEP_SECONDS * 1_000 });
}

/** The steps around now whose code this is: mostly one or none. */
export function stepsOf(secret: string, code: string, now: Date): readonly number[] {
  const steps = STEPS_AROUND.map((away) => stepAt(now) + away);
  return steps.filter((step) => timingSafeEqual(Buffer.from(codeAt(secret, step)), Buffer.from(code)));
}
