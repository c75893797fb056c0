import { listMemberNames } from '#identity/members/queries.ts';
import { MEMBERS } from '#identity/paths.ts';
import type { SubjectDefinition } from '#platform/contributions/contributions.ts';

declare module '#platform/scope.ts' {
  interface Subjects {
    user: true;
  }
}

/** Who comes and goes is for those who see to the members. */
export const userSubject: SubjectDefinition = {
  label: 'identity.subject',
  icon: 'clients',
  permission: 'identity.members',
  path: () => MEMBERS,
  describe: async ({ control, studio }, ids) =>
    new Map((await listMemberNames(control, studio.id, ids)).map(({ id, name }) => [id, { name }])),
};
