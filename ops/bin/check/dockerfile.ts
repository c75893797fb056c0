/** What hadolint does not know: the checkout, the lockfile, our secrets, and what the last stage must have. */
import { type Finding, inFile } from './law.ts';
import type { Project } from './project.ts';

export interface Instruction {
  readonly line: number;
  readonly name: string;
  readonly value: string;
}

/** Instructions with their continued lines joined; comments are left out. */
export function parseDockerfile(text: string): readonly Instruction[] {
  const instructions: Instruction[] = [];
  let start = 0;
  let open = '';
  for (const [index, raw] of text.split('\n').entries()) {
    if (/^\s*(#|$)/.test(raw)) continue;
    if (open === '') start = index + 1;
    open += ` ${raw.replace(/\\\s*$/, '').trim()}`;
    if (/\\\s*$/.test(raw)) continue;
    const [, name = '', value = ''] = /^\s*(\S+)\s*([\s\S]*)$/.exec(open) ?? [];
    instructions.push({ line: start, name: name.toUpperCase(), value });
    open = '';
  }
  return instructions;
}

/** `NAME=value` pairs of ENV. */
export function imageVariables(instructions: readonly Instruction[]): readonly (readonly [string, string])[] {
  return instructions
    .filter(({ name }) => name === 'ENV')
    .flatMap(({ value }) => [...value.matchAll(/([A-Z_][A-Z0-9_]*)=("[^"]*"|\S+)/g)])
    .map((match) => [match[1] ?? '', (match[2] ?? '').replaceAll('"', '')] as const);
}

export function checkDockerfile(project: Project, file: string): Finding[] {
  const instructions = parseDockerfile(project.read(file));
  const last = instructions.slice(instructions.findLastIndex(({ name }) => name === 'FROM'));
  const missing = (found: unknown, message: string) => (found ? [] : [inFile(file, message)]);
  const user = last.findLast(({ name }) => name === 'USER')?.value;
  return [
    ...instructions.flatMap((instruction) =>
      aboutInstruction(instruction).map((message) => inFile(file, message, instruction.line)),
    ),
    ...instructions.flatMap((instruction) =>
      missingSources(project, instruction).map((source) =>
        inFile(file, `copies ${source}, which is not there`, instruction.line),
      ),
    ),
    ...missing(user && !/^(root|0)(:|$)/.test(user), 'the last stage runs as root'),
    ...missing(
      last.some(({ name }) => name === 'HEALTHCHECK'),
      'the last stage has no HEALTHCHECK',
    ),
    ...missing(
      last.some(({ name }) => name === 'EXPOSE'),
      'the last stage has no EXPOSE',
    ),
    ...missing(
      last.some(({ name }) => name === 'CMD'),
      'the last stage has no CMD',
    ),
  ];
}

function aboutInstruction({ name, value }: Instruction): string[] {
  const found: string[] = [];
  if (name === 'RUN' && /\bnpm (install|i)\b/.test(value)) found.push('npm ci installs what the lockfile says');
  if (/^(ENV|ARG)$/.test(name) && /(SECRET|PASSWORD|TOKEN|PRIVATE|ACCESS_KEY)\w*=\S/.test(value))
    found.push('a secret in the image');
  return found;
}

/** What COPY takes from the checkout has to be in it. */
function missingSources(project: Project, { name, value }: Instruction): string[] {
  if (name !== 'COPY' || value.includes('--from=')) return [];
  const sources = value
    .split(/\s+/)
    .filter((word) => !word.startsWith('--'))
    .slice(0, -1);
  return sources
    .map((source) => source.replace(/^\.?\/+|\/+$/g, ''))
    .filter(
      (source) =>
        source !== '.' &&
        source !== '' &&
        !project.has(source) &&
        !project.files.some((file) => file.startsWith(`${source}/`)),
    );
}
