/** What clients put on Today. */
import { sql } from 'drizzle-orm';
import { IMPORTS, NEW_CLIENT } from '#clients/paths.ts';
import { defineFirstStep, type TodayContribution } from '#platform/contributions/today.ts';

export const today: TodayContribution = {
  buttons: [{ rank: 10, permission: 'clients.create', label: 'clients.today.new', href: NEW_CLIENT, icon: 'clients' }],
  steps: [
    defineFirstStep<boolean>({
      name: 'clients.client',
      rank: 40,
      title: 'clients.step',
      text: 'clients.step.text',
      facts: sql`exists (select 1 from clients where archived_at is null)`,
      isDone: (hasClient) => hasClient,
      actions: (ui) => [
        ...(ui.can('clients.create') ? [{ label: ui.t('clients.step.do'), href: NEW_CLIENT }] : []),
        ...(ui.can('clients.import') ? [{ label: ui.t('clients.step.import'), href: IMPORTS }] : []),
      ],
    }),
  ],
};
