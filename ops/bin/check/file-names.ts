import ts from 'typescript';
import { type Finding, inFile, type Law } from './law.ts';
import type { Project } from './project.ts';

const KEBAB = /^\.?[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/;
/** Names that say nothing about what is inside. */
const EMPTY = /^(helpers?|utils?|common|lib|misc|shared|stuff|index)(\.ts)?$/;
const NUMBERED = /^[a-z-]{3,}[0-9]+\.tsx?$/;

export const fileNames: Law = {
  name: 'file-names',
  check: (project) =>
    project.files.filter((file) => /^(src|views|ops|static)\//.test(file)).flatMap((file) => checkFile(project, file)),
};

function checkFile(project: Project, file: string): Finding[] {
  const findings: Finding[] = [];
  const parts = file.split('/');
  const odd = parts.find((part) => !KEBAB.test(part));
  // Fonts keep the name under which their licence knows them; database images keep theirs.
  if (odd !== undefined && !/\.(ttf|otf|woff2)$/.test(file) && !/^(LICENSE|OFL|README)/.test(odd))
    findings.push(inFile(file, `${odd} is not kebab-case`));
  if (!/\.tsx?$/.test(file)) return findings;
  if (file.startsWith('src/')) findings.push(...checkSource(file, parts));
  if (isBarrel(project.source(file))) findings.push(inFile(file, 'a barrel: it only passes on what others export'));
  return findings;
}

function checkSource(file: string, parts: readonly string[]): Finding[] {
  const findings: Finding[] = [];
  const empty = parts.find((part) => EMPTY.test(part));
  if (empty) findings.push(inFile(file, `${empty} says nothing about what is inside`));
  if (NUMBERED.test(parts.at(-1) ?? '')) findings.push(inFile(file, 'split by noun, not by number'));
  if (file.endsWith('.tsx')) findings.push(inFile(file, 'JSX belongs into views/'));
  return findings;
}

function isBarrel(source: ts.SourceFile): boolean {
  const reExports = source.statements.filter((node) => ts.isExportDeclaration(node) && node.moduleSpecifier);
  return reExports.length > 0 && reExports.length === source.statements.length;
}
