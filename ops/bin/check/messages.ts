/** Reads the catalogues: what each message needs and says. */
import { IntlMessageFormat } from 'intl-messageformat';
import type { Project } from './project.ts';

type Node = ReturnType<IntlMessageFormat['getAst']>[number];

export interface Message {
  readonly file: string;
  readonly line: number;
  readonly key: string;
  readonly text: string;
}

export interface Shape {
  /** Name → what must be given: any value, or one of these. */
  readonly arguments: ReadonlyMap<string, string>;
  /** Plural categories used, `=0` and the like left out. */
  readonly categories: ReadonlySet<string>;
  /** The words themselves, in order; true in the place of an argument. */
  readonly parts: readonly (string | true)[];
}

/** Locale → catalogue name → messages. */
export function readCatalogues(project: Project): ReadonlyMap<string, ReadonlyMap<string, readonly Message[]>> {
  const locales = new Map<string, Map<string, Message[]>>();
  for (const file of project.files) {
    const [, locale, name] = /^views\/i18n\/([a-z-]+)\/([a-z-]+)\.json$/.exec(file) ?? [];
    if (!locale || !name) continue;
    const catalogues = locales.get(locale) ?? new Map<string, Message[]>();
    locales.set(locale, catalogues.set(name, readMessages(project, file)));
  }
  return locales;
}

function readMessages(project: Project, file: string): Message[] {
  const text = project.read(file);
  const lines = text.split('\n');
  return Object.entries(JSON.parse(text) as Record<string, string>).map(([key, message]) => ({
    file,
    line: lines.findIndex((line) => line.trimStart().startsWith(`"${key}"`)) + 1,
    key,
    text: message,
  }));
}

/** @throws SyntaxError where the message is not ICU MessageFormat */
export function shapeOf(text: string, locale: string): Shape {
  const shape = { arguments: new Map<string, string>(), categories: new Set<string>(), parts: [] as (string | true)[] };
  collect(new IntlMessageFormat(text, locale, undefined, { ignoreTag: true }).getAst(), shape);
  return shape;
}

type Growing = { arguments: Map<string, string>; categories: Set<string>; parts: (string | true)[] };

const LITERAL = 0;
const SELECT = 5;
const PLURAL = 6;
const POUND = 7;

function collect(nodes: readonly Node[], shape: Growing): void {
  for (const node of nodes) {
    if (node.type === LITERAL) shape.parts.push(node.value);
    else if (node.type === POUND) shape.parts.push(true);
    else if (node.type === SELECT || node.type === PLURAL) collectOptions(node, shape);
    else {
      shape.arguments.set(node.value, 'a value');
      shape.parts.push(true);
    }
  }
}

function collectOptions(node: Extract<Node, { options: unknown }>, shape: Growing): void {
  const names = Object.keys(node.options);
  shape.arguments.set(node.value, node.type === SELECT ? `one of ${names.sort().join(', ')}` : 'a value');
  for (const [name, option] of Object.entries(node.options)) {
    if (node.type === PLURAL && !name.startsWith('=')) shape.categories.add(name);
    shape.parts.push('\n');
    collect(option.value, shape);
  }
  shape.parts.push('\n');
}
