import { clientPath } from '#clients/paths.ts';
import type { SearchHit } from '#platform/contributions/search-kind.ts';
import type { Ui } from '#platform/http/ui.ts';

interface FoundClient {
  readonly id: string;
  readonly name: string;
  readonly isCompany: boolean;
  readonly email: string | null;
  readonly phone: string | null;
  readonly city: string | null;
  readonly isArchived: boolean;
}

export function presentClient(ui: Ui, client: FoundClient): SearchHit {
  const { id, name, isCompany, email, phone, city, isArchived } = client;
  return {
    id: `client-${id}`,
    label: name,
    href: clientPath(id),
    icon: isCompany ? 'building' : 'user',
    detail: [isCompany ? ui.t('clients.kind.company') : null, email, phone, city].filter(Boolean).join(' · '),
    // Homonyms are told apart by these sooner than by a town.
    brief: phone ?? email ?? city ?? '',
    state: isArchived ? { label: ui.t('clients.archived'), tone: 'neutral' } : null,
  };
}
