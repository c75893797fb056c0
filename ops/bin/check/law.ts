import type ts from 'typescript';
import type { Project } from './project.ts';

export interface Finding {
  readonly file: string;
  /** From 1; 0 is the file as a whole. */
  readonly line: number;
  readonly message: string;
}

export interface Law {
  readonly name: string;
  readonly check: (project: Project) => readonly Finding[];
}

export function inFile(file: string, message: string, line = 0): Finding {
  return { file, line, message };
}

export function atNode(file: string, node: ts.Node, message: string): Finding {
  return { file, line: lineOf(node.getSourceFile(), node.getStart()), message };
}

export function lineOf(source: ts.SourceFile, position: number): number {
  return source.getLineAndCharacterOfPosition(position).line + 1;
}

/** Depth first, the node itself included. */
export function visit(node: ts.Node, look: (node: ts.Node) => void): void {
  look(node);
  node.forEachChild((child) => visit(child, look));
}

export function isTest(file: string): boolean {
  return /\.test\.tsx?$/.test(file);
}

/** TypeScript of the product itself: no tests, no test kit. */
export function productSources(project: Project): readonly string[] {
  return project.files.filter(
    (file) => /^(src|views)\/.+\.tsx?$/.test(file) && !isTest(file) && !/^src\/(testing|browser)\//.test(file),
  );
}

export function show({ file, line, message }: Finding): string {
  return line > 0 ? `${file}:${line}  ${message}` : `${file}  ${message}`;
}
