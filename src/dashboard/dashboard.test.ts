import { beforeAll, describe, expect, it } from 'vitest';
import { ACTIVATION_KINDS } from '#activations/model.ts';
import type { ClientId } from '#clients/model.ts';
import { createClient } from '#clients/service.ts';
import { createDraft } from '#invoicing/drafts/service.ts';
import { issueInvoice } from '#invoicing/issuance/service.ts';
import type { InvoiceId } from '#invoicing/model.ts';
import { sendInvoice } from '#invoicing/sending/service.ts';
import { markOverdue } from '#invoicing/service.ts';
import { recordPayment } from '#payments/service.ts';
import { connect } from '#platform/db/client.ts';
import { localDay } from '#platform/format/zoned.ts';
import { accepted } from '#platform/refusal.ts';
import { ALWAYS_OPEN } from '#rooms/hours/model.ts';
import type { RoomInput } from '#rooms/input.ts';
import type { RoomId } from '#rooms/model.ts';
import { createRoom, giveActivation } from '#rooms/service.ts';
import { sessionBillables } from '#sessions/billables.ts';
import { changeState } from '#sessions/changes/service.ts';
import type { SessionId } from '#sessions/model.ts';
import { bookSession } from '#sessions/service.ts';
import { updateProfile } from '#studios/service.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';
import type { TestPage } from '#testing/visit.ts';

const NOON = '2026-11-20T13:42:00+01:00';
const ROOM: RoomInput = {
  name: 'Grande salle',
  type: 'recording',
  description: '',
  equipment: '',
  rates: { hourly: 8_000n, halfDay: null, day: null },
  vatRate: 2000,
  capacity: null,
  size: null,
  isolationBooth: false,
  liveRoom: false,
  controlRoom: false,
  color: 1,
  setupMinutes: 0,
  teardownMinutes: 0,
  hours: ALWAYS_OPEN,
};
const PROFILE = {
  legalName: 'Studio Lumen',
  addressLine1: '14 rue des Martyrs',
  postalCode: '75009',
  city: 'Paris',
  siren: '852739168',
  vatNumber: 'FR44852739168',
};

/** Texts of the elements with a space between them. */
const textOf = ({ innerHTML }: { readonly innerHTML: string }) =>
  innerHTML
    .replace(/<[^>]*>/g, ' ')
    .replace(/[\s\u00a0\u202f]+/g, ' ')
    .trim();
const words = (page: TestPage, selector = 'main') => textOf(page.one(selector));
const formTo = (page: TestPage, action: string) => page.one(`form[action="${action}"]`);

async function makeRoom(studio: TestStudio, input: Partial<RoomInput> = {}, isActive = true): Promise<RoomId> {
  const scope = await studio.scope();
  const id = await createRoom(scope, { ...ROOM, ...input });
  if (isActive) for (const kind of ACTIVATION_KINDS) await giveActivation(scope, id, kind);
  return id;
}

interface Booking {
  readonly roomId: RoomId;
  readonly clientId?: ClientId;
  readonly title: string;
  readonly from: string;
  readonly to: string;
}

async function book(studio: TestStudio, { roomId, clientId, title, from, to }: Booking): Promise<SessionId> {
  const booked = await bookSession(await studio.scope('owner'), {
    ...{ roomId, clientId: clientId ?? null, title, kind: 'recording', notes: '', agreedPrice: null },
    ...{ startsAt: new Date(from), endsAt: new Date(to) },
  });
  if (!booked.ok) throw new Error('the room is taken');
  return booked.value;
}

