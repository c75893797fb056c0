/** What a session costs is kept from those who may not see it: one price, looked for in everything that each role can open. */
import { beforeAll, describe, expect, test } from 'vitest';
import { fill, isUnsafe, listRoutes, type Route } from '#laws.routes.ts';
import { aBooking, aClient, aRoom, create, mayIssue } from '#testing/fixtures.ts';
import { LINKS, openAll } from '#testing/open-all.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';
import type { Visitor } from '#testing/visit.ts';

/** As it is typed, and its digits as any language, file or attribute has them: net, and with 20 % VAT. */
const PRICE = '98765,43';
const DIGITS = /9876543|11851852/;

let studio: TestStudio;
let ids: Readonly<Record<string, string>>;
let roomId: string;
let auto: string;
let agreed: string;

const at = (day: string, from: string, to: string) => ({
  startsAt: `2026-11-${day}T${from}`,
  endsAt: `2026-11-${day}T${to}`,
});

const tells = (text: string) => DIGITS.test(text.replaceAll(/(?<=\d)(&nbsp;|&#\d+;|[\s.,'’])+(?=\d)/g, ''));

/** A dear room with an hour in it, an hour at an agreed price, and both again as what is done, invoiced and paid. */
async function makeDear(): Promise<void> {
  const owner = await studio.as('owner');
  await mayIssue(studio);
  roomId = await aRoom(owner, { name: 'Salle chère', hourlyRate: PRICE });
  const cheap = await aRoom(owner, { name: 'Salle usuelle', color: '2' });
  const clientId = await aClient(owner, { name: 'Mona Vasseur' });
  auto = await aBooking(owner, roomId, at('20', '15:00', '16:00'), { clientId });
  agreed = await aBooking(owner, cheap, at('20', '15:00', '16:00'), { clientId });
  const fields = { roomId: cheap, clientId, title: 'Prise de voix', kind: 'recording', agreedPrice: PRICE };
  await owner.post(`/sessions/${agreed}`, { ...fields, ...at('20', '15:00', '16:00') });
  const done = await aBooking(owner, roomId, at('19', '10:00', '11:00'), { clientId });
  const billed = await aBooking(owner, cheap, at('19', '10:00', '11:00'), { clientId, agreedPrice: PRICE });
  for (const id of [done, billed]) await owner.post(`/sessions/${id}/completion`);
  const invoice = await create(owner, '/invoices', { clientId, sessionId: billed });
  await create(owner, `/invoices/${invoice}/issuance`);
  await owner.post(`/invoices/${invoice}/sending`, { to: 'mona@vasseur.example' });
  await owner.post('/payments', { invoiceId: invoice, amount: PRICE, method: 'transfer', receivedOn: '2026-11-20' });
  await owner.post(`/rooms/${cheap}/prices`, { hourlyRate: PRICE, vatRate: '2000' });
  await owner.post(`/rooms/${cheap}/prices`, { hourlyRate: '60', vatRate: '2000' });
  ids = { rooms: roomId, clients: clientId, sessions: agreed, invoices: invoice, members: studio.members.user.id };
}

beforeAll(async () => {
  studio = await testStudio();
  studio.clock.set('2026-11-20T14:42:00+01:00');
  await makeDear();
  await studio.jobsDone();
});

const isStream = ({ path }: Route) => path === '/live' || path.startsWith('/dev/');

/** Each GET route, with what this studio has for its ids, and what is asked for in other ways than by links. */
function starts(): string[] {
  const routes = listRoutes(studio).filter((route) => route.table === 'studio' && !isUnsafe(route) && !isStream(route));
  const preview = (path: string) => `${path}?roomId=${roomId}&startsAt=2026-11-25T10:00&endsAt=2026-11-25T11:00`;
  return [
    ...routes.map(({ path }) => fill(path, ids)),
    ...[auto, agreed].flatMap((id) => [`/sessions/${id}`, `/sessions/${id}/edit`, preview(`/sessions/${id}/edit`)]),
    preview('/sessions/new'),
    '/search?q=mona',
    `/search?q=${encodeURIComponent(PRICE)}`,
    '/search/palette?q=mona',
    `/sessions?after=2026-11-30T00:00:00.000Z_${auto}`,
    '/calendar?day=2026-11-20&view=week&hours=all',
  ];
}

/** Addresses, and the field of the search, repeat what was searched for. */
const isTold = (path: string, text: string) =>
  tells(text.replaceAll(LINKS, '').replaceAll(path.startsWith('/search') ? PRICE : '\0', ''));

/** Opens everything that links lead to, of each kind one, and says where the price stands. */
async function findPrice(visitor: Visitor): Promise<{ readonly opened: number; readonly told: string[] }> {
  const answers = (await openAll(visitor, starts())).filter(({ status }) => status === 200);
  const told = answers.filter(({ path, text }) => isTold(path, text)).map(({ path }) => path);
  return { opened: answers.length, told: [...new Set(told)] };
}

describe('a price', () => {
  test('is on the pages of those who may see it', async () => {
    const { told } = await findPrice(await studio.as('manager'));
    const expected = [
      ...['/', '/calendar', '/rooms', '/sessions', '/sessions/export.csv', '/invoices', '/payments', '/search?q=mona'],
      ...[`/rooms/${roomId}`, `/sessions/${auto}`, `/sessions/${agreed}`, `/clients/${ids.clients}`, '/settings/audit'],
      starts().find((path) => path.startsWith('/sessions/new?')),
    ];
    expect(expected.filter((path) => !told.includes(path ?? ''))).toEqual([]);
  });

  test('is on no page, in no part of one and in no file that others can open', async () => {
    const { opened, told } = await findPrice(await studio.as('user'));
    expect(told).toEqual([]);
    expect(opened).toBeGreaterThan(60);
  });

  test('is not told by what refuses a form or moves a session', async () => {
    const user = await studio.as('user');
    const calendar = { 'hx-request': 'true', 'hx-target': 'calendar', 'hx-current-url': `${studio.origin}/calendar` };
    const answers = [
      await user.post(`/sessions/${agreed}`, { title: 'x', roomId }),
      await user.post(`/sessions/${agreed}`, { title: 'x', kind: 'mixing', roomId, ...at('20', '15:30', '16:30') }),
      await user.post('/sessions', { title: 'x', kind: 'mixing', roomId, ...at('20', '15:30', '16:30') }),
      await user.post(`/sessions/${auto}/placement`, { roomId, ...at('20', '16:00', '17:00') }, { headers: calendar }),
      await user.post(
        `/sessions/${agreed}/placement`,
        { roomId, ...at('20', '16:30', '17:30') },
        { headers: calendar },
      ),
    ];
    expect(answers.map(({ status }) => status)).toEqual([422, 409, 409, 200, 409]);
    expect(answers.map(({ text }) => tells(text))).toEqual(answers.map(() => false));
  });

  test('is in no mail to them', () => {
    const mails = studio.mails().filter(({ to }) => String(to).includes(studio.members.user.email));
    expect(mails.filter((mail) => tells(JSON.stringify(mail)))).toEqual([]);
  });
});
