import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const ROOT = new URL('../../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, ROOT), 'utf8');
const ROW = /^\| (\d\.\d\.\d+) \| [^|]+ \| ([^|]+) \|$/gm;
const rows = [...read('SECURITY.md').matchAll(ROW)].map(([, id = '', text = '']) => ({ id, text }));

/** Levels 1 and 2 of the chapters V6, V7 and V8 of ASVS 5.0.0: the last number of each section, from 1 on. */
const SECTIONS = {
  ...{ '6.1': 3, '6.2': 11, '6.3': 4, '6.4': 4, '6.5': 5, '6.6': 3, '6.8': 4 },
  ...{ '7.1': 3, '7.2': 4, '7.3': 2, '7.4': 5, '7.5': 2, '7.6': 2 },
  ...{ '8.1': 2, '8.2': 3, '8.3': 1, '8.4': 1 },
};

test('every requirement of levels 1 and 2 has its row', () => {
  const wanted = Object.entries(SECTIONS).flatMap(([section, last]) =>
    Array.from({ length: last }, (_, index) => `${section}.${index + 1}`),
  );
  expect(rows.map(({ id }) => id)).toEqual(wanted);
});

test('every test that a row names is there', () => {
  const named = rows.flatMap(({ id, text }) =>
    [...text.matchAll(/`(src\/[^`]+)` “([^”]+)”/g)].map(([, file = '', title = '']) => ({ id, file, title })),
  );
  expect(named.length).toBeGreaterThan(30);
  expect(named.filter(({ file, title }) => !read(file).includes(title))).toEqual([]);
});
