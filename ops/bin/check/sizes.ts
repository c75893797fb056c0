import ts from 'typescript';
import { atNode, type Finding, inFile, isTest, type Law, visit } from './law.ts';
import type { Project } from './project.ts';

const FILE_LINES = 300;
const FUNCTION_LINES = 40;
const COMPONENT_LINES = 80;

/** Govern the tail: what makes a codebase unpleasant is its one file of 3,000 lines. */
export const sizes: Law = {
  name: 'sizes',
  check: (project) =>
    project.files
      .filter(isMeasured)
      .flatMap((file) => [...measureFile(project, file), ...measureFunctions(project, file)]),
};

/** Tests and tables may be as long as what they describe. */
function isMeasured(file: string): boolean {
  if (isTest(file) || file.endsWith('schema.ts') || /^(static\/vendor|src\/testing|src\/browser)\//.test(file))
    return false;
  return /^(src|views|ops|static)\/.+\.(tsx?|mjs|cjs|js|css)$/.test(file);
}

function measureFile(project: Project, file: string): Finding[] {
  const lines = project.read(file).trimEnd().split('\n').length;
  return lines > FILE_LINES ? [inFile(file, `${lines} lines; ${FILE_LINES} at most: split it by noun`)] : [];
}

function measureFunctions(project: Project, file: string): Finding[] {
  if (!/^(src|views|ops\/bin)\/.+\.tsx?$/.test(file)) return [];
  const most = file.endsWith('.tsx') ? COMPONENT_LINES : FUNCTION_LINES;
  const source = project.source(file);
  const findings: Finding[] = [];
  visit(source, (node) => {
    if (!ts.isFunctionLike(node) || !('body' in node) || !node.body) return;
    const from = source.getLineAndCharacterOfPosition(node.getStart()).line;
    const lines = source.getLineAndCharacterOfPosition(node.getEnd()).line - from + 1;
    if (lines > most) findings.push(atNode(file, node, `${nameOf(node)} has ${lines} lines; ${most} at most`));
  });
  return findings;
}

function nameOf(node: ts.SignatureDeclaration): string {
  if (node.name && 'text' in node.name) return node.name.text;
  const { parent } = node;
  if (parent && (ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent))) return parent.name.getText();
  return 'a function';
}
