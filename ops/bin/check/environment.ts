import ts from 'typescript';
import { atNode, type Finding, inFile, type Law, productSources, visit } from './law.ts';
import type { Project } from './project.ts';

export const CONFIG = 'src/platform/config.ts';
const TABLE = 'README.md';

export const environment: Law = {
  name: 'environment',
  check: (project) => [...compareWithTable(project), ...findReaders(project)],
};

/** Names of `VARIABLES` in config.ts: every variable that the program reads. */
export function variables(project: Project): ReadonlySet<string> {
  const names = new Set<string>();
  if (!project.has(CONFIG)) return names;
  visit(project.source(CONFIG), (node) => {
    if (!ts.isVariableDeclaration(node) || node.name.getText() !== 'VARIABLES' || !node.initializer) return;
    const value = ts.isAsExpression(node.initializer) ? node.initializer.expression : node.initializer;
    if (!ts.isObjectLiteralExpression(value)) return;
    for (const property of value.properties) names.add(property.name?.getText() ?? '');
  });
  return names;
}

function compareWithTable(project: Project): Finding[] {
  const known = variables(project);
  const text = project.has(TABLE) ? project.read(TABLE) : '';
  const told = new Set([...text.matchAll(/^\|\s*`([A-Z][A-Z0-9_]*)`/gm)].map((match) => match[1] ?? ''));
  return [
    ...[...known].filter((name) => !told.has(name)).map((name) => inFile(TABLE, `the table lacks ${name}`)),
    ...[...told].filter((name) => !known.has(name)).map((name) => inFile(TABLE, `${name} is not in ${CONFIG}`)),
  ];
}

function findReaders(project: Project): Finding[] {
  return productSources(project)
    .filter((file) => file !== CONFIG)
    .flatMap((file) => {
      const findings: Finding[] = [];
      visit(project.source(file), (node) => {
        if (readsEnvironment(node)) findings.push(atNode(file, node, `only ${CONFIG} reads the environment`));
      });
      return findings;
    });
}

function readsEnvironment(node: ts.Node): boolean {
  if (ts.isPropertyAccessExpression(node))
    return ['process.env', 'Deno.env', 'import.meta.env'].includes(node.getText());
  if (!ts.isImportDeclaration(node)) return false;
  const names = node.importClause?.namedBindings?.getText() ?? '';
  return /^['"](node:)?process['"]$/.test(node.moduleSpecifier.getText()) && /\benv\b/.test(names);
}
