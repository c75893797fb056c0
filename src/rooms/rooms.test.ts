import { beforeAll, describe, expect, it } from 'vitest';
import type { RoomId } from '#rooms/model.ts';
import { getRoom, updateRoom } from '#rooms/service.ts';
import { queriesOf } from '#testing/count-queries.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';
import type { Visitor } from '#testing/visit.ts';

let studio: TestStudio;
let owner: Visitor;

beforeAll(async () => {
  studio = await testStudio();
  studio.clock.set('2026-11-20T13:42:00+01:00');
  owner = await studio.as('owner');
});

const ROOM = { name: 'Cabine', type: 'recording', hourlyRate: '45,00', vatRate: '2000', color: '2' };

const REASON = { reason: 'Console en panne' };

async function makeRoom(fields: Record<string, string> = {}): Promise<string> {
  const page = await owner.post('/rooms', { ...ROOM, ...fields });
  expect(page.status).toBe(303);
  return page.location ?? '';
}

describe('rooms', () => {
  it('say what to do when there is none', async () => {
    const page = await owner.get('/rooms');
    expect(page.one('.empty').text).toContain('Créez votre première salle');
    expect(page.one('.empty a').getAttribute('href')).toBe('/rooms/new');
  });

  it('are made with everything that they have', async () => {
    const fields = {
      ...ROOM,
      name: 'Grande « salle » <b>&lt;',
      type: 'live',
      description: '\nune ligne vide au-dessus  ',
      halfDayRate: '160',
      dayRate: '1 300,50 €',
      capacity: '12',
      size: '92',
      isolationBooth: 'on',
      setupMinutes: '15',
      teardownMinutes: '1h',
      hours1: '10h-13h, 14:00 à 20:30',
      hours6: '18:00 – 2:00',
    };
    const path = await makeRoom(fields);
    const page = await owner.get(path);
    expect(page.one('h1').text).toBe('Grande « salle » <b>&lt;');
    expect(page.text).toContain('1\u202f300,50\u00a0€');
    expect(page.text).toContain('10:00 – 13:00, 14:00 – 20:30');
    expect(page.text).toContain('18:00 – 02:00');
    const form = await owner.get(`${path}/edit`);
    expect(form.one('[name=dayRate]').getAttribute('value')).toBe('1300,50');
    expect(form.one('[name=teardownMinutes]').getAttribute('value')).toBe('60');
    expect(form.one('[name=isolationBooth]').hasAttribute('checked')).toBe(true);
    expect(form.one('[name=liveRoom]').hasAttribute('checked')).toBe(false);
    expect(form.one('[name=description]').innerHTML).toBe('\n\nune ligne vide au-dessus  ');
  });

  it('come back with what was typed and what is wrong', async () => {
    const typed = {
      name: '',
      hourlyRate: 'cher',
      capacity: '0',
      teardownMinutes: '2 jours',
      hours2: '10-12, 11-13',
      vatRate: '1960',
      color: '13',
    };
    const page = await owner.post('/rooms', typed);
    expect(page.status).toBe(422);
    for (const name of ['name', 'type', 'hourlyRate', 'capacity', 'teardownMinutes', 'hours2', 'vatRate'])
      expect(page.all(`[name=${name}][aria-invalid=true]`), name).toHaveLength(1);
    expect(page.one('[name=hours2]').getAttribute('value')).toBe('10-12, 11-13');
    expect(page.one('[name=hourlyRate]').getAttribute('value')).toBe('cher');
  });

  it('are edited and archived', async () => {
    const path = await makeRoom({ name: 'Ancienne', hours1: '9-12' });
    expect((await owner.post(path, { ...ROOM, name: 'Rénovée', hours1: '', hours2: '9-12' })).status).toBe(303);
    expect((await owner.get(path)).one('h1').text).toBe('Rénovée');
    expect((await owner.post(`${path}/archival`)).location).toBe(path);
    expect((await owner.get('/rooms')).text).not.toContain('Rénovée');
    expect((await owner.get('/rooms?archived=yes')).text).toContain('Rénovée');
    await owner.post(`${path}/archival/removal`);
    expect((await owner.get('/rooms')).text).toContain('Rénovée');
  });

  it('that are not here are not found for any role and action', async () => {
    const unknown = '/rooms/01890000-0000-7000-8000-000000000000';
    for (const path of [unknown, `${unknown}/edit`, '/rooms/x']) expect((await owner.get(path)).status).toBe(404);
    for (const end of ['', '/archival', '/technical-activation', '/commercial-activation/removal'])
      expect((await owner.post(`${unknown}${end}`, { ...ROOM, ...REASON })).status).toBe(404);
  });
});