describe('an empty studio', () => {
  let studio: TestStudio;
  beforeAll(async () => {
    studio = await testStudio();
    studio.clock.set(NOON);
  });

  it('is led from its first room to its first paid invoice', async () => {
    const page = await (await studio.as('owner')).get('/');
    expect(page.status).toBe(200);
    expect(page.one('h1').text).toBe('Aujourd’hui');
    expect(page.one('.head .eyebrow').text).toBe('vendredi 20 novembre');
    expect(page.all('.first-steps > li')).toHaveLength(7);
    expect(page.one('.first-steps [aria-current=step]').text).toContain('mentions légales');
    const main = page.all('main .btn.main');
    expect(main.map((button) => button.getAttribute('href'))).toEqual(['/settings/company']);
    expect(page.all('.figures, #rooms, .chart')).toHaveLength(0);
  });

  it('says so to those who cannot take the step themselves', async () => {
    const page = await (await studio.as('user')).get('/');
    expect(words(page, '.first-steps .now')).toContain('revient à un autre rôle');
    expect(page.all('.first-steps .now .btn')).toHaveLength(0);
  });

  it('speaks English to those who want it', async () => {
    const owner = await studio.as('owner');
    owner.cookies.set('locale', 'en');
    const page = await owner.get('/');
    expect(page.one('h1').text).toBe('Today');
    expect(words(page, '#steps')).toContain('0 of 7');
  });

  it('is asked for by members only', async () => {
    for (const path of ['/', '/room-status']) {
      const page = await studio.anonymous.get(path);
      expect([page.status, page.location]).toEqual([303, `/login?next=${encodeURIComponent(path)}`]);
    }
  });
});

describe('the first steps', () => {
  it('are ticked as they are taken, the next one with its button, until an invoice is paid', async () => {
    const studio = await testStudio();
    studio.clock.set(NOON);
    const owner = await studio.as('owner');
    const next = async () => {
      const page = await owner.get('/');
      const done = page.all('.first-steps > .done').length;
      return { page, done, action: page.one('.first-steps .now').querySelector('form')?.getAttribute('action') };
    };
    const scope = await studio.scope('owner');
    await updateProfile(scope, PROFILE);
    expect((await next()).page.one('.first-steps .now a').getAttribute('href')).toBe('/rooms/new');

    const roomId = await makeRoom(studio, {}, false);
    let step = await next();
    expect([step.done, step.action]).toEqual([2, `/rooms/${roomId}/technical-activation`]);
    expect(step.page.all('.figures, #rooms, #tasks')).toHaveLength(0);
    await owner.post(step.action ?? '');
    step = await next();
    expect(step.action).toBe(`/rooms/${roomId}/commercial-activation`);
    await owner.post(step.action ?? '');

    expect((await next()).page.one('.first-steps .now a').getAttribute('href')).toBe('/clients/new');
    const clientId = await accepted(createClient(scope, { name: 'Mona Vasseur', email: 'mona@vasseur.example' }));
    const booking = (await next()).page.one('.first-steps .now a').getAttribute('href')?.replaceAll('&amp;', '&');
    expect(booking).toBe(`/sessions/new?roomId=${roomId}&clientId=${clientId}`);
    expect((await owner.get(booking ?? '')).one(`option[value="${clientId}"]`).hasAttribute('selected')).toBe(true);
    const times = { from: '2026-11-20T10:00+01:00', to: '2026-11-20T12:00+01:00' };
    const sessionId = await book(studio, { roomId, clientId, title: 'Voix', ...times });

    step = await next();
    expect([step.done, step.action]).toEqual([5, '/invoices']);
    const fields = step.page
      .all('.first-steps .now input:not([name="requestKey"])')
      .map((input) => [input.getAttribute('name'), input.getAttribute('value')]);
    expect(Object.fromEntries(fields)).toEqual({ clientId, sessionId });
    const draft = (await owner.post('/invoices', Object.fromEntries(fields))).location ?? '';
    expect((await next()).page.one('.first-steps .now a').getAttribute('href')).toBe(draft);
    await owner.post(`${draft}/issuance`);
    expect((await next()).page.one('.first-steps .now a').getAttribute('href')).toBe(draft);
  });

  it('are offered by the page that says what was done, as long as there is one to take', async () => {
    const studio = await testStudio();
    studio.clock.set(NOON);
    await updateProfile(await studio.scope('owner'), PROFILE);
    const owner = await studio.as('owner');
    const next = async () => (await owner.get('/clients')).all('.flash a').map((link) => link.getAttribute('href'));
    const addClient = (name: string) => owner.post('/clients', { kind: 'person', name });
    await addClient('Avant');
    expect(await next()).toEqual([]);
    await owner.get('/');
    await addClient('Mona Vasseur');
    expect(await next()).toEqual(['/next-step']);
    expect((await owner.get('/next-step')).location).toBe('/rooms/new');
    expect((await (await studio.as('user')).get('/next-step')).location).toBe('/');
    const roomId = await makeRoom(studio);
    for (let hour = 0; hour < 20; hour += 1) {
      const at = (minutes: string) => `2026-11-20T${String(hour).padStart(2, '0')}:${minutes}+01:00`;
      await book(studio, { roomId, title: `Séance ${hour}`, from: at('00'), to: at('30') });
    }
    expect((await owner.get('/next-step')).location).toBe('/');
    await owner.get('/');
    await addClient('Après');
    expect(await next()).toEqual([]);
  });

  it('leave a studio alone that has found its way', async () => {
    const studio = await testStudio();
    studio.clock.set(NOON);
    const roomId = await makeRoom(studio);
    for (let hour = 0; hour < 20; hour += 1) {
      const at = (minutes: string) => `2026-11-20T${String(hour).padStart(2, '0')}:${minutes}+01:00`;
      await book(studio, { roomId, title: `Séance ${hour}`, from: at('00'), to: at('30') });
    }
    const page = await (await studio.as('owner')).get('/');
    expect(page.all('#steps')).toHaveLength(0);
    expect(page.one('.head .btn.main').getAttribute('href')).toBe('/sessions/new');
  });
});

