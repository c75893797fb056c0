import { describe, expect, test } from 'vitest';
import { endOf, factorNeeded, limitsOf, readRanges } from '#identity/policies/model.ts';

describe('a range', () => {
  test('is a line with what it is called; empty lines and repetitions say nothing', () => {
    const text = '203.0.113.0/24   Studio  Lumen \r\n\n2001:db8::/32\n203.0.113.0/24 again';
    expect(readRanges(text)).toEqual({
      ok: true,
      ranges: [
        { range: '203.0.113.0/24', remark: 'Studio  Lumen' },
        { range: '2001:db8::/32', remark: '' },
      ],
    });
    expect(readRanges('203.0.113.7\nStudio 203.0.113.8')).toEqual({ ok: false, line: 2, typed: 'Studio 203.0.113.8' });
    expect(readRanges(`203.0.113.7 ${'x'.repeat(81)}`).ok).toBe(false);
  });
});

describe('a login', () => {
  const at = (iso: string) => new Date(iso);
  const login = { createdAt: at('2026-11-20T08:00:00Z'), lastSeenAt: at('2026-11-20T10:00:00Z') };

  test('ends by the house’s rule where the studio has none, by the sooner of the two otherwise', () => {
    expect(endOf(login, limitsOf(null))).toEqual(at('2026-12-04T10:00:00Z'));
    expect(endOf(login, limitsOf({ idleHours: 1, longestHours: null }))).toEqual(at('2026-11-20T11:00:00Z'));
    expect(endOf(login, limitsOf({ idleHours: 8, longestHours: 8 }))).toEqual(at('2026-11-20T16:00:00Z'));
  });
});

describe('a second factor', () => {
  const entry = { factorFrom: '2026-12-01', idleHours: null, longestHours: null, ranges: [] };

  test('is needed from midnight of the studio’s own day', () => {
    const needed = (iso: string, timeZone: string) => factorNeeded({ entry, timeZone }, new Date(iso));
    expect(needed('2026-11-30T22:59:59Z', 'Europe/Paris')).toBe('soon');
    expect(needed('2026-11-30T23:00:00Z', 'Europe/Paris')).toBe('now');
    expect(needed('2026-11-30T23:00:00Z', 'Pacific/Tahiti')).toBe('soon');
    expect(factorNeeded({ entry: { ...entry, factorFrom: null }, timeZone: 'Europe/Paris' }, new Date())).toBeNull();
  });
});
