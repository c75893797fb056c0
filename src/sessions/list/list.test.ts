/** The list of sessions in every order: over pages, through its address, and as a file. */
import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { SESSION_ORDERS } from '#sessions/list/model.ts';
import { aClient, aRoom } from '#testing/fixtures.ts';
import { rawWrite } from '#testing/raw-write.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';
import type { TestPage, Visitor } from '#testing/visit.ts';

const COUNT = 130;

let studio: TestStudio;
let owner: Visitor;

/** Three rooms of which two have one name, homonyms among the clients, sessions without one, and as many at each hour as there are rooms. */
beforeAll(async () => {
  studio = await testStudio();
  owner = await studio.as('owner');
  const [rooms, clients]: [string[], string[]] = [[], []];
  for (const name of ['Grande salle', 'Cabine', 'Cabine']) rooms.push(await aRoom(owner, { name }));
  for (const name of ['Zoé', 'Élan', 'Élan']) clients.push(await aClient(owner, { name }));
  const list = (ids: readonly string[]) =>
    sql`array[${sql.join(
      ids.map((id) => sql`${id}::uuid`),
      sql`, `,
    )}]`;
  await rawWrite(await studio.scope('owner'), (tx) =>
    tx.execute(sql`
      insert into sessions (id, title, kind, room_id, client_id, status, starts_at, ends_at, blocked_from, blocked_until, vat_rate, created_at, updated_at)
      select ('01900000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, 'S-' || lpad(n::text, 3, '0'), 'mixing', (${list(rooms)})[1 + n % 3],
        (${list(clients)})[1 + n / 3 % 4], (array['scheduled', 'confirmed', 'completed', 'cancelled', 'no-show'])[1 + n % 5],
        at, at + interval '1 hour', at, at + interval '1 hour', 2000, at, at
      from (select n, timestamptz '2026-01-05 10:00Z' + n / 3 * interval '1 day' as at from generate_series(0, ${sql.raw(String(COUNT - 1))}) n) made`),
  );
});

const idsOf = (page: TestPage) => page.all('tbody tr[id]').map(({ id }) => id);

async function readWhole(start: string): Promise<TestPage[]> {
  const pages: TestPage[] = [];
  for (let path: string | undefined = start; path && pages.length < 5; ) {
    const page: TestPage = await owner.get(path);
    pages.push(page);
    path = page.all('.pager a')[0]?.getAttribute('href')?.replaceAll('&amp;', '&');
  }
  return pages;
}

const titles = (pages: readonly TestPage[]) =>
  pages.flatMap((page) => page.all('tbody a.what').map(({ text }) => text));
const cells = (pages: readonly TestPage[], column: number) =>
  pages.flatMap((page) => page.all('tbody tr[id]').map((row) => row.querySelectorAll('td')[column]?.text.trim() ?? ''));
const titlesIn = (file: TestPage) => file.text.match(/S-\d{3}/g) ?? [];

describe.each(SESSION_ORDERS)('by %s', (order) => {
  it('its pages are the whole list, each row once, and the file has the same order', async () => {
    const pages = await readWhole(`/sessions?order=${order}`);
    expect(pages.map((page) => idsOf(page).length)).toEqual([50, 50, 30]);
    expect(new Set(pages.flatMap(idsOf)).size).toBe(COUNT);
    expect(titlesIn(await owner.get(`/sessions/export.csv?order=${order}`))).toEqual(titles(pages));
  });

  it('keeps its filters, and the ticked rows stand in it', async () => {
    const pages = await readWhole(`/sessions?order=${order}&from=2026-01-10&to=2026-02-10`);
    expect(pages.map((page) => idsOf(page).length)).toEqual([50, 46]);
    expect(new Set(pages.flatMap(idsOf)).size).toBe(96);
    const [page] = pages;
    if (!page) throw new Error('no page');
    expect(page.one('[name=order] [selected]').getAttribute('value')).toBe(order);
    const ids = idsOf(page).map((id) => `id=${id.replace('session-', '')}`);
    const file = await owner.get(`/sessions/export.csv?order=${order}&${ids.toReversed().join('&')}`);
    expect(titlesIn(file)).toEqual(titles([page]));
  });
});

describe('what is sorted', () => {
  const by = async (order: string, column: number) => cells(await readWhole(`/sessions?order=${order}`), column);
  const distinct = (texts: readonly string[]) => texts.filter((text, index) => text !== texts[index - 1]);
  const [WHEN, CLIENT, ROOM, STATE] = [1, 3, 4, -1];

  it('by client, with those without one at the end; by room; and from to be confirmed to missed', async () => {
    expect(distinct(await by('client', CLIENT))).toEqual(['Élan', 'Zoé', 'Sans client']);
    expect(distinct(await by('-client', CLIENT))).toEqual(['Zoé', 'Élan', 'Sans client']);
    expect(distinct(await by('room', ROOM))).toEqual(['Cabine', 'Grande salle']);
    expect(distinct(await by('-room', ROOM))).toEqual(['Grande salle', 'Cabine']);
    const pages = await readWhole('/sessions?order=status');
    const states = pages.flatMap((page) =>
      page.all('tbody tr[id]').map((row) => row.querySelectorAll('td').at(STATE)?.text.trim() ?? ''),
    );
    expect(distinct(states)).toEqual(['À confirmer', 'Confirmée', 'Terminée', 'Annulée', 'Client absent']);
    expect(await by('latest', WHEN)).toEqual((await by('earliest', WHEN)).toReversed());
  });

  it('by links in the head, which say how', async () => {
    const page = await owner.get('/sessions?status=confirmed&order=room');
    const sorted = page.all('thead th[aria-sort]').map((head) => [head.text.trim(), head.getAttribute('aria-sort')]);
    expect(sorted).toEqual([['Salle', 'ascending']]);
    const links = page.all('thead a.sort').map((link) => link.getAttribute('href')?.replaceAll('&amp;', '&'));
    expect(links).toEqual([
      '/sessions?status=confirmed',
      '/sessions?status=confirmed&order=client',
      '/sessions?status=confirmed&order=-room',
      '/sessions?status=confirmed&order=status',
    ]);
  });
});
