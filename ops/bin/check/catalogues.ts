import { TYPOGRAPHY } from './french.ts';
import { type Finding, inFile, type Law } from './law.ts';
import { declaredLocales, TABLE } from './locales.ts';
import { keyFaults } from './message-keys.ts';
import { type Message, readCatalogues, type Shape, shapeOf } from './messages.ts';
import type { Project } from './project.ts';

/** The language whose keys are the type of all keys. */
const REFERENCE = 'en';

/** @param dynamic beginnings of keys that are put together at run time */
export function catalogues(dynamic: readonly string[]): Law {
  return { name: 'catalogues', check: (project) => checkCatalogues(project, dynamic) };
}

type Catalogues = ReturnType<typeof readCatalogues>;

function checkCatalogues(project: Project, dynamic: readonly string[]): Finding[] {
  const all = readCatalogues(project);
  const reference = [...(all.get(REFERENCE)?.values() ?? [])].flat();
  return [
    ...checkLocales(project, all),
    ...[...all].flatMap(([locale, files]) =>
      [...files].flatMap(([name, messages]) => messages.flatMap((message) => checkMessage(message, name, locale))),
    ),
    ...[...all.keys()].filter((locale) => locale !== REFERENCE).flatMap((locale) => compare(all, locale)),
    ...keyFaults(project, reference, dynamic),
  ];
}

/** Each language has an entry in the table and one catalogue for each module; a key is defined in one file only. */
function checkLocales(project: Project, all: Catalogues): Finding[] {
  const declared = declaredLocales(project);
  return [
    ...declared.filter((locale) => !all.has(locale)).map((locale) => inFile(TABLE, `${locale} has no catalogue`)),
    ...[...all.keys()]
      .filter((locale) => !declared.includes(locale))
      .map((locale) => inFile(TABLE, `${locale} has catalogues and is not declared`)),
    ...project.files
      .filter((file) => file.startsWith('views/i18n/') && !/^views\/i18n\/[a-z-]+\/[a-z-]+\.json$/.test(file))
      .map((file) => inFile(file, 'is no catalogue: views/i18n/<locale>/<name>.json')),
  ];
}

function checkMessage(message: Message, catalogue: string, locale: string): Finding[] {
  const say = (text: string) => inFile(message.file, `${message.key}: ${text}`, message.line);
  const shape = tryShape(message.text, locale);
  if (typeof shape === 'string') return [say(shape)];
  const known = new Intl.PluralRules(locale).resolvedOptions().pluralCategories as readonly string[];
  return [
    ...(message.key.startsWith(`${catalogue}.`) ? [] : [say(`does not begin with ${catalogue}.`)]),
    ...(message.text.trim() === '' ? [say('is empty')] : []),
    ...[...shape.categories]
      .filter((name) => !known.includes(name))
      .map((name) => say(`${locale} has no plural “${name}”`)),
    ...(TYPOGRAPHY[locale]?.(shape).map(say) ?? []),
  ];
}

function tryShape(text: string, locale: string): Shape | string {
  try {
    return shapeOf(text, locale);
  } catch (error) {
    return `is not ICU MessageFormat: ${error instanceof Error ? error.message : error}`;
  }
}

function compare(all: Catalogues, locale: string): Finding[] {
  const own = new Map([...(all.get(locale)?.values() ?? [])].flat().map((message) => [message.key, message]));
  const reference = new Map([...(all.get(REFERENCE)?.values() ?? [])].flat().map((message) => [message.key, message]));
  return [
    ...[...reference.values()]
      .filter(({ key }) => !own.has(key))
      .map((message) => inFile(message.file, `${message.key} is missing in ${locale}`, message.line)),
    ...[...own.values()].flatMap((message) => {
      const other = reference.get(message.key);
      if (!other) return [inFile(message.file, `${message.key} is missing in ${REFERENCE}`, message.line)];
      return comparePlaceholders(message, locale, other);
    }),
  ];
}

function comparePlaceholders(message: Message, locale: string, other: Message): Finding[] {
  const shapes = [tryShape(message.text, locale), tryShape(other.text, REFERENCE)];
  const [here, there] = shapes.map((shape) => (typeof shape === 'string' ? null : describe(shape)));
  if (here === null || there === null || here === there) return [];
  return [
    inFile(
      message.file,
      `${message.key} takes ${here || 'nothing'}, in ${REFERENCE} ${there || 'nothing'}`,
      message.line,
    ),
  ];
}

function describe(shape: Shape): string {
  return [...shape.arguments]
    .map(([name, kind]) => `${name} (${kind})`)
    .sort()
    .join(', ');
}
