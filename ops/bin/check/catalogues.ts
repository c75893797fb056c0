import ts from 'typescript';
import { frenchFaults } from './french.ts';
import { type Finding, inFile, type Law, visit } from './law.ts';
import { keyFaults } from './message-keys.ts';
import { type Message, readCatalogues, type Shape, shapeOf } from './messages.ts';
import type { Project } from './project.ts';

const LOCALES = 'src/platform/i18n/locale.ts';
const CATALOGS = 'views/i18n/catalogs.ts';
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

/** A language is declared once and has every catalogue, each of which is imported. */
function checkLocales(project: Project, all: Catalogues): Finding[] {
  const declared = declaredLocales(project);
  const imports = project.has(CATALOGS) ? project.read(CATALOGS) : '';
  return [
    ...declared.filter((locale) => !all.has(locale)).map((locale) => inFile(LOCALES, `${locale} has no catalogue`)),
    ...[...all.keys()]
      .filter((locale) => !declared.includes(locale))
      .map((locale) => inFile(LOCALES, `${locale} has catalogues and is not declared`)),
    ...project.files
      .filter(
        (file) => /^views\/i18n\/.+\.json$/.test(file) && !imports.includes(`'./${file.slice('views/i18n/'.length)}'`),
      )
      .map((file) => inFile(file, `not imported by ${CATALOGS}`)),
  ];
}

function declaredLocales(project: Project): readonly string[] {
  const locales: string[] = [];
  if (!project.has(LOCALES)) return locales;
  visit(project.source(LOCALES), (node) => {
    if (!ts.isVariableDeclaration(node) || node.name.getText() !== 'LOCALE_NAMES') return;
    if (!node.initializer || !ts.isObjectLiteralExpression(node.initializer)) return;
    for (const property of node.initializer.properties)
      locales.push(property.name?.getText().replaceAll("'", '') ?? '');
  });
  return locales;
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
    ...(locale === 'fr' ? frenchFaults(shape).map(say) : []),
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
