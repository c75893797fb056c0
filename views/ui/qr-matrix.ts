import { encode } from 'uqr';

/** Rows of modules, true for dark, without the quiet zone of four modules that must surround them. */
export function qrMatrix(payload: string): readonly (readonly boolean[])[] {
  return encode(payload, { ecc: 'M', boostEcc: false, maxVersion: 13, border: 0 }).data;
}
