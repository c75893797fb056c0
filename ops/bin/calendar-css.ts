/**
 * `node --import tsx ops/bin/calendar-css.ts` rewrites the rules for numbers at the end of static/css/calendar.css.
 * A day has up to 100 quarter hours (25 hours when the clocks go back); the calendar shows up to 40 rooms at once.
 */
import { readFileSync, writeFileSync } from 'node:fs';

const FILE = new URL('../../static/css/calendar.css', import.meta.url);
const MARK = '/* numbers */';
const QUARTERS = 100;
const ROOMS = 40;

function rules(name: string, first: number, last: number): string {
  return Array.from(
    { length: last - first + 1 },
    (_, index) => `.${name}${first + index}{--${name}:${first + index}}`,
  ).join('');
}

const numbers = [rules('n', 1, ROOMS), rules('c', 1, ROOMS), rules('r', 0, QUARTERS - 1), rules('s', 1, QUARTERS)];
const [written = ''] = readFileSync(FILE, 'utf8').split(MARK);
writeFileSync(FILE, `${written.trimEnd()}\n\n${MARK}\n@layer components {\n${numbers.join('\n')}\n}\n`);
