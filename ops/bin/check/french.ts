/** Typography that can be checked. French: Lexique des règles typographiques en usage à l'Imprimerie nationale. */
import type { Shape } from './messages.ts';

const RULES: readonly (readonly [RegExp, string])[] = [
  [/'/, 'a straight apostrophe: ’'],
  [/"/, 'straight quotation marks: « »'],
  [/\.\.\./, 'three dots: …'],
  [/ (?=[:;!?»%€])/, 'a plain space where a no-break space belongs'],
  [/« /, 'a plain space after «'],
  [/[\p{L}\p{N})][;!?»]/u, 'no space before ; ! ? »'],
  [/[\p{L})]:(?!\/\/)/u, 'no space before :'],
  [/\d ?[€%]/, 'no no-break space before € or %'],
  [/«(?=[\p{L}\p{N}])/u, 'no space after «'],
];

/** What is wrong with the words of a French message; arguments count as a letter. */
function frenchFaults(shape: Shape): readonly string[] {
  const text = shape.parts.map((part) => (part === true ? 'x' : part)).join('');
  const plain = text.replace(/https?:\/\/\S+/g, '');
  return RULES.filter(([pattern]) => pattern.test(plain)).map(([, fault]) => fault);
}

/** By locale; a language without an entry has no rules of its own. */
export const TYPOGRAPHY: Readonly<Record<string, (shape: Shape) => readonly string[]>> = { fr: frenchFaults };
