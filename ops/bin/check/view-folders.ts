/** The same folder name opens code and view: views/<module>/<folder> belongs to src/<module>/<folder>. */
import { dirname } from 'node:path/posix';
import ts from 'typescript';
import { type Finding, inFile, isTest, type Law } from './law.ts';
import type { Project } from './project.ts';

const VIEW = /^views\/(.+)\/[^/]+\.tsx?$/;
/** No module has a part in these. */
const HOUSE = /^views\/(ui|layouts|paper|i18n)\//;

export const viewFolders: Law = {
  name: 'view-folders',
  check: (project) => {
    const views = project.files.filter((file) => VIEW.test(file) && !HOUSE.test(file));
    return [...strayFolders(project, views), ...misplacedViews(project, views)];
  },
};

function strayFolders(project: Project, views: readonly string[]): Finding[] {
  const folders = new Set(views.map((file) => dirname(file)));
  return [...folders]
    .filter((folder) => !project.files.some((file) => file.startsWith(`${mirror(folder)}/`)))
    .map((folder) => inFile(`${folder}/`, `there is no ${mirror(folder)}/`));
}

/** A view that one folder alone renders is in the folder of that name. */
function misplacedViews(project: Project, views: readonly string[]): Finding[] {
  const callers = callersOf(project);
  return views.flatMap((view) => {
    const [folder, ...others] = [...(callers.get(view) ?? [])];
    if (folder === undefined || others.length > 0) return [];
    const own = folder.replace(/^src\//, 'views/');
    return `${dirname(view)}/`.startsWith(`${own}/`)
      ? []
      : [inFile(view, `only ${folder}/ renders it: move it to ${own}/`)];
  });
}

const mirror = (folder: string) => folder.replace(/^views\//, 'src/');

/** The folders of src from which each view is called; a type alone calls nothing. */
function callersOf(project: Project): ReadonlyMap<string, ReadonlySet<string>> {
  const callers = new Map<string, Set<string>>();
  for (const file of project.files.filter((name) => /^src\/.+\.ts$/.test(name) && !isTest(name)))
    for (const view of viewsOf(project.source(file)))
      callers.set(view, (callers.get(view) ?? new Set()).add(dirname(file)));
  return callers;
}

function viewsOf(source: ts.SourceFile): readonly string[] {
  return source.statements.flatMap((node) => {
    if (!ts.isImportDeclaration(node) || !ts.isStringLiteral(node.moduleSpecifier)) return [];
    if (node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword) return [];
    return node.moduleSpecifier.text.startsWith('#views/') ? [node.moduleSpecifier.text.slice(1)] : [];
  });
}
