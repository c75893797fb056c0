/** The list, and mutations that must be told from those that are killed. */
import { MUTATIONS as REAL } from './list.ts';
import type { Mutation } from './mutation.ts';

const LOCALES = { file: 'src/platform/i18n/locale.test.ts', title: 'knows its languages' };
const FILE = 'src/platform/i18n/locale.ts';
const HARMLESS = { file: FILE, find: 'const ranges =', replace: '/* as before */ const ranges =' };

export const SAMPLES: readonly Mutation[] = [
  { name: 'harmless', ...HARMLESS, test: LOCALES },
  { name: 'stale', file: FILE, find: 'a text that is not there', replace: '', test: LOCALES },
  { name: 'ambiguous', file: FILE, find: 'return', replace: '', test: LOCALES },
  { name: 'without a test', ...HARMLESS, test: { ...LOCALES, title: 'a test that is not there' } },
  { name: 'that does not load', file: FILE, find: 'export const LOCALES', replace: 'export const', test: LOCALES },
];

export const MUTATIONS: readonly Mutation[] = [...REAL, ...SAMPLES];
