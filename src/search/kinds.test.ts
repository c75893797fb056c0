import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { gatherContributions } from '#platform/contributions/gather.ts';
import { defineSearchKind } from '#platform/contributions/search-kind.ts';
import { defineModule } from '#platform/module.ts';
import { parseQuestion } from '#search/model.ts';
import { searchAll, searchKind } from '#search/service.ts';
import { aRoom } from '#testing/fixtures.ts';
import { testStudio } from '#testing/studio.ts';

/** A kind that has no function of its own in the database. */
const kind = defineSearchKind<[id: string, name: string]>({
  name: 'rooms',
  rank: 4,
  permission: 'rooms.read',
  subject: 'room',
  label: 'rooms.title',
  recent: 'rooms.title',
  plan: {
    from: sql`rooms r`,
    id: sql`r.id`,
    found: ({ words }) => sql`(select id from rooms
      where not exists (select from unnest(${words}) word where fold(name) not like search_pattern(word)))`,
    order: sql`starts_with(fold(r.name), asked.q) desc, r.name`,
    row: sql`json_build_array(r.id, r.name)`,
  },
  present: (_, [id, name]) => ({
    ...{ id: `room-${id}`, label: name, href: `/rooms/${id}`, icon: 'rooms', detail: '', brief: '', state: null },
  }),
});

describe('a kind of search', () => {
  it('needs nothing beside its definition', async () => {
    const studio = await testStudio();
    const owner = await studio.as('owner');
    for (const name of ['Petite Écluse', 'Écluse', 'Grange']) await aRoom(owner, { name });
    const scope = await studio.scope('owner');
    const ask = (typed: string) => parseQuestion(typed, { currency: 'EUR', locale: 'fr' });
    const names = async (typed: string) => {
      const [found] = await searchAll(scope, ask(typed), { kinds: [kind], limit: 8 });
      return found?.rows.map((row) => (row as string[])[1]);
    };
    expect(await names('ecluse')).toEqual(['Écluse', 'Petite Écluse']);
    expect(await names('pet ecl')).toEqual(['Petite Écluse']);
    expect(await names('%')).toEqual([]);
    expect(await names('')).toHaveLength(3);
    const page = await searchKind(scope, ask('ecluse'), { kind, after: 0, limit: 1 });
    expect(page).toMatchObject({ total: 2, next: 1 });
    expect(await searchKind(scope, ask('ecluse'), { kind, after: 1, limit: 1 })).toMatchObject({ next: null });
  });

  it('has a name of its own', () => {
    const modules = ['one', 'other'].map((name) => defineModule({ name, search: [kind] }));
    expect(() => gatherContributions(modules)).toThrow('search rooms is defined twice');
  });

  it('comes by rank, whatever the order of the modules', () => {
    const first = { ...kind, name: 'first', rank: 1 };
    const modules = [defineModule({ name: 'one', search: [kind] }), defineModule({ name: 'other', search: [first] })];
    expect(gatherContributions(modules).searchKinds).toEqual([first, kind]);
  });
});
