import type { SubjectDefinition } from '#platform/contributions/contributions.ts';
import { roomPath } from '#rooms/paths.ts';
import { listNames } from '#rooms/queries.ts';

declare module '#platform/scope.ts' {
  interface Subjects {
    room: true;
  }
}

export const roomSubject: SubjectDefinition = {
  label: 'rooms.subject',
  icon: 'rooms',
  permission: 'rooms.read',
  path: roomPath,
  describe: async (scope, ids) => new Map((await listNames(scope.db, ids)).map(({ id, name }) => [id, { name }])),
};
