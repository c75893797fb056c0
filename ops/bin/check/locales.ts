import ts from 'typescript';
import { atNode, type Finding, isTest, type Law, productSources, visit } from './law.ts';
import type { Project } from './project.ts';

/** The table of locales: the only place that knows one by its name. */
export const TABLE = 'src/platform/i18n/locales.ts';

/** A language is a row of the table: code that compares with a name, or lists the names, would not know the next one. */
export const locales: Law = {
  name: 'locales',
  check: (project) => {
    const known = declaredLocales(project);
    return [...productSources(project), ...tools(project)]
      .filter((file) => file !== TABLE)
      .flatMap((file) => checkFile(project, file, known));
  },
};

/** In the order of the table. */
export function declaredLocales(project: Project): readonly string[] {
  const found: string[] = [];
  if (!project.has(TABLE)) return found;
  visit(project.source(TABLE), (node) => {
    if (!ts.isVariableDeclaration(node) || node.name.getText() !== 'LOCALE_FACTS' || !node.initializer) return;
    let rows = node.initializer;
    while (ts.isAsExpression(rows) || ts.isSatisfiesExpression(rows)) rows = rows.expression;
    if (ts.isObjectLiteralExpression(rows)) found.push(...namesOf(rows));
  });
  return found;
}

function tools(project: Project): readonly string[] {
  return project.files.filter((file) => /^ops\/.+\.ts$/.test(file) && !isTest(file));
}

function checkFile(project: Project, file: string, known: readonly string[]): Finding[] {
  const findings: Finding[] = [];
  const isName = (node: ts.Node) => ts.isStringLiteralLike(node) && known.includes(node.text);
  visit(project.source(file), (node) => {
    if (comparedWith(node).some(isName))
      findings.push(atNode(file, node, `${node.getText().split('\n')[0]}: ask ${TABLE}`));
    const names = listedIn(node);
    if (known.length > 1 && names.length === known.length && known.every((name) => names.includes(name)))
      findings.push(atNode(file, node, `a second list of the locales: take it from ${TABLE}`));
  });
  return findings;
}

const COMPARISONS = new Set([
  ts.SyntaxKind.EqualsEqualsToken,
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
]);

function comparedWith(node: ts.Node): readonly ts.Node[] {
  if (ts.isBinaryExpression(node) && COMPARISONS.has(node.operatorToken.kind)) return [node.left, node.right];
  if (ts.isCaseClause(node)) return [node.expression];
  if (ts.isCallExpression(node) && /\.(startsWith|endsWith|includes)$/.test(node.expression.getText()))
    return node.arguments;
  return [];
}

/** Names in an array, a union type or an object; nothing where there is something else among them. */
function listedIn(node: ts.Node): readonly string[] {
  if (ts.isArrayLiteralExpression(node)) return texts(node.elements);
  if (ts.isUnionTypeNode(node))
    return texts(node.types.map((type) => (ts.isLiteralTypeNode(type) ? type.literal : type)).filter(notNull));
  return ts.isObjectLiteralExpression(node) ? namesOf(node) : [];
}

function notNull(node: ts.Node): boolean {
  return node.kind !== ts.SyntaxKind.NullKeyword && node.kind !== ts.SyntaxKind.UndefinedKeyword;
}

function texts(nodes: readonly ts.Node[]): readonly string[] {
  return nodes.map((node) => (ts.isStringLiteralLike(node) ? node.text : ''));
}

function namesOf({ properties }: ts.ObjectLiteralExpression): readonly string[] {
  return properties.map(({ name }) => (name && (ts.isIdentifier(name) || ts.isStringLiteral(name)) ? name.text : ''));
}