describe('activations', () => {
  const MAY = {
    owner: { technical: 303, commercial: 303 },
    admin: { technical: 303, commercial: 403 },
    manager: { technical: 403, commercial: 303 },
    user: { technical: 403, commercial: 403 },
  } as const;

  it.each(Object.entries(MAY))('are given and withdrawn by the right roles: %s', async (role, may) => {
    const path = await makeRoom();
    const visitor = await studio.as(role as keyof typeof MAY);
    for (const [kind, status] of Object.entries(may))
      for (const end of ['', '/removal'])
        expect((await visitor.post(`${path}/${kind}-activation${end}`, REASON)).status, kind + end).toBe(status);
  });

  it('are both needed, and the page says which is missing and who can give it', async () => {
    const path = await makeRoom();
    const fresh = await (await studio.as('user')).get(path);
    expect(fresh.text).toContain('Activation technique manquante');
    expect(fresh.text).toContain('Peut être donnée par un propriétaire ou un gestionnaire.');
    expect(fresh.all('form[action$=activation]')).toHaveLength(0);
    await (await studio.as('admin')).post(`${path}/technical-activation`);
    const half = await owner.get(path);
    expect(half.text).toContain(`Donnée par ${studio.members.admin.name}, 20 nov. 2026, 13:42`);
    expect(half.all('.head .chip').map((chip) => chip.text)).toEqual(['Activation commerciale manquante']);
    await (await studio.as('manager')).post(`${path}/commercial-activation`);
    expect((await owner.get(path)).one('.head .chip').text).toBe('Réservable');
  });

  it('keep their first author, and the page tells what was withdrawn', async () => {
    const path = await makeRoom();
    await (await studio.as('admin')).post(`${path}/technical-activation`);
    await owner.post(`${path}/technical-activation`);
    expect((await owner.get(path)).text).toContain(`Donnée par ${studio.members.admin.name}`);
    await owner.post(`${path}/technical-activation/removal`, REASON);
    const page = await owner.get(path);
    expect(page.one('.head').text).toContain('Activation technique manquante');
    const { name } = studio.members.admin;
    const entries = page.all('#history li').map((entry) => entry.text);
    expect(entries).toHaveLength(3);
    expect(entries[0]).toContain(`${studio.members.owner.name} a retiré l’activation technique`);
    expect(entries[0]).toContain('\u00a0: Console en panne');
    expect(entries[1]).toContain(`${name} a donné l’activation technique`);
    expect(entries[2]).toContain('a créé la salle');
  });

  it('tell who gave and withdrew which, when and why, for as long as there is the room', async () => {
    const path = await makeRoom();
    const admin = await studio.as('admin');
    await admin.post(`${path}/technical-activation`);
    expect((await owner.get(path)).all('#activations details')).toHaveLength(0);
    const reason = 'Climatisation en panne\n<b>31 °C</b> & plus';
    await owner.post(`${path}/technical-activation/removal`, { reason });
    const waiting = (await owner.get(path)).one('#activations');
    expect(waiting.text).toContain(`Retirée par ${studio.members.owner.name}, 20 nov. 2026, 13:42`);
    expect(waiting.text).toContain('Peut être donnée par un propriétaire ou un administrateur.');
    await admin.post(`${path}/technical-activation`);
    const past = (await (await studio.as('user')).get(path)).all('#activations details li').map(({ text }) => text);
    expect(past).toHaveLength(3);
    expect(past.filter((line) => line.includes(`${studio.members.admin.name} a donné`))).toHaveLength(2);
    const withdrawal = past.find((line) => line.includes(`${studio.members.owner.name} a retiré`));
    expect(withdrawal).toContain('<b>31 °C</b> & plus');
    expect(past.filter((line) => line.includes('31 °C'))).toHaveLength(1);
  });

  it('are withdrawn with a reason, on a page that says what comes of it', async () => {
    const path = await makeRoom();
    const form = `${path}/commercial-activation/removal`;
    expect((await owner.get(form)).status).toBe(409);
    expect((await owner.post(form)).status).toBe(409);
    await owner.post(`${path}/commercial-activation`);
    expect((await (await studio.as('admin')).get(form)).status).toBe(403);
    expect((await owner.get(path)).all(`a[href="${form}"]`)).toHaveLength(1);
    const page = await owner.get(form);
    expect(page.one('h1').text).toBe('Retirer l’activation commerciale');
    expect(page.one(`form[action="${form}"]`).text).toContain('Les séances déjà réservées restent');
    for (const reason of ['', '   ', 'é'.repeat(501)]) {
      const refused = await owner.post(form, { reason });
      expect(refused.status).toBe(422);
      expect(refused.one('[name=reason]').getAttribute('aria-invalid')).toBe('true');
      expect(refused.one('#f-reason-error').text).not.toBe('');
      expect(refused.one('[name=reason]').text).toBe(`\n${reason}`);
    }
    expect((await owner.get(path)).one('#activations').text).toContain('Donnée par');
    expect((await owner.post(form, { reason: 'é'.repeat(500) })).location).toBe(path);
    expect((await owner.get(path)).one('#activations').text).toContain('é'.repeat(500));
  });
});

