import { clientPath } from '#clients/paths.ts';
import { listNames } from '#clients/queries.ts';
import type { SubjectDefinition } from '#platform/contributions/contributions.ts';

declare module '#platform/scope.ts' {
  interface Subjects {
    client: true;
  }
}

export const clientSubject: SubjectDefinition = {
  label: 'clients.subject',
  icon: 'clients',
  permission: 'clients.read',
  path: clientPath,
  async describe(scope, ids) {
    const rows = await listNames(scope.db, ids);
    return new Map(
      rows.map(({ id, name, isArchived }) => [
        id,
        { name, ...(isArchived && { status: { label: 'clients.archived', tone: 'neutral' } as const }) },
      ]),
    );
  },
};
