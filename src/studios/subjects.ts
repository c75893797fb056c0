import type { SubjectDefinition } from '#platform/contributions/contributions.ts';
import { COMPANY_SETTINGS } from '#studios/paths.ts';

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
  path: () => COMPANY_SETTINGS,
  describe: async ({ studio }, ids) =>
    new Map(ids.filter((id) => id === studio.id).map((id) => [id, { name: studio.name }])),
};
