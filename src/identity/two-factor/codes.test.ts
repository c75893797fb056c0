import { Secret } from 'otpauth';
import { describe, expect, it } from 'vitest';
import { codeAt, newSecret, otpauthUri, stepAt, stepsOf } from '#identity/two-factor/codes.ts';

/** Key of the vectors in RFC 6238, appendix B, for SHA-1. */
const SECRET = Secret.fromUTF8('12345678901234567890').base32;

describe('codes', () => {
  // The vectors have eight digits; six are their end.
  it.each([
    [59, '94287082'],
    [1_111_111_109, '07081804'],
    [1_111_111_111, '14050471'],
    [1_234_567_890, '89005924'],
    [2_000_000_000, '69279037'],
    [20_000_000_000, '65353130'],
  ])('are those of RFC 6238 at %d seconds', (seconds, code) => {
    expect(codeAt(SECRET, stepAt(new Date(seconds * 1_000)))).toBe(code.slice(2));
  });

  it('count from one step before to one step after', () => {
    const now = new Date('2026-11-20T13:42:10Z');
    const step = stepAt(now);
    const taken = [-2, -1, 0, 1, 2].map((away) => stepsOf(SECRET, codeAt(SECRET, step + away), now));
    expect(taken).toEqual([[], [step - 1], [step], [step + 1], []]);
  });

  it('come from secrets of 160 bits that differ', () => {
    const secrets = [newSecret(), newSecret()];
    for (const secret of secrets) expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(secrets[0]).not.toBe(secrets[1]);
  });

  it('are set up by an address that names the account', () => {
    const uri = new URL(otpauthUri(SECRET, 'ines+studio@lumen.example'));
    expect([uri.protocol, uri.host]).toEqual(['otpauth:', 'totp']);
    expect(decodeURIComponent(uri.pathname)).toBe('/Régie:ines+studio@lumen.example');
    expect(Object.fromEntries(uri.searchParams)).toEqual({
      ...{ secret: SECRET, issuer: 'Régie', algorithm: 'SHA1', digits: '6', period: '30' },
    });
  });
});
