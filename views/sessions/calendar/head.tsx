import { toDecimal } from '#platform/format/money.ts';
import type { Ui } from '#platform/http/ui.ts';
import type { Room } from '#rooms/model.ts';
import { roomPath } from '#rooms/paths.ts';
import { type CalendarParameters, calendarPath, newSessionPath } from '#sessions/paths.ts';
import type { CalendarRoom } from '#views/sessions/calendar/props.ts';
import { attr } from '#views/ui/attr.ts';
import { Icon } from '#views/ui/icon.tsx';

interface Props {
  readonly ui: Ui;
  readonly parameters: CalendarParameters;
  readonly rooms: readonly CalendarRoom[];
}

/** One head a room, with the way to book it that needs no dragging; the corner opens and shuts the night. */
export function CalendarHead({ ui, parameters, rooms }: Props): JSX.Element {
  const all = parameters.hours === 'all';
  const label = ui.t(all ? 'sessions.calendar.openingHours' : 'sessions.calendar.wholeDay');
  return (
    <div class="heads">
      <a
        class="corner"
        href={attr(calendarPath({ ...parameters, hours: all ? undefined : 'all' }))}
        title={attr(label)}
        aria-current={all ? 'true' : undefined}
      >
        24 h
      </a>
      {rooms.map((room, index) => (
        <RoomHead ui={ui} room={room} column={index + 1} />
      ))}
    </div>
  );
}

interface RoomProps {
  readonly ui: Ui;
  readonly room: CalendarRoom;
  readonly column: number;
}

function RoomHead({ ui, room, column }: RoomProps): JSX.Element {
  const { id, name, color, bookable, suggested } = room;
  const label = ui.t('sessions.calendar.bookRoom', { room: name });
  return (
    <div class={`hd c${column}`} data-room={String(color)}>
      <a href={roomPath(id)} safe>
        {name}
      </a>
      <small safe>{bookable ? rateText(ui, room) : ui.t('sessions.calendar.notBookable')}</small>
      {bookable && ui.can('sessions.create') && (
        <a
          class="btn plain icon-only s"
          href={attr(newSessionPath({ roomId: id, ...suggested }))}
          aria-label={attr(label)}
          title={attr(label)}
        >
          <Icon ui={ui} name="plus" />
        </a>
      )}
    </div>
  );
}

/** The shortest unit by which it is let. */
function rateText(ui: Ui, { rates }: Room): string {
  if (!ui.can('rooms.see-prices')) return '';
  if (rates.hourly !== null) return ui.t('sessions.calendar.perHour', { price: briefMoney(ui, rates.hourly) });
  if (rates.halfDay !== null) return ui.t('sessions.calendar.perHalfDay', { price: briefMoney(ui, rates.halfDay) });
  return rates.day === null ? '' : ui.t('sessions.calendar.perDay', { price: briefMoney(ui, rates.day) });
}

/** Without its cents when there are none: there is room for few letters. */
function briefMoney(ui: Ui, amount: bigint): string {
  const money = { amount, currency: ui.format.currency };
  const [, cents = ''] = toDecimal(money).split('.');
  const text = ui.format.money(money);
  return /^0+$/.test(cents) ? text.replace(new RegExp(`[.,]${cents}(?!\\d)`), '') : text;
}
