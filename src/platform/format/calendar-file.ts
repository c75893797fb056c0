/** Events as calendar programs take them in: RFC 5545. */

export interface CalendarEvent {
  /** The same for the same thing, so that a second import changes the first. */
  readonly uid: string;
  readonly title: string;
  readonly place: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
}

const LINE_BYTES = 75;

export function calendarFile(events: readonly CalendarEvent[], now: Date): string {
  const lines = [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Regie//Regie//FR', 'METHOD:PUBLISH'],
    ...events.flatMap((event) => linesOf(event, now)),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

function linesOf({ uid, title, place, startsAt, endsAt }: CalendarEvent, now: Date): string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${escaped(uid)}`,
    `DTSTAMP:${stamp(now)}`,
    `DTSTART:${stamp(startsAt)}`,
    `DTEND:${stamp(endsAt)}`,
    `SUMMARY:${escaped(title)}`,
    `LOCATION:${escaped(place)}`,
    'END:VEVENT',
  ];
}

const stamp = (at: Date) => `${at.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;

/** A control character other than a line break has no place in a text value. */
function escaped(text: string): string {
  return text
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\r\n?|\n/g, '\\n')
    .replace(/\p{Cc}/gu, '');
}

/** A line has 75 bytes at most, its continuations begin with a space, and no character is cut in two. */
function folded(line: string): string {
  let [text, bytes] = ['', 0];
  for (const char of line) {
    const size = Buffer.byteLength(char);
    const isFull = bytes + size > LINE_BYTES;
    text += isFull ? `\r\n ${char}` : char;
    bytes = isFull ? 1 + size : bytes + size;
  }
  return text;
}