describe('a day', () => {
  let studio: TestStudio;
  let rooms: { main: RoomId; booth: RoomId; mastering: RoomId; closed: RoomId };
  let mona: ClientId;
  let ids: { live: SessionId; soon: SessionId; over: SessionId; tomorrow: SessionId; done: SessionId };
  let overdue: InvoiceId;

  beforeAll(async () => {
    studio = await testStudio();
    studio.clock.set('2026-09-20T10:00:00+02:00');
    const scope = await studio.scope('owner');
    await updateProfile(scope, PROFILE);
    mona = await accepted(createClient(scope, { name: 'Mona Vasseur', email: 'mona@vasseur.example' }));
    rooms = {
      main: await makeRoom(studio),
      booth: await makeRoom(studio, { name: 'Cabine', color: 2 }),
      mastering: await makeRoom(studio, { name: 'Mastering', color: 3 }),
      closed: await makeRoom(studio, { name: 'Annexe' }, false),
    };
    const at = (day: string, hour: string) => `2026-11-${day}T${hour}+01:00`;
    const make = (roomId: RoomId, title: string, from: string, to: string) =>
      book(studio, { roomId, clientId: mona, title, from, to });
    ids = {
      live: await make(rooms.main, 'Voix, titre 4', at('20', '10:00'), at('20', '18:00')),
      soon: await make(rooms.booth, 'Voix témoin', at('20', '14:30'), at('20', '17:00')),
      over: await make(rooms.booth, 'Prise 3', at('19', '14:30'), at('19', '17:00')),
      tomorrow: await make(rooms.mastering, 'Face A', at('21', '09:00'), at('21', '12:00')),
      done: await make(rooms.mastering, 'Face B', at('18', '09:00'), at('18', '12:00')),
    };
    overdue = await anIssuedInvoice('2026-09-20T10:00:00+02:00');
    await accepted(sendInvoice(await studio.scope('owner'), overdue));
    await studio.jobsDone();
    studio.clock.set('2026-11-19T18:00:00+01:00');
    await changeState(await studio.scope('owner'), ids.done, 'completed');
    await anIssuedInvoice('2026-10-15T10:00:00+02:00');
    await anIssuedInvoice('2026-11-10T10:00:00+01:00', 2);
    studio.clock.set(NOON);
    await markOverdue(await studio.scope());
    await accepted(createDraft(await studio.scope('owner'), { clientId: mona }));
  });

  /** One that bills so many hours at 80 euros, issued at that time. */
  async function anIssuedInvoice(issuedAt: string, hours = 1): Promise<InvoiceId> {
    studio.clock.set(issuedAt);
    const scope = await studio.scope('owner');
    const from = new Date(new Date(issuedAt).getTime() - hours * 3_600_000).toISOString();
    const sessionId = await book(studio, { roomId: rooms.main, clientId: mona, title: 'Ancienne', from, to: issuedAt });
    await changeState(scope, sessionId, 'completed');
    const id = await accepted(
      createDraft(scope, { clientId: mona, sources: [{ kind: 'session', id: sessionId }] }, [sessionBillables]),
    );
    await issueInvoice(scope, id);
    return id;
  }

  it('shows what is on, how far it is, and what comes next', async () => {
    const page = await (await studio.as('owner')).get('/');
    const [live = '', soon = '', tomorrow = '', closed = ''] = page.all('#rooms .rooms > li').map(textOf);
    expect(live).toContain('Grande salle En cours');
    expect(live).toContain('Mona Vasseur — Voix, titre 4');
    expect(live).toContain('10:00 – 18:00');
    expect(live).toContain('reste 4 h 18');
    expect(page.one('#rooms meter').getAttribute('value')).toBe('46');
    expect(soon).toContain('Cabine Dans 48 min');
    expect(tomorrow).toContain('Mastering Libre Rien avant demain 09:00');
    expect(closed).toContain('Annexe À activer Il manque l’activation technique (à donner par un propriétaire ou un');
    expect(page.all('.chip.live')).toHaveLength(1);
    formTo(page, `/sessions/${ids.live}/start`);
    formTo(page, `/sessions/${ids.soon}/confirmation`);
  });

  it('counts hours, sums, and compares with the same day of last month', async () => {
    const figures = words(await (await studio.as('owner')).get('/'), '.figures');
    expect(figures).toContain('10 h 30 sur 72 h');
    expect(figures).toContain('384,00 €');
    expect(figures).toContain('3 factures');
    expect(figures).toContain('+100 % par rapport au 20 oct.');
  });

  it('lists the tasks, each with the button that completes it', async () => {
    const owner = await studio.as('owner');
    const page = await owner.get('/');
    const tasks = words(page, '#tasks');
    expect(tasks).toMatch(/Facture FAC-2026-0001 en retard de \d+ jours/);
    expect(tasks).toMatch(/FAC-2026-0002 en retard de 6 jours Mona Vasseur · reste 96,00 € · jamais envoyée Envoyer/);
    expect(tasks).toContain('Facture FAC-2026-0003 émise, pas encore envoyée');
    expect(tasks).toContain('À confirmer pour demain : Face A');
    expect(tasks).toContain('À clore : Prise 3');
    expect(tasks).toContain('À facturer : Face B');
    expect(tasks).toContain('Brouillon de facture pour Mona Vasseur');
    expect(tasks).toContain('Annexe — Activation technique manquante');
    for (const action of [
      `/invoices/${overdue}/reminder`,
      `/sessions/${ids.tomorrow}/confirmation`,
      `/sessions/${ids.over}/completion`,
      `/rooms/${rooms.closed}/technical-activation`,
    ])
      formTo(page, action);
    const buttons = page.all('#tasks li:not(.more)').map((line) => line.querySelectorAll('.btn').length);
    expect(new Set(buttons)).toEqual(new Set([1]));
  });

  it('says nothing of money to those who may not read invoices', async () => {
    const page = await (await studio.as('user')).get('/');
    expect(words(page)).not.toMatch(/€|FAC-/);
    expect(page.all('main [href*=invoices], main [action*=invoices]')).toHaveLength(0);
    expect(words(page, '.figures')).toContain('10 h 30');
    expect(words(page, '#tasks')).toContain('À confirmer');
  });

  it('gives a button only to those who may press it', async () => {
    const page = await (await studio.as('admin')).get('/');
    expect(words(page, '#tasks')).toContain('en retard');
    expect(
      page.all('#tasks form[action$="/reminder"], form[action="/invoices"], form[action$="commercial-activation"]'),
    ).toHaveLength(0);
    formTo(page, `/rooms/${rooms.closed}/technical-activation`);
  });

  it('shows occupation as a drawing with numbers and as a table', async () => {
    const page = await (await studio.as('owner')).get('/');
    expect(page.all('.chart g')).toHaveLength(7);
    expect(textOf(page.one('.chart .today'))).toBe('10,5 v 20');
    const rows = page.all('#occupation tbody tr').map(textOf);
    expect(rows[0]).toBe('vendredi 20 novembre 10 h 30 72 h');
    expect(rows).toHaveLength(7);
  });

  it('shows the room status, as a part of every page and as a page', async () => {
    const owner = await studio.as('owner');
    const part = await owner.get('/room-status', { headers: { 'hx-request': 'true' } });
    expect(part.text).not.toContain('<html');
    expect(part.all('.room-light').map((lamp) => `${lamp.classList.value.at(-1)} ${lamp.text}`)).toEqual([
      'live Grande salle · Mona Vasseur',
      'next Cabine · 14:30',
      'free Mastering · libre',
      'free Annexe · libre',
    ]);
    expect((await owner.get('/room-status')).all('.room-lights .room-light')).toHaveLength(4);
  });

  it('answers the body alone to HTMX', async () => {
    const page = await (await studio.as('owner')).get('/', { headers: { 'hx-request': 'true' } });
    expect(page.text).not.toContain('<html');
    expect(page.all('#rooms .rooms > li')).toHaveLength(4);
  });

  it('leaves out who was reminded', async () => {
    const owner = await studio.as('owner');
    expect((await owner.post(`/invoices/${overdue}/reminder`)).status).toBe(303);
    expect(words(await owner.get('/'), '#tasks')).not.toContain('FAC-2026-0001');
  });

  it('shows what one module cannot say as failed, and everything else', async () => {
    const other = await testStudio();
    await makeRoom(other);
    const admin = connect(other.installation.cluster.admin(other.studio.database), { max: 1, name: 'test' });
    await admin.sql`alter table invoice_mails rename to mails_elsewhere`;
    await admin.sql.end();
    const page = await (await other.as('owner')).get('/');
    expect(page.status).toBe(200);
    expect(words(page)).toContain('Factures Cette partie n’a pas pu être chargée');
    expect(page.all('.figures > div')).toHaveLength(1);
    expect(page.all('#rooms, #steps, #news, #occupation')).toHaveLength(4);
    expect(words(await (await other.as('user')).get('/'))).not.toContain('Cette partie');
  });

  it('keeps to its own studio', async () => {
    const other = await testStudio();
    const page = await (await other.as('owner')).get('/');
    expect(page.text).not.toMatch(/Mona|FAC-|Grande salle/);
  });

  it('shows the news, and hides what the reader may not read', async () => {
    studio.clock.run();
    const scope = await studio.scope('owner');
    const receivedOn = localDay(scope.now, studio.studio.timeZone);
    await accepted(
      recordPayment(scope, {
        invoiceId: overdue,
        amount: 9_600n,
        method: 'transfer',
        receivedOn,
        reference: '',
        note: '',
      }),
    );
    const page = await (await studio.as('owner')).get('/');
    expect(words(page, '#news')).toContain('a émis FAC-2026-0003');
    expect(words(page, '#news')).toMatch(
      /^Depuis hier \S.* a enregistré 96,00 € \(virement\) sur FAC-2026-0001 Mona Vasseur · /,
    );
    expect(page.all('#steps')).toHaveLength(0);
    const user = words(await (await studio.as('user')).get('/'), '#news');
    expect(user).not.toMatch(/FAC-|€/);
    expect(user).toMatch(/a (réservé|terminé|créé)/);
    studio.clock.set(NOON);
  });
});
