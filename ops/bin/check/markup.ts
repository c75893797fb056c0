import ts from 'typescript';
import { atNode, type Finding, isTest, type Law, visit } from './law.ts';

type Element = ts.JsxOpeningElement | ts.JsxSelfClosingElement;
type Attributes = ReadonlyMap<string, ts.JsxAttribute>;

/** What the strict Content-Security-Policy would refuse in the browser, refused here; and links that need no JavaScript. */
export const markup: Law = {
  name: 'markup',
  check: (project) =>
    project.files
      .filter((file) => /^views\/.+\.tsx$/.test(file) && !isTest(file))
      .flatMap((file) => {
        const findings: Finding[] = [];
        visit(project.source(file), (node) => {
          findings.push(...complaints(node, file).map((message) => atNode(file, node, message)));
        });
        return findings;
      }),
};

function complaints(node: ts.Node, file: string): string[] {
  const isMail = file.endsWith('.email.tsx');
  if (ts.isPropertyAssignment(node) && ts.isStringLiteral(node.name))
    return aboutAttribute(node.name.text, node.initializer.getText(), isMail);
  if (!ts.isJsxOpeningElement(node) && !ts.isJsxSelfClosingElement(node)) return [];
  const attributes = attributesOf(node);
  return [
    ...[...attributes].flatMap(([name, { initializer }]) => aboutAttribute(name, initializer?.getText() ?? '', isMail)),
    ...aboutElement(node, attributes, isMail),
  ];
}

function attributesOf(element: Element): Attributes {
  const named = element.attributes.properties.filter(ts.isJsxAttribute);
  return new Map(named.map((attribute) => [attribute.name.getText(), attribute]));
}

/** Mail programs know no stylesheets, so a mail may carry `style`. */
function aboutAttribute(name: string, value: string, isMail: boolean): string[] {
  const found: string[] = [];
  if (name === 'style' && !isMail) found.push('an inline style');
  if (/^(on[a-z]+|(data-)?hx-on\b.*)$/.test(name)) found.push(`an inline script (${name})`);
  if (name === 'of' || (name === 'attrs' && /^\{?\s*['"`]/.test(value)))
    found.push(`${name} is written into the page without escaping`);
  if (/^hx-(vals|vars|headers)$/.test(name) && /^['"{`]*\s*(js|javascript):/.test(value))
    found.push('a script in hx-vals');
  if (name === 'hx-trigger' && value.includes('[')) found.push('a trigger filter: it needs eval');
  if (/^(href|src|action|formaction)$/.test(name) && /javascript:/i.test(value)) found.push('a javascript: address');
  if (name === 'x-html') found.push('x-html writes without escaping');
  return found;
}

function aboutElement(element: Element, attributes: Attributes, isMail: boolean): string[] {
  const tag = element.tagName.getText();
  if (tag === 'tag') return ['a tag whose name is computed'];
  if (tag === 'style' && !isMail) return ['an inline stylesheet'];
  if (tag === 'script' && !attributes.has('src')) return ['an inline script'];
  const spread = element.attributes.properties.some(ts.isJsxSpreadAttribute);
  const acts = [...attributes.keys()].find((name) => /^hx-(get|post|put|patch|delete)$/.test(name));
  if (!acts || spread || ['href', 'action', 'formaction'].some((name) => attributes.has(name))) return [];
  return [`${acts} without href or action does nothing where there is no JavaScript`];
}
