/** How clients are found. */
import { sql } from 'drizzle-orm';
import { newClient } from '#clients/commands.ts';
import { displayName } from '#clients/model.ts';
import { defineSearchKind } from '#platform/contributions/search-kind.ts';
import { presentClient } from '#views/clients/search-hit.ts';

/** In the order of `row`. */
type Row = [
  ...[id: string, name: string, artistName: string | null, isCompany: boolean],
  ...[email: string | null, phone: string | null, city: string | null, isArchived: boolean],
];

const RANK = sql`case when c.sort_name = asked.q or fold(c.email::text) = asked.q then 0 when starts_with(c.sort_name, asked.q) then 1
  when ' ' || c.search like '% ' || substr(asked.pattern, 2) then 2 when c.search like asked.pattern then 3 else 4 end`;

export const clientSearch = defineSearchKind<Row>({
  name: 'clients',
  rank: 1,
  permission: 'clients.read',
  subject: 'client',
  label: 'clients.title',
  recent: 'clients.recent',
  hint: 'clients.searchHint',
  create: newClient,
  plan: {
    from: sql`clients c`,
    id: sql`c.id`,
    found: ({ words }) => sql`clients_found(${words})`,
    order: sql`c.archived_at is not null, ${RANK}, case when ${RANK} = 4 then -strict_word_similarity(asked.q, c.sort_name) end,
      c.sort_name, c.id`,
    row: sql`json_build_array(c.id, c.name, c.artist_name, c.kind = 'company', c.email, c.phone, c.city, c.archived_at is not null)`,
  },
  present(ui, [id, name, artistName, isCompany, email, phone, city, isArchived]) {
    return presentClient(ui, {
      id,
      name: displayName({ name, artistName }),
      isCompany,
      email,
      phone,
      city,
      isArchived,
    });
  },
});
