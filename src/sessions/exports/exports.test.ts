import Papa from 'papaparse';
import { beforeAll, expect, it } from 'vitest';
import { aBooking, basicStudio } from '#testing/fixtures.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';
import type { Visitor } from '#testing/visit.ts';

let studio: TestStudio;
let owner: Visitor;
const ids: string[] = [];

beforeAll(async () => {
  studio = await testStudio();
  const { roomId, clientId, ...basic } = await basicStudio(studio);
  owner = basic.owner;
  for (const day of ['2026-12-01', '2026-12-02', '2026-12-03'])
    ids.push(
      await aBooking(
        owner,
        roomId,
        { startsAt: `${day}T10:00`, endsAt: `${day}T12:30` },
        { clientId, title: `Prise ${day}` },
      ),
    );
});

async function rows(query = ''): Promise<Record<string, string>[]> {
  const { text } = await owner.get(`/sessions/export.csv${query}`);
  return Papa.parse<Record<string, string>>(text.replace('\ufeff', ''), { header: true, skipEmptyLines: true }).data;
}

it('holds what the list shows, at the studio’s hours', async () => {
  const [first, ...others] = await rows('?order=earliest');
  expect(first).toMatchObject({
    Début: '2026-12-01 10:00',
    Fin: '2026-12-01 12:30',
    'Durée (h)': '2,50',
    Intitulé: 'Prise 2026-12-01',
    Client: 'Mona Vasseur',
    Salle: 'Grande salle',
    'Prix HT': '150,00',
    Devise: 'EUR',
  });
  expect(others.map((row) => row.Début)).toEqual(['2026-12-02 10:00', '2026-12-03 10:00']);
  expect((await rows('?from=2026-12-03')).map((row) => row.Début)).toEqual(['2026-12-03 10:00']);
});

it('holds the ticked rows alone', async () => {
  expect((await rows(`?id=${ids[0]}&id=${ids[2]}&id=x`)).map((row) => row.Intitulé)).toEqual([
    'Prise 2026-12-03',
    'Prise 2026-12-01',
  ]);
  expect(await rows('?id=x')).toEqual([]);
});

it('is not for everybody in the team', async () => {
  const user = await studio.as('user');
  expect((await user.get('/sessions/export.csv')).status).toBe(403);
  const list = await user.get('/sessions');
  expect([list.all('td.sel').length, list.all('form.selection').length]).toEqual([0, 0]);
});
