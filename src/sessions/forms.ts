import { z } from 'zod';
import { idSchema } from '#platform/db/ids.ts';
import type { Formatter } from '#platform/format/formatter.ts';
import { toDecimal } from '#platform/format/money.ts';
import { parseMoney, typedDecimal } from '#platform/format/parse-money.ts';
import { localTime, parseLocalDateTime, toLocalInput, toLocalInputWithOffset } from '#platform/format/zoned.ts';
import { SESSION_KINDS, type Session, type SessionInput } from '#sessions/model.ts';
import { latestEnd } from '#sessions/slots/model.ts';

const HIGHEST_PRICE = 10n ** 13n;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}Z$/;
const text = (max: number) => z.string().max(max).default('');

/** Local to the studio, with an offset where the clock shows it twice; or an instant in UTC ("…Z"), as the calendar sends it. */
function moment(format: Formatter) {
  return z
    .string()
    .min(1)
    .max(60)
    .transform((typed, context) => {
      const read = readMoment(typed, format.timeZone);
      if (read.ok && inReach(read.instant)) return read.instant;
      context.addIssue({ code: 'custom', ...complaint(typed, read, format) });
      return z.NEVER;
    });
}

type Read = ReturnType<typeof parseLocalDateTime>;

function readMoment(typed: string, timeZone: string): Read {
  const instant = INSTANT.test(typed) ? new Date(typed) : null;
  if (instant && !Number.isNaN(instant.getTime())) return { ok: true, instant };
  return parseLocalDateTime(typed, timeZone);
}

/** A year typed with two digits or five is a slip. */
function inReach(instant: Date): boolean {
  const year = instant.getUTCFullYear();
  return year >= 1990 && year < 2200;
}

function complaint(typed: string, read: Read, format: Formatter) {
  if (read.ok || read.reason === 'invalid') return { message: 'sessions.error.moment' };
  const [before, after] = read.candidates.map((candidate) => localTime(candidate, format.timeZone));
  const params = { day: format.date(typed.slice(0, 10), 'long'), time: typed.slice(11, 16), before, after };
  return { message: read.reason === 'gap' ? 'sessions.error.gap' : 'sessions.error.fold', params };
}

function price({ currency, locale }: Formatter) {
  return text(60).transform((typed, context) => {
    if (typed.trim() === '') return null;
    const amount = parseMoney(typed, currency, locale)?.amount ?? -1n;
    if (amount >= 0n && amount <= HIGHEST_PRICE) return amount;
    context.addIssue({ code: 'custom', message: 'sessions.error.price' });
    return z.NEVER;
  });
}

const roomId = z.string().min(1).pipe(idSchema<'room'>());
const clientId = z
  .literal('')
  .transform(() => null)
  .or(idSchema<'client'>())
  .default(null);

interface Times {
  readonly startsAt: Date;
  readonly endsAt: Date;
}

function inOrder(timeZone: string) {
  return ({ startsAt, endsAt }: Times, context: z.RefinementCtx) => {
    const message =
      endsAt <= startsAt
        ? 'sessions.error.order'
        : endsAt > latestEnd(startsAt, timeZone)
          ? 'sessions.error.tooLong'
          : null;
    if (message) context.addIssue({ code: 'custom', path: ['endsAt'], message });
  };
}

const placementShape = (format: Formatter) => ({ roomId, startsAt: moment(format), endsAt: moment(format) });

/** Where and when, as a drag or the form for moving sends it. */
export function placementForm(format: Formatter) {
  return z.object(placementShape(format)).superRefine(inOrder(format.timeZone));
}

export function sessionForm(format: Formatter) {
  return z
    .object({
      ...placementShape(format),
      title: z.string().min(1).max(200),
      kind: z.enum(SESSION_KINDS).default('recording'),
      clientId,
      notes: text(20_000),
      agreedPrice: price(format),
    })
    .superRefine(inOrder(format.timeZone))
    .transform((input): SessionInput => input);
}

export const cancellationForm = z.object({ reason: text(1_000) });

/** The two readings of a moment that the clock shows twice, to choose from; none of any other. */
export function momentChoices(typed: string | undefined, timeZone: string): readonly Date[] {
  const read = parseLocalDateTime((typed ?? '').slice(0, 16), timeZone);
  return !read.ok && read.reason === 'fold' ? read.candidates : [];
}

/** What a field shows for an instant: without an offset wherever the local time says enough. */
export function momentValue(instant: Date, timeZone: string): string {
  const local = toLocalInput(instant, timeZone);
  return momentChoices(local, timeZone).length > 0 ? toLocalInputWithOffset(instant, timeZone) : local;
}

/** What a link or a drag asks for, as fields show it; what cannot be read stays as it is. */
export function shownMoment(typed: string | undefined, timeZone: string): string {
  const read = readMoment(typed ?? '', timeZone);
  return read.ok ? momentValue(read.instant, timeZone) : (typed ?? '');
}

export function placementValues(session: Session, timeZone: string): Record<string, string> {
  return {
    roomId: session.room.id,
    startsAt: momentValue(session.startsAt, timeZone),
    endsAt: momentValue(session.endsAt, timeZone),
  };
}

export function sessionValues(session: Session, { timeZone, currency, locale }: Formatter): Record<string, string> {
  const price = session.agreedPrice === null ? '' : toDecimal({ amount: session.agreedPrice, currency });
  return {
    ...placementValues(session, timeZone),
    title: session.title,
    kind: session.kind,
    clientId: session.client?.id ?? '',
    notes: session.notes,
    agreedPrice: typedDecimal(price, locale),
  };
}
