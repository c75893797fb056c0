/** Bytes → text. Files say at best by their first bytes how they were written; old spreadsheets of Western Europe say nothing. */
import type { Encoding } from '#platform/imports/model.ts';

export function detectEncoding(bytes: Uint8Array): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return 'utf-8';
  } catch {
    return 'windows-1252';
  }
}

/** Never fails: what makes no sense in the encoding becomes U+FFFD. A byte order mark is taken off. */
export function decodeText(bytes: Uint8Array, encoding: Encoding): string {
  return encoding === 'windows-1252' ? decodeWindows1252(bytes) : new TextDecoder(encoding).decode(bytes);
}

/**
 * Bytes 0x80 to 0x9F, by the WHATWG's index; the five that it leaves out stay control characters. Several releases of Node
 * take this encoding for Latin-1, where all of them are, and their TextDecoder cannot be trusted with it.
 */
const SPECIALS =
  '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f' + // 0x80 to 0x8F
  '\u0090‘’“”•–—˜™š›œ\u009džŸ';

function decodeWindows1252(bytes: Uint8Array): string {
  const latin1 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  return latin1.replace(/[\u0080-\u009f]/g, (sign) => SPECIALS[sign.charCodeAt(0) - 0x80] ?? sign);
}

/** First bytes of files that are no text, whatever they are called. */
const BINARIES: readonly (readonly [string, readonly number[]])[] = [
  ['xlsx', [0x50, 0x4b, 0x03, 0x04]],
  ['xls', [0xd0, 0xcf, 0x11, 0xe0]],
  ['pdf', [0x25, 0x50, 0x44, 0x46]],
];

export function binaryKind(bytes: Uint8Array): string | null {
  return BINARIES.find(([, signature]) => signature.every((byte, index) => bytes[index] === byte))?.[0] ?? null;
}
