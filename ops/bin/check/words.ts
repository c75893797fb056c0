import { type Finding, inFile, isTest, type Law } from './law.ts';
import type { Project } from './project.ts';

/** Spelled with brackets so that this list does not find itself. */
const EVERYWHERE: readonly (readonly [RegExp, string])[] = [
  [/\b(T[O]DO|F[I]XME|X[X]X|HA[C]K)\b/, 'unfinished'],
  [/\b(not (yet )?implemente[d]|coming soo[n]|placeholder dat[a]|stu[b]s?|stubbe[d])\b/i, 'unfinished'],
  [/(^|[\s"'`(=])\/(wor[k]|tm[p])\//, 'a path of somebody’s machine'],
  [/\b(Clau[d]e|Chat[G]PT|Co[p]ilot|language mode[l]|A[I] (assistant|agent|generated))\b/i, 'says how it was written'],
  [/registry\.npmj[s]/, 'says where packages come from'],
];

const IN_TESTS: readonly (readonly [RegExp, string])[] = [
  [/\b(it|test|describe)\.(ski[p]|onl[y]|tod[o]|fail[s])\b/, 'a test that does not run'],
];

export const words: Law = {
  name: 'words',
  check: (project) => project.files.filter(isOurs).flatMap((file) => search(project, file)),
};

function isOurs(file: string): boolean {
  if (file.startsWith('static/vendor/') || /\.(png|ttf|otf|ico|woff2|pdf|jpg|webp|avif)$/.test(file)) return false;
  return (
    /^(src|views|ops|static|migrations|\.ci)\//.test(file) || (!file.includes('/') && file !== 'package-lock.json')
  );
}

function search(project: Project, file: string): Finding[] {
  const patterns = isTest(file) ? [...EVERYWHERE, ...IN_TESTS] : EVERYWHERE;
  return project
    .read(file)
    .split('\n')
    .flatMap((text, index) =>
      patterns.flatMap(([pattern, why]) => {
        const found = pattern.exec(text);
        return found ? [inFile(file, `“${found[0].trim()}”: ${why}`, index + 1)] : [];
      }),
    );
}
