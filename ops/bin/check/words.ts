import { type Finding, inFile, isTest, type Law } from './law.ts';
import type { Project } from './project.ts';

/** Spelled with brackets so that this list does not find itself. */
const EVERYWHERE: readonly (readonly [RegExp, string])[] = [
  [/\b(T[O]DO|F[I]XME|X[X]X|HA[C]K)\b/, 'unfinished'],
  [/\b(not (yet )?implemente[d]|coming soo[n]|placeholder dat[a]|stu[b]s?|stubbe[d])\b/i, 'unfinished'],
  [/(^|[\s"'`(=])\/(wor[k]|tm[p])\//, 'a path of one machine'],
  [/\b(Clau[d]e|Chat[G]PT|Co[p]ilot|language mode[l]|A[I] (assistant|agent|generated))\b/i, 'says how it was written'],
  [/registry\.npmj[s]/, 'says where packages come from'],
];

const IN_TESTS: readonly (readonly [RegExp, string])[] = [
  [/\b(it|test|describe)\.(ski[p]|onl[y]|tod[o]|fail[s])\b/, 'a test that does not run'],
];

/** Terms that the product's words list keeps for something else, or that were replaced: code only. */
const RESERVED: readonly (readonly [RegExp, string])[] = [
  [/\bhol[d][A-Z]\w*/, 'a row is locked; a hold is a reservation that lapses'],
  [/\b([oO]rganization[s])\b/, 'the word is studio'],
  [/\b([tT]all[y]|[tT]urnstil[e]|[fF]urnitur[e]|[fF]oundStudi[o])\b/, 'see the words list of the product'],
  [/\b(lives alread[y]|from afa[r]|is owe[d] to us)\b/i, 'say it in plain words'],
];

/** Pronouns where a noun is meant make a comment hard to read: a few are allowed, in all of our files together. */
const PRONOUN = /\b(nobod[y]|somebod[y]|whoeve[r])\b/i;
const MOST_PRONOUNS = 40;

export const words: Law = {
  name: 'words',
  check: (project) => {
    const ours = project.files.filter(isOurs);
    return [...ours.flatMap((file) => search(project, file)), ...countPronouns(project, ours)];
  },
};

function countPronouns(project: Project, files: readonly string[]): Finding[] {
  const found = files
    .filter((file) => !file.endsWith('.json'))
    .flatMap((file) =>
      project
        .read(file)
        .split('\n')
        .flatMap((text, index) =>
          PRONOUN.test(text) ? [inFile(file, 'a pronoun where a noun is meant', index + 1)] : [],
        ),
    );
  return found.length > MOST_PRONOUNS ? found : [];
}

function isOurs(file: string): boolean {
  if (file.startsWith('static/vendor/') || /\.(png|ttf|otf|ico|woff2|pdf|jpg|webp|avif)$/.test(file)) return false;
  return (
    /^(src|views|ops|static|migrations|\.ci)\//.test(file) || (!file.includes('/') && file !== 'package-lock.json')
  );
}

function search(project: Project, file: string): Finding[] {
  const isCode = /^(src|views)\/.+\.tsx?$/.test(file);
  const patterns = [...EVERYWHERE, ...(isCode ? RESERVED : []), ...(isTest(file) ? IN_TESTS : [])];
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
