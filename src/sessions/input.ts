/** What the services of sessions take. */
import { z } from 'zod';
import { idSchema } from '#platform/db/ids.ts';
import { freeText, plainText } from '#platform/format/fields.ts';
import { SESSION_KINDS } from '#sessions/model.ts';
import { latestEnd } from '#sessions/slots/model.ts';

const HIGHEST_PRICE = 10n ** 13n;

/** A year typed with two digits or five is a slip. */
function inReach(instant: Date): boolean {
  const year = instant.getUTCFullYear();
  return year >= 1990 && year < 2200;
}

const instant = z.date().refine(inReach, { message: 'sessions.error.moment', abort: true });

/** Where and when. */
export const placementFields = z.object({ roomId: idSchema<'room'>(), startsAt: instant, endsAt: instant });

export const sessionFields = placementFields.extend({
  title: freeText().transform((title) => (title?.trim() ? title : null)),
  kind: z.enum(SESSION_KINDS).default('recording'),
  clientId: idSchema<'client'>().nullable().default(null),
  notes: plainText(20_000),
  /** Net, in minor units; takes the place of what the rates come to. */
  agreedPrice: z
    .bigint()
    .min(0n, 'sessions.error.price')
    .max(HIGHEST_PRICE, 'sessions.error.price')
    .nullable()
    .default(null),
});

export const cancellationInput = z.object({ reason: plainText(1_000) });

export type Placement = Readonly<z.output<typeof placementFields>>;
export type SessionInput = Readonly<z.output<typeof sessionFields>>;

/** @param timeZone in which a session's longest time is computed */
export function checkTimes(timeZone: string) {
  return ({ startsAt, endsAt }: Pick<Placement, 'startsAt' | 'endsAt'>, context: z.RefinementCtx) => {
    const message =
      endsAt <= startsAt
        ? 'sessions.error.order'
        : endsAt > latestEnd(startsAt, timeZone)
          ? 'sessions.error.tooLong'
          : null;
    if (message) context.addIssue({ code: 'custom', path: ['endsAt'], message });
  };
}
