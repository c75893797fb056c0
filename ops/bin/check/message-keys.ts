/** Which messages the code asks for. */
import ts from 'typescript';
import { atNode, type Finding, inFile, productSources, visit } from './law.ts';
import type { Message } from './messages.ts';
import type { Project } from './project.ts';

/** Properties whose value is a key even where the type says no more than string. */
const KEY_PROPERTIES = new Set(['label', 'labelKey', 'messageKey', 'titleKey', 'helpKey', 'message']);

interface Uses {
  /** Every string in the code: a key that is one of them is used. */
  readonly literals: ReadonlySet<string>;
  /** Places that hold a key and nothing else. */
  readonly keys: readonly ts.StringLiteralLike[];
  /** Keys put together from a beginning and a computed end. */
  readonly templates: readonly ts.TemplateExpression[];
}

export function keyFaults(project: Project, messages: readonly Message[], dynamic: readonly string[]): Finding[] {
  const uses = productSources(project).map((file) => [file, collectUses(project.source(file))] as const);
  const known = new Set(messages.map(({ key }) => key));
  const names = new Set(messages.map(({ key }) => key.split('.')[0] ?? ''));
  const literals = new Set(uses.flatMap(([, { literals }]) => [...literals]));
  const heads = uses
    .flatMap(([file, { templates }]) => templates.map((node) => [file, node] as const))
    .filter(([, node]) => names.has(/^([a-z-]+)\./.exec(node.head.text)?.[1] ?? ''));
  return [
    ...messages
      .filter(({ key }) => !literals.has(key) && !literals.has(actionOf(key)) && !isHeading(key))
      .filter(({ key }) => !dynamic.some((prefix) => key.startsWith(prefix)))
      .map(({ file, key, line }) => inFile(file, `${key} is used nowhere`, line)),
    ...uses.flatMap(([file, { keys }]) =>
      keys
        .filter((node) => looksLikeKey(node.text, names) && !known.has(node.text))
        .map((node) => atNode(file, node, `there is no message ${node.text}`)),
    ),
    ...heads
      .filter(([, node]) => !dynamic.some((prefix) => node.head.text.startsWith(prefix)))
      .map(([file, node]) => atNode(file, node, `${node.head.text}… is not among the dynamic keys`)),
    ...deadPrefixes(
      dynamic,
      known,
      heads.map(([, node]) => node.head.text),
      literals,
    ),
  ];
}

function looksLikeKey(text: string, names: ReadonlySet<string>): boolean {
  return names.has(text.split('.')[0] ?? '') && /^[a-z-]+\.[\w.-]+$/.test(text);
}

/**
 * `invoicing.action.issue` is the sentence of the action `invoicing.issue` (src/platform/history/tell.ts), `invoicing.right.issue` says
 * the permission (src/identity/roles/model.ts).
 */
function actionOf(key: string): string {
  return key.replace(/\.(action|right)\./, '.');
}

/** Above the permissions of a module, all of which have their words: src/laws.rights.test.ts. */
const isHeading = (key: string) => /^[a-z-]+\.rights$/.test(key);

/** A beginning stays on the list only while the code puts such keys together and the catalogues have them. */
function deadPrefixes(
  dynamic: readonly string[],
  known: ReadonlySet<string>,
  heads: readonly string[],
  literals: ReadonlySet<string>,
): Finding[] {
  return dynamic
    .filter(
      (prefix) =>
        ![...known].some((key) => key.startsWith(prefix)) ||
        ![...heads, ...literals].some((head) => head.startsWith(prefix)),
    )
    .map((prefix) => inFile('ops/bin/check/exceptions.ts', `dynamic key ${prefix}… is not needed any more`));
}

function collectUses(source: ts.SourceFile): Uses {
  const literals = new Set<string>();
  const keys: ts.StringLiteralLike[] = [];
  const templates: ts.TemplateExpression[] = [];
  visit(source, (node) => {
    if (ts.isStringLiteralLike(node)) literals.add(node.text);
    for (const place of keyPlaces(node))
      visit(place, (inner) => {
        if (ts.isStringLiteralLike(inner) && isOutcome(inner, place)) keys.push(inner);
        if (ts.isTemplateExpression(inner) && isOutcome(inner, place)) templates.push(inner);
      });
  });
  return { literals, keys, templates };
}

/** Expressions that are a key: what `t` is asked for, what an AppError carries, a label in a table. */
function keyPlaces(node: ts.Node): readonly ts.Node[] {
  if (ts.isCallExpression(node) && /^(.+\.)?t$/.test(node.expression.getText())) return node.arguments.slice(0, 1);
  if (ts.isNewExpression(node) && node.expression.getText() === 'AppError') return node.arguments?.slice(1, 2) ?? [];
  if (ts.isPropertyAssignment(node) && KEY_PROPERTIES.has(node.name.getText())) return [node.initializer];
  return [];
}

/** Not a comparison or an argument inside the expression, but something that it may come to. */
function isOutcome(node: ts.Node, place: ts.Node): boolean {
  for (let current = node; current !== place; current = current.parent) {
    const { parent } = current;
    if (ts.isConditionalExpression(parent) && parent.condition !== current) continue;
    if (ts.isParenthesizedExpression(parent) || ts.isAsExpression(parent)) continue;
    if (ts.isBinaryExpression(parent) && /^(\?\?|\|\|)$/.test(parent.operatorToken.getText())) continue;
    return false;
  }
  return true;
}
