import { listFileNames } from '#clients/imports/queries.ts';
import type { SubjectDefinition } from '#platform/contributions/contributions.ts';

declare module '#platform/scope.ts' {
  interface Subjects {
    'client-import': true;
  }
}

/** Everybody who reads clients hears where they come from; the page of an import is for those who may import. */
export const importSubject: SubjectDefinition = {
  label: 'clients.import.subject',
  icon: 'import',
  permission: 'clients.read',
  path: () => null,
  describe: async ({ db }, ids) =>
    new Map((await listFileNames(db, ids)).map(({ id, fileName }) => [id, { name: fileName }])),
};
