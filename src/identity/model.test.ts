import { describe, expect, it } from 'vitest';
import { describeBrowser } from '#identity/model.ts';
import { hashPassword, isOutdated, verifyPassword } from '#identity/passwords/hashing.ts';
import { findWeakness } from '#identity/passwords/strength.ts';
import { hashToken, isToken, newToken } from '#identity/tokens.ts';

describe('describeBrowser', () => {
  it.each([
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox', 'Windows'],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15',
      'Safari',
      'macOS',
    ],
    [
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
      'Chrome',
      'Linux',
    ],
    [
      'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0',
      'Edge',
      'Windows',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/140.0 Mobile/15E148 Safari/604.1',
      'Chrome',
      'iPhone',
    ],
    [
      'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0 Mobile Safari/537.36',
      'Samsung Internet',
      'Android',
    ],
    ['curl/8.5.0', 'curl', ''],
    ['', '', ''],
    ['<script>', '', ''],
  ])('%s', (userAgent, browser, system) => expect(describeBrowser(userAgent)).toEqual({ browser, system }));
});

describe('passwords', () => {
  it('are hashed with a salt, by argon2id at OWASP’s cost', async () => {
    const [one, two] = [await hashPassword('a'), await hashPassword('a')];
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(two);
    expect([isOutdated(one), await verifyPassword(one, 'a'), await verifyPassword(one, 'b')]).toEqual([
      false,
      true,
      false,
    ]);
  });

  it('match no hash', async () => {
    for (const password of ['', 'a', 'null']) expect(await verifyPassword(null, password)).toBe(false);
  });

  it('are all checked in the end when many come at once', async () => {
    const known = await hashPassword('right');
    const checks = Array.from({ length: 40 }, (_, index) => verifyPassword(known, index % 2 === 0 ? 'right' : 'wrong'));
    expect((await Promise.all(checks)).filter(Boolean)).toHaveLength(20);
  });

  it.each([
    ['password1', 'identity.password.common'],
    ['motdepasse', 'identity.password.common'],
    ['soleil123', 'identity.password.weak'],
    ['aaaaaaaaaaaa', 'identity.password.repeated'],
    ['abcdefghijkl', 'identity.password.sequence'],
    ['Studio Lumen', 'identity.password.personal'],
    ['lumen2026', 'identity.password.personal'],
    ['StudioLumen-917364!', 'identity.password.personal'],
    ['lumenlumen 75011', 'identity.password.personal'],
    ['regie-2026', 'identity.password.personal'],
    ['Régie_48151623', 'identity.password.personal'],
    ['R3gie#2026#', 'identity.password.personal'],
    ['Inès.Lumen.1984', 'identity.password.personal'],
    ['ines@lumen.example2', 'identity.password.personal'],
    ['14/07/1989', 'identity.password.date'],
  ])('such as %s are refused with a reason', async (password, reason) => {
    expect(await findWeakness(password, ['Studio Lumen', 'ines@lumen.example'])).toBe(reason);
  });

  it.each([
    'regie-demo-2026',
    'correct horse battery staple',
    'kX9#vQ2$m',
    'une longue phrase sans rien',
    'lumen sous la pluie',
    '#8!2k-94-1750$6',
  ])('such as %s are good', async (password) => {
    expect(await findWeakness(password, ['Studio Lumen'])).toBeNull();
  });

  it('that were made to keep the estimator busy do not keep everybody else waiting', async () => {
    await findWeakness('warm', []);
    const start = performance.now();
    await findWeakness('aZ3$@5!0'.repeat(16), []);
    expect(performance.now() - start).toBeLessThan(1_000);
  });
});

it('tokens are 256 bits, never twice the same, and recognised', () => {
  const tokens = Array.from({ length: 100 }, newToken);
  expect(new Set(tokens).size).toBe(100);
  expect(tokens.every(isToken)).toBe(true);
  expect(hashToken('x')).toHaveLength(32);
  expect([undefined, '', 'x', `${tokens[0]}=`, `${tokens[0]}\n`].some(isToken)).toBe(false);
});
