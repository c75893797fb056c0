import { type Finding, inFile, type Law } from './law.ts';
import type { Project } from './project.ts';

const NAME = /^(\d{4})_([a-z0-9]+(?:_[a-z0-9]+)*)\.sql$/;
const FOLDERS = ['migrations/control', 'migrations/tenant'];

/** Numbered without a gap, forward only, readable. What they lock and break is squawk's part. */
export const migrations: Law = {
  name: 'migrations',
  check: (project) => [
    ...FOLDERS.flatMap((folder) => checkFolder(project, folder)),
    ...project.files
      .filter((file) => file.startsWith('migrations/') && !FOLDERS.some((folder) => file.startsWith(`${folder}/`)))
      .map((file) => inFile(file, `lies neither in ${FOLDERS.join(' nor in ')}`)),
  ],
};

function checkFolder(project: Project, folder: string): Finding[] {
  const files = project.files.filter((file) => file.startsWith(`${folder}/`));
  return files.flatMap((file, index) => [...checkName(file, index + 1), ...checkText(file, project.read(file))]);
}

function checkName(file: string, expected: number): Finding[] {
  const number = NAME.exec(file.split('/').at(-1) ?? '')?.[1];
  if (number === undefined) return [inFile(file, 'is not called 0042_module_what.sql')];
  return Number(number) === expected
    ? []
    : [inFile(file, `number ${String(expected).padStart(4, '0')} was to come next`)];
}

function checkText(file: string, text: string): Finding[] {
  const findings: Finding[] = [];
  if (!text.startsWith('-- ')) findings.push(inFile(file, 'begins with a comment that says why', 1));
  if (/^\s*--\s*(down|rollback|revert)\b/im.test(text)) findings.push(inFile(file, 'goes forward only'));
  if (/squawk-ignore/.test(text)) findings.push(inFile(file, 'exceptions belong in ops/bin/check/exceptions.ts'));
  if (/^\s*(begin|commit|rollback)\s*;/im.test(text))
    findings.push(inFile(file, 'the runner opens and closes the transaction'));
  return findings;
}