it('tells the history of a room to those who may see it, in their language, with one more query', async () => {
  const path = await makeRoom({ name: 'Bleue' });
  for (const name of ['Verte', 'Rouge']) await owner.post(path, { ...ROOM, name });
  await owner.post(`${path}/archival`);
  const other = await makeRoom({ name: 'Voisine' });
  const history = (await (await studio.as('user')).get(path)).one('#history');
  expect(history.text).toContain('a archivé la salle');
  expect(history.text.match(/a modifié la salle/g), 'edits in a row are one').toHaveLength(1);
  expect(history.text).not.toContain('Voisine');
  const english = await studio.as('user');
  english.cookies.set('locale', 'en');
  expect((await english.get(other)).one('#history').text).toContain('created the room “Voisine”');
  expect(await queriesOf(studio, () => owner.get(path))).toHaveLength(3);
});

describe('prices', () => {
  const rates = async (path: string) =>
    (await owner.get(path)).all('.figures dd > span').map(({ text }) => text.trim());

  it('are left out by an admin, and the page says who sets them', async () => {
    const admin = await studio.as('admin');
    const form = await admin.get('/rooms/new');
    expect(form.all('[name=hourlyRate], [name=vatRate]')).toEqual([]);
    expect(form.text).toContain('par un propriétaire ou un gestionnaire');
    const made = await admin.post('/rooms', { ...ROOM, name: 'Neuve', vatRate: '550' });
    expect(made.status).toBe(303);
    const page = await admin.follow(made);
    expect(page.text).toContain('créée, sans tarif\u00a0: un propriétaire ou un gestionnaire doit le fixer');
    expect(page.one('.notice').text).toContain('Cette salle n’a pas encore de tarif');
    expect(page.all('a[href$="/prices"]')).toEqual([]);
    expect(await rates(made.location ?? '')).toEqual(['–', '–', '–', '20\u00a0%']);
  });

  it('stay as they are when an admin edits the room, whatever the form says', async () => {
    const path = await makeRoom({ dayRate: '300', vatRate: '550' });
    const before = await rates(path);
    const admin = await studio.as('admin');
    const typed = { ...ROOM, name: 'Renommée', hourlyRate: '1', dayRate: 'cher', vatRate: '1960' };
    expect((await admin.post(path, typed)).status).toBe(303);
    expect((await owner.get(path)).one('h1').text).toBe('Renommée');
    expect(await rates(path)).toEqual(before);
    expect((await admin.post(`${path}/prices`, { hourlyRate: '1' })).status).toBe(403);
    const scope = await studio.scope('admin');
    const { id, archivedAt: _, missing: __, bookable: ___, ...room } = await getRoom(scope, path.slice(7) as RoomId);
    await updateRoom(scope, id, { ...room, rates: { hourly: 1n, halfDay: null, day: null } });
    expect(await rates(path), 'the service holds to it').toEqual(before);
  });

  it('are set by a manager on a page of their own, and the room is left to others', async () => {
    const path = await makeRoom();
    const manager = await studio.as('manager');
    for (const target of ['/rooms', path, `${path}/archival`])
      expect((await manager.post(target, ROOM)).status, target).toBe(403);
    const page = await manager.get(path);
    expect(page.all(`a[href="${path}/edit"]`)).toEqual([]);
    const form = await manager.get(page.one('a[href$="/prices"]').getAttribute('href') ?? '');
    expect(form.one('[name=hourlyRate]').getAttribute('value')).toBe('45,00');
    const wrong = await manager.post(`${path}/prices`, { hourlyRate: 'cher', vatRate: '2000' });
    expect([wrong.status, wrong.one('[name=hourlyRate]').getAttribute('value')]).toEqual([422, 'cher']);
    expect((await manager.post(`${path}/prices`, { hourlyRate: '50', vatRate: '1000' })).location).toBe(path);
    expect(await rates(path)).toEqual(['50,00\u00a0€', '–', '–', '10\u00a0%']);
    expect((await owner.get(path)).one('#history').text).toContain('a changé les tarifs de la salle');
    await manager.post(`${path}/prices`, { hourlyRate: '50', vatRate: '1000' });
    expect((await owner.get(path)).one('#history').text.match(/a changé les tarifs/g), 'twice the same').toHaveLength(
      1,
    );
  });
});

it('keeps rooms to those who may change them', async () => {
  const path = await makeRoom();
  const user = await studio.as('user');
  expect((await user.get(path)).status).toBe(200);
  expect((await user.get('/rooms/new')).status).toBe(403);
  for (const target of ['/rooms', path, `${path}/archival`]) expect((await user.post(target, ROOM)).status).toBe(403);
  expect((await studio.anonymous.get(path)).location).toMatch(/^\/login/);
});
