import { readdirSync, readFileSync } from 'node:fs';
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import { catalogs } from '#platform/i18n/catalogs.ts';
import { LOCALES, localeTag } from '#platform/i18n/locale.ts';
import type { Locale } from '#platform/scope.ts';

type Ast = ReturnType<IntlMessageFormat['getAst']>;

const folder = (locale: Locale) => new URL(`../../../views/i18n/${locale}/`, import.meta.url);
const files = (locale: Locale) => readdirSync(folder(locale)).sort();
const keys = (locale: Locale, file: string): string[] =>
  Object.keys(JSON.parse(readFileSync(new URL(file, folder(locale)), 'utf8')));

/** TYPE of @formatjs/icu-messageformat-parser, which exports it as numbers. */
const KINDS = ['literal', 'argument', 'number', 'date', 'time', 'select', 'plural', 'pound', 'tag'];

/** Every placeholder with its kind, and every piece of text, however deep inside plurals and selects. */
function walk(ast: Ast, found: { placeholders: Set<string>; texts: string[] }): typeof found {
  for (const element of ast) {
    const kind = KINDS[element.type];
    if (kind === 'literal') found.texts.push('value' in element ? String(element.value) : '');
    else if (kind !== 'pound') found.placeholders.add(`${'value' in element ? element.value : ''}:${kind}`);
    if ('options' in element) for (const option of Object.values(element.options)) walk(option.value, found);
  }
  return found;
}

const read = (locale: Locale, key: string) => {
  const message = new IntlMessageFormat(catalogs[locale][key] ?? '', localeTag(locale), undefined, { ignoreTag: true });
  return walk(message.getAst(), { placeholders: new Set(), texts: [] });
};

describe.each(LOCALES)('the catalogues in %s', (locale) => {
  it('are all there, with the same keys as in every language', () => {
    expect(files(locale)).toEqual(files('fr'));
    for (const file of files(locale))
      expect({ file, keys: keys(locale, file).sort() }).toEqual({ file, keys: keys('fr', file).sort() });
    expect(Object.keys(catalogs[locale]).sort()).toEqual(
      files(locale)
        .flatMap((file) => keys(locale, file))
        .sort(),
    );
  });

  it('name every key after their file', () => {
    const strange = files(locale).flatMap((file) =>
      keys(locale, file).filter((key) => !key.startsWith(file.replace('json', ''))),
    );
    expect(strange).toEqual([]);
  });

  it('compile, and have the same placeholders as in French', () => {
    for (const key of Object.keys(catalogs[locale])) {
      expect({ key, ...read(locale, key), texts: null }).toEqual({ key, ...read('fr', key), texts: null });
    }
  });

  it('leave dates to the formatter, since a message knows no time zone', () => {
    const dated = Object.keys(catalogs[locale]).filter((key) =>
      /:(date|time)(,|$)/.test([...read(locale, key).placeholders].join()),
    );
    expect(dated).toEqual([]);
  });

  it('say something, without spaces around it or straight apostrophes', () => {
    // What is put behind a sentence begins with the space before it.
    const isSpaced = (key: string, text: string) => text.trim() !== text && !/^ui\.history\.(part|aside)$/.test(key);
    const wrong = Object.entries(catalogs[locale]).filter(
      ([key, text]) => isSpaced(key, text) || text === '' || /\p{L}'\p{L}/u.test(text),
    );
    expect(wrong).toEqual([]);
  });
});

it('keeps French punctuation with its word: a no-break space before ; : ! ? » € % and after «', () => {
  const wrong = Object.keys(catalogs.fr).filter((key) =>
    read('fr', key).texts.some((text) => / [;:!?»€%]|« |[\p{L}\d)»][;!?](?=\s|$)|[\p{L})»]:(?=\s|$)|"/u.test(text)),
  );
  expect(wrong.map((key) => `${key}: ${catalogs.fr[key]}`)).toEqual([]);
});
