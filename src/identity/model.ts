/** Rules of logins and of who may be told apart how. */

/** What the product is called on its main host, where there is no studio. */
export const PRODUCT = 'Régie';

/** A login ends after so many days without a page, and in any case after the longer time. */
export const IDLE_LOGIN_DAYS = 14;
export const LONGEST_LOGIN_DAYS = 60;

/** After the right password, for the second factor. */
export const HALF_LOGIN_MINUTES = 5;
export const HALF_LOGIN_TRIES = 5;
/** So long a lost factor still counts after it was said to be lost; and so long the password alone then does. */
export const RECOVERY_HOURS = 72;
export const RECOVERY_OPEN_HOURS = 72;
/** So long a login, or what it proved once more, is good for risky changes; and what waits for a proof. */
export const PROOF_MINUTES = 10;
export const PROOF_TRIES = 5;
/** So long a challenge for a passkey waits for its answer. */
export const CHALLENGE_MINUTES = 5;
export const MOST_PASSKEYS = 20;

/** So long a browser needs no second factor, if its user likes. */
export const REMEMBERED_DEVICE_DAYS = 30;

export const SHORTEST_PASSWORD = 8;
export const LONGEST_PASSWORD = 128;

/** Two ways of typing the same letter are one password. */
export function normalizePassword(password: string): string {
  return password.normalize('NFC');
}

export interface Browser {
  /** Both are '' where it is none that we know. */
  readonly browser: string;
  readonly system: string;
}

/** The first that matches counts: most browsers also claim to be those after them. */
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/\bEdgA?\//, 'Edge'],
  [/\b(?:OPR|Opera)\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\bVivaldi\//, 'Vivaldi'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\b(?:Chrome|CriOS|Chromium)\//, 'Chrome'],
  [/\bVersion\/[\d.]+.*\bSafari\//, 'Safari'],
  [/\bcurl\//, 'curl'],
];

const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b|\bMacintosh\b/, 'macOS'],
  [/\bLinux\b|\bX11\b/, 'Linux'],
];

/** What a User-Agent says of itself: good enough to recognise one's own devices, and for nothing else. */
export function describeBrowser(userAgent: string): Browser {
  const first = (list: readonly (readonly [RegExp, string])[]) =>
    list.find(([pattern]) => pattern.test(userAgent))?.[1] ?? '';
  return { browser: first(BROWSERS), system: first(SYSTEMS) };
}
