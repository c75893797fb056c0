import { expect, test } from 'vitest';
import { calendarFile } from '#platform/format/calendar-file.ts';

const event = {
  uid: '1@studio.example',
  title: 'Voix ; chœurs, « Sel » \\ prise 2\nsuite\u0007',
  place: 'Grande salle',
  startsAt: new Date('2026-11-24T09:00:00Z'),
  endsAt: new Date('2026-11-24T17:30:00Z'),
};

test('says when in UTC, escapes what has a meaning, and ends every line as the format wants', () => {
  const text = calendarFile([event], new Date('2026-11-20T12:00:00.123Z'));
  expect(text.split('\r\n')).toEqual([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Regie//Regie//FR',
    'METHOD:PUBLISH',
    'BEGIN:VEVENT',
    'UID:1@studio.example',
    'DTSTAMP:20261120T120000Z',
    'DTSTART:20261124T090000Z',
    'DTEND:20261124T173000Z',
    'SUMMARY:Voix \\; chœurs\\, « Sel » \\\\ prise 2\\nsuite',
    'LOCATION:Grande salle',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ]);
});

test('folds long lines between characters', () => {
  const place = `${'é🎙'.repeat(60)} 12 rue des Vignoles`;
  const text = calendarFile([{ ...event, place }], new Date());
  const lines = text.split('\r\n');
  expect(lines.filter((line) => Buffer.byteLength(line) > 75)).toEqual([]);
  expect(lines.some((line) => line.startsWith(' '))).toBe(true);
  expect(text.replaceAll('\r\n ', '')).toContain(`LOCATION:${place}\r\n`);
});
