import { dateTimeField, optionalId, optionalMoneyField, readDateTime, requiredText } from '#platform/format/fields.ts';
import type { Formatter } from '#platform/format/formatter.ts';
import { toDecimal } from '#platform/format/money.ts';
import { typedDecimal } from '#platform/format/parse-money.ts';
import { parseLocalDateTime, toLocalInput, toLocalInputWithOffset } from '#platform/format/zoned.ts';
import type { Ui } from '#platform/http/ui.ts';
import { checkTimes, placementFields, sessionFields } from '#sessions/input.ts';
import type { Session } from '#sessions/model.ts';

const MOMENT = {
  invalid: 'sessions.error.moment',
  time: 'sessions.error.time',
  gap: 'sessions.error.gap',
  fold: 'sessions.error.fold',
} as const;

function placement(format: Formatter) {
  const { roomId, startsAt } = placementFields.shape;
  const moment = dateTimeField(format, MOMENT).pipe(startsAt);
  return { roomId: requiredText().pipe(roomId), startsAt: moment, endsAt: moment };
}

type Reader = Pick<Ui, 'format' | 'can'>;

/** Where and when, as a drag or the form for moving sends it. */
export function placementForm(format: Formatter) {
  return placementFields.extend(placement(format)).superRefine(checkTimes(format.timeZone));
}

/** Who may not see prices agrees on none: what they send for one is no mistake either. */
function agreedPrice({ format, can }: Reader) {
  const typed = optionalMoneyField(format, 'sessions.error.price').pipe(sessionFields.shape.agreedPrice.unwrap());
  return can('sessions.see-prices') ? typed : typed.catch(null);
}

/** What decides the price and whether the room is free. */
export function previewForm(reader: Reader) {
  const { format } = reader;
  return placementFields
    .extend({ ...placement(format), agreedPrice: agreedPrice(reader) })
    .superRefine(checkTimes(format.timeZone));
}

export function sessionForm(reader: Reader) {
  const { format } = reader;
  return sessionFields
    .extend({ ...placement(format), clientId: optionalId<'client'>(), agreedPrice: agreedPrice(reader) })
    .superRefine(checkTimes(format.timeZone));
}

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
  const read = readDateTime(typed ?? '', timeZone);
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
    title: session.title ?? '',
    kind: session.kind,
    clientId: session.client?.id ?? '',
    notes: session.notes,
    agreedPrice: typedDecimal(price, locale),
  };
}
