/** Bank accounts by ISO 13616 and banks by ISO 9362. What was typed may hold spaces; what is kept holds none. */

/** Lengths in the countries of the SEPA area (EPC409-09); elsewhere only the check digits are checked. */
const LENGTHS: ReadonlyMap<string, number> = new Map(
  `AD24 AL28 AT20 BE16 BG22 CH21 CY28 CZ24 DE22 DK18 EE20 ES24 FI18 FR27 GB22 GI23 GR27 HR21 HU28 IE22 IS26 IT27
   LI21 LT20 LU20 LV21 MC27 MD24 ME22 MK19 MT31 NL18 NO15 PL28 PT25 RO24 RS22 SE24 SI19 SK24 SM27 VA22`
    .split(/\s+/)
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
);

/** "fr14 2004 …" → "FR142004…" */
export function compactIban(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s.-]/g, '')
    .toUpperCase();
}

export function isIban(text: string): boolean {
  const iban = compactIban(text);
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(iban)) return false;
  const length = LENGTHS.get(iban.slice(0, 2));
  return (length === undefined || iban.length === length) && remainder97(iban.slice(4) + iban.slice(0, 4)) === 1;
}

/** Whether a SEPA credit transfer can reach it. */
export function isSepaIban(text: string): boolean {
  return isIban(text) && LENGTHS.has(compactIban(text).slice(0, 2));
}

/** In fours, as it is printed. */
export function formatIban(iban: string): string {
  return compactIban(iban).replace(/(.{4})(?=.)/g, '$1\u00a0');
}

export function isBic(text: string): boolean {
  return /^[A-Z]{4}[A-Z]{2}[A-Z0-9]{2}(?:[A-Z0-9]{3})?$/.test(compactIban(text));
}

/** ISO 7064 MOD 97-10, digit by digit, letters counting from A = 10. */
function remainder97(text: string): number {
  let remainder = 0;
  for (const character of text) {
    const value = Number.parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder;
}
