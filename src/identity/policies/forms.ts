import { z } from 'zod';
import { IDLE_HOURS, LONGEST_HOURS, MOST_RANGES, readRanges } from '#identity/policies/model.ts';
import { optionalDay, readAs } from '#platform/format/fields.ts';

export const factorForm = z.object({ factorFrom: optionalDay('identity.policy.error.day') });

const hoursField = (choices: readonly number[]) =>
  readAs((typed) => choices.find((hours) => String(hours) === typed), 'platform.form.choice');

export const loginsForm = z
  .object({ idleHours: hoursField(IDLE_HOURS), longestHours: hoursField(LONGEST_HOURS) })
  .refine(({ idleHours, longestHours }) => idleHours <= longestHours, {
    path: ['idleHours'],
    message: 'identity.policy.error.order',
  });

/** Fifty lines of an IPv6 network and a remark. */
const LONGEST_TEXT = 8_000;

export const addressesForm = z.object({
  addressRanges: z
    .string()
    .max(LONGEST_TEXT, { abort: true })
    .default('')
    .transform((text, context) => {
      const read = readRanges(text);
      if (read.ok && read.ranges.length <= MOST_RANGES) return read.ranges;
      const said = read.ok
        ? { message: 'identity.policy.error.tooMany', params: { most: MOST_RANGES } }
        : { message: 'identity.policy.error.range', params: { line: read.line, typed: read.typed } };
      context.addIssue({ code: 'custom', ...said });
      return z.NEVER;
    }),
});
