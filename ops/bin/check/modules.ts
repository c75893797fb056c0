import { type Finding, inFile, isTest, type Law } from './law.ts';
import { declaredLocales } from './locales.ts';
import type { Project } from './project.ts';

const LIST = 'src/modules.ts';
const WALLS = 'ops/boundaries.cjs';

/** The platform, the pages for developers, the journeys in a browser. */
const NO_MODULES = ['platform', 'testing', 'dev', 'browser'];

/** @param uses one entry a module, from ops/boundaries.cjs */
export function modules(uses: Readonly<Record<string, readonly string[]>>): Law {
  return { name: 'modules', check: (project) => checkModules(project, Object.keys(uses)) };
}

function checkModules(project: Project, walled: readonly string[]): Finding[] {
  const folders = new Set(project.files.flatMap((file) => /^src\/([^/]+)\//.exec(file)?.[1] ?? []));
  for (const name of NO_MODULES) folders.delete(name);
  const text = project.has(LIST) ? project.read(LIST) : '';
  const listed = [...text.matchAll(/from '(?:#|\.\/)([a-z-]+)\/module\.ts'/g)].map((match) => match[1] ?? '');
  return [
    ...[...folders]
      .filter((name) => !walled.includes(name))
      .map((name) => inFile(WALLS, `${name} has no line in USES`)),
    ...walled.filter((name) => !folders.has(name)).map((name) => inFile(WALLS, `${name} has a line but no folder`)),
    ...[...folders].filter((name) => !listed.includes(name)).map((name) => inFile(LIST, `${name} is missing`)),
    ...[...folders].flatMap((name) => checkModule(project, name)),
  ];
}

function checkModule(project: Project, name: string): Finding[] {
  const folder = `src/${name}/`;
  const say = (message: string) => inFile(folder, message);
  const own = project.files.filter((file) => file.startsWith(folder));
  const tables = own
    .filter((file) => file.endsWith('schema.ts'))
    .some((file) => project.read(file).includes('pgTable('));
  return [
    ...(project.has(`${folder}module.ts`) ? [] : [say('has no module.ts')]),
    ...(own.some(isTest) ? [] : [say('has no test')]),
    ...(tables && !project.has(`${folder}seed.ts`) ? [say('owns tables and has no seed.ts')] : []),
    ...(project.files.some((file) => file.startsWith(`views/${name}/`)) ? [] : [say(`has no views/${name}/`)]),
    ...localesOf(project)
      .map((locale) => `views/i18n/${locale}/${name}.json`)
      .filter((file) => !project.has(file))
      .map((file) => say(`has no ${file}`)),
  ];
}

function localesOf(project: Project): readonly string[] {
  const found = project.files.flatMap((file) => /^views\/i18n\/([a-z-]+)\/[^/]+\.json$/.exec(file)?.[1] ?? []);
  return [...new Set([...declaredLocales(project), ...found])];
}
