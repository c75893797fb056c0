import { afterEach, describe, expect, it, vi } from 'vitest';
import { decodeText, detectEncoding } from '#platform/imports/read-text.ts';

/** 0x80 to 0x9F in the WHATWG's index of windows-1252, as the standard lists them. */
const INDEX = [
  [0x20ac, 0x0081, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008d],
  [0x017d, 0x008f, 0x0090, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a],
  [0x0153, 0x009d, 0x017e, 0x0178],
].flat();

afterEach(() => vi.unstubAllGlobals());

describe('Windows-1252', () => {
  it('is read by the standard’s index', () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    const expected = Array.from(bytes, (byte) => INDEX[byte - 0x80] ?? byte);
    expect(Array.from(decodeText(bytes, 'windows-1252'), (sign) => sign.charCodeAt(0))).toEqual(expected);
  });

  it('does not depend on what the runtime takes it for', () => {
    class Latin1 {
      decode = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');
    }
    vi.stubGlobal('TextDecoder', Latin1);
    expect(decodeText(Uint8Array.of(0x92, 0x9c, 0x80, 0xe9), 'windows-1252')).toBe('’œ€é');
  });

  it('is taken for what is not Unicode', () => {
    expect(detectEncoding(Uint8Array.of(0x4c, 0x92, 0x9c))).toBe('windows-1252');
    expect(detectEncoding(new TextEncoder().encode('L’œ'))).toBe('utf-8');
  });
});
