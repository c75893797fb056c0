/** Numbers of companies in France and the Union. What was typed may hold spaces, dots and hyphens; what is kept holds none. */

/** SIREN of La Poste, whose many branches do not follow Luhn. */
const LA_POSTE = '356000000';

/** Shapes by member state (Commission, VIES); only the French key is verified. */
const VAT_SHAPES: Readonly<Record<string, RegExp>> = {
  AT: /^U\d{8}$/,
  BE: /^[01]\d{9}$/,
  BG: /^\d{9,10}$/,
  CY: /^\d{8}[A-Z]$/,
  CZ: /^\d{8,10}$/,
  DE: /^\d{9}$/,
  DK: /^\d{8}$/,
  EE: /^\d{9}$/,
  EL: /^\d{9}$/,
  ES: /^[A-Z0-9]\d{7}[A-Z0-9]$/,
  FI: /^\d{8}$/,
  FR: /^[A-HJ-NP-Z0-9]{2}\d{9}$/,
  HR: /^\d{11}$/,
  HU: /^\d{8}$/,
  IE: /^\d[A-Z0-9+*]\d{5}[A-Z]{1,2}$/,
  IT: /^\d{11}$/,
  LT: /^(?:\d{9}|\d{12})$/,
  LU: /^\d{8}$/,
  LV: /^\d{11}$/,
  MT: /^\d{8}$/,
  NL: /^[A-Z0-9+*]{12}$/,
  PL: /^\d{10}$/,
  PT: /^\d{9}$/,
  RO: /^\d{2,10}$/,
  SE: /^\d{10}01$/,
  SI: /^\d{8}$/,
  SK: /^\d{10}$/,
  XI: /^(?:\d{9}|\d{12}|GD\d{3}|HA\d{3})$/,
};

/** "404 833 048 00022" → "40483304800022" */
export function compactId(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s.\-/]/g, '')
    .toUpperCase();
}

export function isSiren(text: string): boolean {
  const siren = compactId(text);
  return /^\d{9}$/.test(siren) && siren !== '000000000' && luhn(siren);
}

/** A SIREN and the five digits of one establishment. */
export function isSiret(text: string): boolean {
  const siret = compactId(text);
  if (!/^\d{14}$/.test(siret) || !isSiren(siret.slice(0, 9))) return false;
  return luhn(siret) || (siret.startsWith(LA_POSTE) && digitSum(siret) % 5 === 0);
}

/** An intra-Community VAT number: the right shape for its state and, for France, the right key. */
export function isVatNumber(text: string): boolean {
  const id = compactId(text);
  const country = id.slice(0, 2);
  if (!Object.hasOwn(VAT_SHAPES, country) || !VAT_SHAPES[country]?.test(id.slice(2))) return false;
  return !/^FR\d\d/.test(id) || id === frenchVatNumber(id.slice(4));
}

/** FR, a key of two digits, the SIREN (CGI, ann. II, art. 286 ter). */
export function frenchVatNumber(siren: string): string {
  const number = compactId(siren);
  const key = (12 + 3 * (Number(number) % 97)) % 97;
  return `FR${String(key).padStart(2, '0')}${number}`;
}

/** "404 833 048" and "404 833 048 00022" */
export function formatSiret(text: string): string {
  return compactId(text).replace(/^(\d{3})(\d{3})(\d{3})(\d{5})?$/, (_, a, b, c, nic) =>
    [a, b, c, nic].filter((part) => part !== undefined).join('\u00a0'),
  );
}

function luhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

function digitSum(digits: string): number {
  return [...digits].reduce((total, digit) => total + Number(digit), 0);
}
