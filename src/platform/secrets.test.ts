import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createSecrets } from '#platform/secrets.ts';

const of = (secret: string) => createSecrets((purpose) => createHmac('sha256', secret).update(purpose).digest());
const secrets = of('one secret');

describe('what is sealed', () => {
  it('opens as it was, and looks different each time', () => {
    const sealed = [1, 2].map(() => secrets.seal('test', 'ada', 'JBSWY3DP é'));
    expect(sealed.map((text) => secrets.open('test', 'ada', text))).toEqual(['JBSWY3DP é', 'JBSWY3DP é']);
    expect(sealed[0]).not.toBe(sealed[1]);
    expect(Buffer.from(sealed[0] ?? '', 'base64url').toString('latin1')).not.toContain('JBSWY3DP');
  });

  it('opens for no other purpose and no other user, nor with another secret', () => {
    const sealed = secrets.seal('test', 'ada', 'text');
    expect(secrets.open('other', 'ada', sealed)).toBeNull();
    expect(secrets.open('test', 'bob', sealed)).toBeNull();
    expect(of('another').open('test', 'ada', sealed)).toBeNull();
  });

  it('does not open once a byte differs, or is missing', () => {
    const bytes = Buffer.from(secrets.seal('test', 'ada', 'text'), 'base64url');
    for (let at = 0; at < bytes.length; at += 1) {
      const bent = Buffer.from(bytes);
      bent[at] = (bent[at] ?? 0) ^ 1;
      expect(secrets.open('test', 'ada', bent.toString('base64url'))).toBeNull();
      expect(secrets.open('test', 'ada', bytes.subarray(0, at).toString('base64url'))).toBeNull();
    }
    for (const odd of ['', '!', 'é'.repeat(40)]) expect(secrets.open('test', 'ada', odd)).toBeNull();
  });

  it('leaves hashes that depend on the secret and the purpose', () => {
    const hashes = [secrets.digest('a', 'x'), secrets.digest('b', 'x'), of('another').digest('a', 'x')].map(String);
    expect(new Set(hashes).size).toBe(3);
    expect(String(secrets.digest('a', 'x'))).toBe(hashes[0]);
  });
});
