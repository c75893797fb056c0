/**
 * Fields of inputs and forms, as zod schemas: one for each kind of thing that people type. Messages are message keys. The texts
 * and choices take plain values and forms alike; `tick`, `moneyField` and the like read what only a form sends.
 */
import { z } from 'zod';
import { idSchema } from '#platform/db/ids.ts';
import type { Formatter } from '#platform/format/formatter.ts';
import { parseMoney, parsePercent } from '#platform/format/parse-money.ts';
import {
  isLocalDay,
  type LocalDateTime,
  type LocalDay,
  localTime,
  parseLocalDateTime,
} from '#platform/format/zoned.ts';
import type { MessageKey } from '#platform/i18n/translate.ts';
import type { Locale } from '#platform/scope.ts';

const LONGEST_LINE = 200;
/** Longer than any number, sum, day or time that can be read. */
const LONGEST_NUMBER = 60;

/**
 * Of texts that become something else. Without the abort, a check over several fields would run all the same and meet the
 * text where it expects what the text stands for.
 */
const readable = (longest: number) => z.string().max(longest, { abort: true });

/** Kept byte for byte; empty where nothing is given. */
export function plainText(longest = LONGEST_LINE) {
  return z.string().max(longest).default('');
}

/** Kept byte for byte. */
export function requiredText(longest = LONGEST_LINE) {
  return z.string().min(1).max(longest);
}

/** Of people and companies: spaces alone are none. */
export function requiredName() {
  return requiredText().refine((name) => name.trim() !== '', 'platform.form.required');
}

/** Kept byte for byte; nothing is null. */
export function freeText(longest = LONGEST_LINE) {
  return readable(longest)
    .nullish()
    .transform((text) => text || null);
}

/** For codes and addresses: spaces around them mean nothing. */
export function tidyText(longest = LONGEST_LINE) {
  return readable(longest)
    .nullish()
    .transform((text) => text?.trim() || null);
}

/** One @, no space or list sign, a dot in the domain; international addresses included (RFC 6531). Whether it exists only a mail tells. */
const EMAIL = /^[^\s@<>()[\],;:"\\]+@[^\s@<>()[\],;:"\\.]+(\.[^\s@<>()[\],;:"\\.]+)+$/u;
/** RFC 5321, less the angle brackets. */
const LONGEST_EMAIL = 254;

/** An address or null. */
export function emailAddress() {
  return tidyText(LONGEST_EMAIL).refine((email) => email === null || EMAIL.test(email), 'platform.form.email');
}

export function requiredEmail() {
  return z
    .string()
    .trim()
    .min(1)
    .max(LONGEST_EMAIL)
    .refine((email) => EMAIL.test(email), 'platform.form.email');
}

/** One of `values`, or null where none is chosen. */
export function choice<const T extends readonly string[]>(values: T) {
  const known: readonly string[] = values;
  return tidyText()
    .refine((value) => value === null || known.includes(value), 'platform.form.choice')
    .transform((value) => value as T[number] | null);
}

/** An id, or null where none is chosen. */
export function optionalId<Name extends string>() {
  return z
    .literal('')
    .transform(() => null)
    .or(idSchema<Name>())
    .default(null);
}

/** A box that is not ticked is not sent. */
export const tick = z
  .string()
  .default('')
  .transform((value) => value !== '');

/** What `read` makes of the text; undefined is the message's business. */
export function readAs<T>(read: (typed: string) => T | undefined, message: MessageKey, longest = LONGEST_NUMBER) {
  return readable(longest)
    .default('')
    .transform((typed, context) => {
      const value = read(typed);
      if (value !== undefined) return value;
      context.addIssue({ code: 'custom', message });
      return z.NEVER;
    });
}

/** As `readAs`, with null for an empty field. */
export function readOptional<T>(read: (typed: string) => T | undefined, message: MessageKey) {
  return readAs<T | null>((typed) => (typed.trim() === '' ? null : read(typed)), message);
}

export interface MoneyLanguage {
  readonly currency: string;
  readonly locale: Locale;
}

/** Minor units. */
export function moneyField({ currency, locale }: MoneyLanguage, message: MessageKey) {
  return readAs((typed) => parseMoney(typed, currency, locale)?.amount, message);
}

/** Minor units, or null for an empty field. */
export function optionalMoneyField({ currency, locale }: MoneyLanguage, message: MessageKey) {
  return readOptional((typed) => parseMoney(typed, currency, locale)?.amount, message);
}

/** Basis points, or null for an empty field. */
export function percentField(message: MessageKey) {
  return readOptional((typed) => parsePercent(typed) ?? undefined, message);
}

/** "YYYY-MM-DD", as `<input type="date">` sends it and the database keeps it. */
export function dayField(message: MessageKey) {
  return z.string().refine(isLocalDay, message);
}

/** A day or null. */
export function optionalDay(message: MessageKey) {
  return tidyText(LONGEST_NUMBER)
    .refine((day) => day === null || isLocalDay(day), message)
    .transform((day): LocalDay | null => day);
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}Z$/;

/** Local to the studio, with an offset where the clock shows it twice; or an instant in UTC ("…Z"), as scripts send it. */
export function readDateTime(typed: string, timeZone: string): LocalDateTime {
  const instant = INSTANT.test(typed) ? new Date(typed) : null;
  if (instant && !Number.isNaN(instant.getTime())) return { ok: true, instant };
  return parseLocalDateTime(typed, timeZone);
}

interface DateTimeMessages {
  readonly invalid: MessageKey;
  /** A day with a {time} that is none; as `invalid` when left out. */
  readonly time?: MessageKey;
  /** {day}, {time}, and the two readings {before} and {after}. */
  readonly gap: MessageKey;
  readonly fold: MessageKey;
}

/** An instant. */
export function dateTimeField(format: Formatter, messages: DateTimeMessages) {
  return readable(LONGEST_NUMBER)
    .min(1, { abort: true })
    .transform((typed, context) => {
      const read = readDateTime(typed, format.timeZone);
      if (read.ok) return read.instant;
      context.addIssue({ code: 'custom', ...complaint(typed, read, format, messages) });
      return z.NEVER;
    });
}

function complaint(
  typed: string,
  read: Exclude<LocalDateTime, { ok: true }>,
  format: Formatter,
  messages: DateTimeMessages,
) {
  if (read.reason === 'invalid') {
    const [day, time] = [typed.slice(0, 10), typed.slice(11)];
    if (!messages.time || time === '' || !isLocalDay(day)) return { message: messages.invalid };
    return { message: messages.time, params: { time } };
  }
  const [before, after] = read.candidates.map((candidate) => localTime(candidate, format.timeZone));
  const params = { day: format.date(typed.slice(0, 10), 'long'), time: typed.slice(11, 16), before, after };
  return { message: messages[read.reason], params };
}
