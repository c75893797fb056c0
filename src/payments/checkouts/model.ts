/** What can be known of a card without asking a bank. Pure. */

/** 12 to 19 digits whose last one fits (ISO/IEC 7812-1 annex B, Luhn). */
export function isCardNumber(digits: string): boolean {
  if (!/^\d{12,19}$/.test(digits)) return false;
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

/**
 * A card is good until the end of its month.
 * @param expiry "12/27", "12 / 2027", "1227"
 * @param today YYYY-MM-DD
 */
export function isExpired(expiry: string, today: string): boolean {
  const [, month = '', year = ''] = /(\d{1,2})\s*\/?\s*(?:20)?(\d{2})\s*$/.exec(expiry) ?? [];
  return `20${year}-${month.padStart(2, '0')}` < today.slice(0, 7);
}
