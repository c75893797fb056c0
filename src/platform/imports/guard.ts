/**
 * Spreadsheets run what begins with one of these signs, full-width ones included (OWASP, CSV injection). An apostrophe in front
 * makes it text. What begins with apostrophes before such a sign gets one more, so that taking one off is always right.
 */
const RISKY = /^'*[=+\-@\t\r\n＝＋－＠]/;

export function guard(text: string): string {
  return RISKY.test(text) ? `'${text}` : text;
}

export function unguard(text: string): string {
  return text.startsWith("'") && RISKY.test(text) ? text.slice(1) : text;
}
