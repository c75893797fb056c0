/** Sessions that are ticked in their list go on one invoice. */
import { beforeAll, describe, expect, it } from 'vitest';
import { aBooking, aClient, aRoom, mayIssue } from '#testing/fixtures.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';
import type { TestPage, Visitor } from '#testing/visit.ts';

let studio: TestStudio;
let owner: Visitor;
let roomId: string;
let clientId: string;
let day = 0;

beforeAll(async () => {
  studio = await testStudio();
  studio.clock.set('2026-11-20T13:42:00+01:00');
  await mayIssue(studio);
  owner = await studio.as('owner');
  roomId = await aRoom(owner);
  clientId = await aClient(owner);
});

function book(title: string, client = clientId): Promise<string> {
  day += 1;
  const date = `2026-12-${String(day).padStart(2, '0')}`;
  return aBooking(owner, roomId, { startsAt: `${date}T10:00`, endsAt: `${date}T12:00` }, { clientId: client, title });
}

/** As a browser without JavaScript sends the form of the ticked rows by this button. */
async function bill(ids: readonly string[], visitor = owner): Promise<TestPage> {
  const list = await visitor.get('/sessions');
  const button = list.one('form.selection button[formaction]');
  expect([button.text.trim(), button.getAttribute('formmethod')]).toEqual(['Facturer', 'post']);
  const boxes = ids.map((id) => list.one(`td.sel input[value="${id}"]`));
  const form = list.one('form.selection').getAttribute('id');
  expect(boxes.every((box) => box.getAttribute('form') === form && box.getAttribute('name') === 'sessionId')).toBe(
    true,
  );
  return visitor.post(button.getAttribute('formaction') ?? '', {
    [button.getAttribute('name') ?? '']: button.getAttribute('value') ?? '',
    sessionId: ids,
  });
}

const ticked = (page: TestPage) => page.all('.offers [checked]').map((box) => box.getAttribute('value'));
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');

describe('ticked sessions', () => {
  it('of one client become a draft of that client, once however often the button is pressed', async () => {
    const ids = [await book('Voix'), await book('Mixage')];
    const manager = await studio.as('manager');
    const made = await bill(ids, manager);
    expect([made.status, made.location]).toEqual([303, expect.stringMatching(/^\/invoices\/[0-9a-f-]+\/edit$/)]);
    const draft = await manager.follow(made);
    expect(draft.all('table.lines [name=detail]').map(({ text }) => text.trim().split(' · ')[0])).toEqual([
      'Voix',
      'Mixage',
      '',
    ]);
    const key = (await manager.get('/sessions')).one('form.selection button[name=requestKey]').getAttribute('value');
    const sent = { requestKey: key ?? '', sessionId: [await book('Deux fois')] };
    const [first, second] = [await manager.post('/invoices', sent), await manager.post('/invoices', sent)];
    expect([first.status, second.status, second.location]).toEqual([303, 303, first.location]);
  });

  it('of several clients are refused by name, and stay ticked', async () => {
    const ids = [await book('À moi'), await book('À eux', await aClient(owner, { name: 'Autre' }))];
    const page = await bill(ids);
    expect(page.status).toBe(422);
    expect(plain(page.one('#f-sessionId').text)).toContain('« À eux » n’est pas une séance de ce client');
    expect(ticked(page)).toEqual(ids);
    expect(page.one('[name=clientId] option[selected]').getAttribute('value')).toBe(clientId);
    const again = await owner.post('/invoices', { clientId, sessionId: ids[0] ?? '' });
    expect(again.status, 'once the other is unticked').toBe(303);
  });

  it('that are billed already are refused with their invoice, and stay ticked', async () => {
    const ids = [await book('Déjà'), await book('Libre')];
    const { location } = await bill(ids.slice(0, 1));
    const page = await bill(ids);
    expect(page.status).toBe(409);
    expect(plain(page.one('.notice').text)).toContain('« Déjà » est sur un brouillon');
    expect(`${page.one('.notice a').getAttribute('href')}/edit`).toBe(location);
    expect(ticked(page)).toEqual(ids);
  });

  it('that cannot be billed are refused: cancelled, or without a client', async () => {
    const [cancelled, ofNone] = [await book('Annulée'), await book('À personne', '')];
    await owner.post(`/sessions/${cancelled}/cancellation`, { reason: '' });
    const gone = await bill([cancelled]);
    expect([gone.status, gone.one('main').text.includes('n’existe plus ou a été annulée')]).toEqual([422, true]);
    const page = await bill([ofNone]);
    expect([page.status, plain(page.one('#f-sessionId').text)]).toEqual([
      422,
      expect.stringContaining('« À personne » n’a pas de client'),
    ]);
    expect(ticked(page)).toEqual([ofNone]);
  });

  it('are exported as before', async () => {
    const ids = [await book('Fichier')];
    const file = await owner.get(`/sessions/export.csv?sessionId=${ids[0]}`);
    expect(file.text.split('\r\n').filter(Boolean)).toHaveLength(2);
    expect(file.text).toContain('Fichier');
  });
});

it('is offered to those who may invoice alone', async () => {
  const admin = await studio.as('admin');
  const list = await admin.get('/sessions');
  expect(list.all('form.selection button').map(({ text }) => text.trim())).toEqual(['Exporter']);
  expect((await admin.post('/invoices', { sessionId: await book('Refusée') })).status).toBe(403);
  expect((await (await studio.as('user')).get('/sessions')).all('form.selection')).toEqual([]);
});
