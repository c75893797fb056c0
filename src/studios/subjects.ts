import type { SubjectDefinition } from '#platform/contributions/contributions.ts';
import { SETTINGS } from '#studios/paths.ts';

declare module '#platform/scope.ts' {
  interface Subjects {
    studio: true;
  }
}

/** There is one here: this studio. */
export const studioSubject: SubjectDefinition = {
  label: 'studios.subject',
  icon: 'settings',
  permission: 'studios.read',
  path: () => SETTINGS,
  describe: async ({ studio }, ids) =>
    new Map(ids.filter((id) => id === studio.id).map((id) => [id, { name: studio.name }])),
};
