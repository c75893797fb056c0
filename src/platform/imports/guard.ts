/**
 * Spreadsheets run what begins with one of these signs, full-width ones included (OWASP, CSV injection). An apostrophe in front
 * makes it text. What begins with apostrophes before such a sign gets one more, so that taking one off is always right.
 */
const RISKY = /^'*[=+\-@\t\r\n＝＋－＠]/;

/**
 * The same signs behind what another program may take for a separator or the end of a row: it makes no sense of our quotes
 * there, and begins a cell with the sign.
 */
const HIDDEN = /(?=[=+\-@＝＋－＠])(?<=[,;|\t\r\n]["']*)/g;
const HIDDEN_GUARDED = /'(?=[=+\-@＝＋－＠])(?<=[,;|\t\r\n]["']*')/g;

export function guard(text: string): string {
  const inside = text.replace(HIDDEN, "'");
  return RISKY.test(inside) ? `'${inside}` : inside;
}

export function unguard(text: string): string {
  const inside = text.startsWith("'") && RISKY.test(text) ? text.slice(1) : text;
  return inside.replace(HIDDEN_GUARDED, '');
}
