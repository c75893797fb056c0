/** Lengths of time in minutes, as studios say them. */
import { type Locale, localeFacts } from '#platform/i18n/locales.ts';

/** "4 h 18" (French), "4 h 18 min" (English), "45 min", "4 h"; fractions of a minute are rounded. */
export function formatDuration(minutes: number, locale: Locale): string {
  const total = Math.round(Math.abs(minutes));
  const sign = minutes < 0 && total > 0 ? '-' : '';
  const hours = Math.floor(total / 60);
  const rest = total % 60;
  if (hours === 0) return `${sign}${rest}\u00a0min`;
  if (rest === 0) return `${sign}${hours}\u00a0h`;
  const { digits, unit } = localeFacts(locale).minutes;
  return [`${sign}${hours}`, 'h', String(rest).padStart(digits, '0'), unit].filter(Boolean).join('\u00a0');
}

const HOURS = /^(\d{1,4})(?:[.,](\d{1,2}))?\s*(?:h|hr|hrs|heures?|hours?)$/;
const HOURS_AND_MINUTES = /^(\d{1,4})\s*(?:h|:|heures?|hours?)\s*([0-5]?\d)\s*(?:m|mn|min|minutes?)?$/;
const MINUTES = /^(\d{1,5})\s*(?:m|mn|min|minutes?)?$/;

/** Minutes out of "90", "45 min", "1:30", "1h30", "4 h 18", "1,5 h"; a bare number is minutes. Null for anything else. */
export function parseDuration(text: string): number | null {
  const bare = text.normalize('NFKC').trim().toLowerCase();
  const minutes = MINUTES.exec(bare);
  if (minutes) return Number(minutes[1]);
  const both = HOURS_AND_MINUTES.exec(bare);
  if (both) return Number(both[1]) * 60 + Number(both[2]);
  const hours = HOURS.exec(bare);
  return hours ? Number(hours[1]) * 60 + Math.round(Number(`0.${hours[2] ?? '0'}`) * 60) : null;
}

export function minutesBetween(from: Date, to: Date): number {
  return Math.round((to.getTime() - from.getTime()) / 60_000);
}
