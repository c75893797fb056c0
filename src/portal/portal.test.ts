import { sql } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ACTIVATION_KINDS } from '#activations/model.ts';
import type { ClientId } from '#clients/model.ts';
import { archiveClient, createClient, getClient, restoreClient, updateClient } from '#clients/service.ts';
import { definePortalCard } from '#platform/contributions/contributions.ts';
import { readRows } from '#platform/db/raw.ts';
import { defineModule } from '#platform/module.ts';
import { accepted } from '#platform/refusal.ts';
import { ALWAYS_OPEN } from '#rooms/hours/model.ts';
import type { RoomInput } from '#rooms/input.ts';
import { createRoom, giveActivation } from '#rooms/service.ts';
import { bookSession, cancelSession } from '#sessions/service.ts';
import { aDraft, anIssuedInvoice, mayIssue } from '#testing/fixtures.ts';
import { rawWrite } from '#testing/raw-write.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';
import type { TestPage, Visitor } from '#testing/visit.ts';
import { withModules } from '#testing/with-modules.ts';

const NOON = '2026-11-20T12:00:00Z';
const later = (minutes: number) => new Date(Date.parse(NOON) + minutes * 60_000);
const COOKIE = '__Host-portal';
const UNKNOWN_ID = '01890000-0000-7000-8000-000000000000';
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

let studio: TestStudio;
let count = 0;

beforeAll(async () => {
  studio = await testStudio();
  await mayIssue(studio);
});

beforeEach(() => studio.clock.set(NOON));

interface Guest {
  readonly id: ClientId;
  readonly email: string;
}

/** A new client who may enter, so that no limit of one test is met by another. */
async function invite(more: Record<string, unknown> = {}, where = studio): Promise<Guest> {
  count += 1;
  const email = `guest-${count}@label.example`;
  const facts = { name: `Guest ${count}`, email, portalAccess: true, language: 'fr', ...more };
  return { id: await accepted(createClient(await where.scope('owner'), facts)), email };
}

/** The path in the mail that was sent last; null when none was sent. */
async function askForLink(email: string, where = studio): Promise<string | null> {
  const before = where.mails().length;
  const answer = await where.visitor().post('/portal/login', { email });
  expect([answer.status, answer.location]).toEqual([303, '/portal/login/sent']);
  await where.jobsDone();
  const mail = where.mails().slice(before).at(-1);
  const link = /https?:\/\/\S+\/portal\/entry\/\S+/.exec(mail?.text ?? '')?.[0];
  return link ? new URL(link).pathname : null;
}

async function enter({ email }: Guest, where = studio): Promise<Visitor> {
  const visitor = where.visitor();
  const answer = await visitor.post((await askForLink(email, where)) ?? '');
  expect([answer.status, answer.location]).toEqual([303, '/portal']);
  return visitor;
}

const logins = async ({ id }: Guest) => {
  const rows = await readRows((await studio.scope()).db, sql`select id from portal_logins where client_id = ${id}`);
  return [...rows].length;
};

/** Everything of an answer that an outsider could compare. */
function seen({ status, text, headers }: TestPage) {
  const changing = new Set(['date', 'x-request-id', 'content-length', 'etag']);
  const shown = [...headers].filter(([name]) => !changing.has(name));
  // Each has a cookie of its own, whose id and signature are as long as any other's.
  const masked = shown.map(([name, value]) => [name, value.replace(/(__Host-portal-code=)[^;]{80}/, '$1…')]);
  return { status, text, headers: masked.sort() };
}

describe('the page that was asked for', () => {
  it('is where the link of the mail leads', async () => {
    const guest = await invite();
    const visitor = studio.visitor();
    const login = await visitor.follow(await visitor.get('/portal/invoices?from=mail'));
    const next = login.one('[name=next]').getAttribute('value') ?? '';
    await visitor.post('/portal/login', { email: guest.email, next });
    await studio.jobsDone();
    const link = new URL(/https?:\/\/\S+\/portal\/entry\/\S+/.exec(studio.mails().at(-1)?.text ?? '')?.[0] ?? '');
    const entry = await visitor.get(link.pathname + link.search);
    const kept = entry.one('main [name=next]').getAttribute('value') ?? '';
    const entered = await visitor.post(link.pathname, { next: kept });
    expect(entered.location).toBe('/portal/invoices?from=mail');
    expect((await visitor.follow(entered)).status).toBe(200);
  });

  it('is no page outside of the portal', async () => {
    const visitor = studio.visitor();
    const path = (await askForLink((await invite()).email)) ?? '';
    for (const next of [
      'https://evil.example',
      '//evil.example/portal',
      '/\\evil.example',
      '/portal/../settings',
      '/portal/%2e%2e/settings',
      '/portalx',
      '/settings',
      `/portal/${'x'.repeat(400)}`,
      '/portal\r\nSet-Cookie: a=b',
    ])
      for (const page of ['/portal/login', path]) {
        const shown = await visitor.get(`${page}?next=${encodeURIComponent(next)}`);
        expect(shown.one('main [name=next]').getAttribute('value'), next).toBe('/portal');
      }
    expect((await visitor.post(path, { next: '//evil.example' })).location).toBe('/portal');
  });
});

describe('asking for a link', () => {
  it('gets the same answer whether anybody has the address or not, and only who has it gets a mail', async () => {
    const known = await invite();
    const withoutAccess = await accepted(
      createClient(await studio.scope('owner'), {
        name: 'X',
        email: 'no-access@label.example',
      }),
    );
    const gone = await invite();
    await archiveClient(await studio.scope('owner'), gone.id);
    const before = studio.mails().length;
    const answers = [];
    for (const email of [known.email, 'nobody@label.example', 'no-access@label.example', gone.email])
      answers.push(seen(await studio.visitor().post('/portal/login', { email })));
    expect(withoutAccess).toBeTruthy();
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    await studio.jobsDone();
    expect(
      studio
        .mails()
        .slice(before)
        .map((mail) => mail.to),
    ).toEqual([known.email]);
    const sent = await studio.visitor().get('/portal/login/sent');
    expect(sent.text).not.toContain(known.email);
  });

  it('finds the address however it is written', async () => {
    const { email } = await invite();
    expect(await askForLink(`  ${email.toUpperCase()} `)).toMatch(/^\/portal\/entry\//);
  });

  it('refuses what is no address and shows it again', async () => {
    for (const email of ['', 'mona', 'a@b', 'x'.repeat(300), '<b>&lt;@x', 'mona\u0000@label.example']) {
      const page = await studio.visitor().post('/portal/login', { email });
      expect(page.status, email).toBe(422);
      if (email.length < 200 && !email.includes('\u0000'))
        expect(page.one('[name=email]').getAttribute('value')).toBe(email);
    }
  });

  it('is limited, for known and unknown addresses alike', async () => {
    const { email } = await invite();
    for (const address of [email, 'flood@unknown.example']) {
      const visitor = studio.visitor();
      for (let tries = 0; tries < 5; tries += 1)
        expect((await visitor.post('/portal/login', { email: address })).status).toBe(303);
      const refused = await visitor.post('/portal/login', { email: address.toUpperCase() });
      expect(refused.status).toBe(429);
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    }
    studio.clock.set(later(16));
    expect((await studio.visitor().post('/portal/login', { email })).status).toBe(303);
  });

  it('writes in the language of the client', async () => {
    const guest = await invite({ language: 'en' });
    const visitor = await enter(guest);
    expect(studio.mails().at(-1)?.subject).toContain('Your link');
    expect((await visitor.get('/portal')).document.querySelector('html')?.getAttribute('lang')).toBe('en');
    expect((await (await enter(await invite())).get('/portal')).one('html').getAttribute('lang')).toBe('fr');
  });
});

describe('a link', () => {
  it('opens nothing by being looked at, so that a mail scanner does not use it up', async () => {
    const guest = await invite();
    const path = (await askForLink(guest.email)) ?? '';
    for (let looks = 0; looks < 3; looks += 1) {
      const scanner = studio.visitor();
      const page = await scanner.get(path);
      expect([page.status, scanner.cookies.has(COOKIE)]).toEqual([200, false]);
      expect(page.one('form').getAttribute('action')).toBe(path);
      expect((await scanner.request(path, { method: 'HEAD' })).status).toBe(200);
    }
    expect(await logins(guest)).toBe(0);
    expect((await studio.visitor().post(path)).status).toBe(303);
  });

  it('opens once, however many come at the same time', async () => {
    const guest = await invite();
    const path = (await askForLink(guest.email)) ?? '';
    const answers = await Promise.all(Array.from({ length: 20 }, () => studio.visitor().post(path)));
    expect(answers.map(({ status }) => status).sort()).toEqual([303, ...Array.from({ length: 19 }, () => 410)]);
    expect(await logins(guest)).toBe(1);
    expect((await studio.visitor().get(path)).status).toBe(410);
    expect((await studio.visitor().post(path)).status).toBe(410);
  });

  it('would open more than once if nothing guarded it', async () => {
    const guest = await invite();
    const path = (await askForLink(guest.email)) ?? '';
    const answers: number[] = [];
    for (let tries = 0; tries < 3; tries += 1) {
      answers.push((await studio.visitor().post(path)).status);
      await rawWrite(await studio.scope('owner'), (tx) => tx.execute(sql`update portal_links set used_at = null`));
    }
    expect(answers).toEqual([303, 303, 303]);
  });

  it('expires after ten minutes', async () => {
    const guest = await invite();
    const path = (await askForLink(guest.email)) ?? '';
    studio.clock.set(later(9));
    expect((await studio.visitor().get(path)).status).toBe(200);
    studio.clock.set(later(10));
    expect((await studio.visitor().get(path)).status).toBe(410);
    const page = await studio.visitor().post(path);
    expect(page.status).toBe(410);
    expect(page.one('h1').text).toBeTruthy();
    expect(await logins(guest)).toBe(0);
  });

  it('cannot be forged', async () => {
    const [guest, other] = [await invite(), await invite()];
    const [, , , token = ''] = ((await askForLink(guest.email)) ?? '').split('/');
    const [, , , second = ''] = ((await askForLink(other.email)) ?? '').split('/');
    const [[id = '', signature = ''], [otherId = '']] = [token.split('.'), second.split('.')];
    const flipped = (signature.startsWith('A') ? 'B' : 'A') + signature.slice(1);
    const forged = [
      `${id}.${flipped}`,
      `${otherId}.${signature}`,
      `${UNKNOWN_ID}.${signature}`,
      `${id}.`,
      id,
      `${id}.${signature}.${signature}x`.slice(0, -2),
      `${id.toUpperCase()}.${signature}`,
      `${id}.${signature.toLowerCase()}`,
      `${id}.${encodeURIComponent('é'.repeat(43))}`,
      '%00',
      '..%2f..%2fportal',
      `${id}%00.${signature}`,
    ];
    for (const text of forged) {
      expect([410, 404], text).toContain((await studio.visitor().get(`/portal/entry/${text}`)).status);
      const visitor = studio.visitor();
      expect([410, 404], text).toContain((await visitor.post(`/portal/entry/${text}`)).status);
      expect(visitor.cookies.has(COOKIE), text).toBe(false);
    }
    expect((await studio.visitor().post(`/portal/entry/${token}`)).status).toBe(303);
  });

  it('of one studio is worth nothing at another', async () => {
    const path = (await askForLink((await invite()).email)) ?? '';
    const elsewhere = await testStudio();
    expect((await elsewhere.visitor().get(path)).status).toBe(410);
    expect((await elsewhere.visitor().post(path)).status).toBe(410);
  });

  it('refuses a client whose access was withdrawn meanwhile', async () => {
    const guest = await invite();
    const path = (await askForLink(guest.email)) ?? '';
    await archiveClient(await studio.scope('owner'), guest.id);
    const visitor = studio.visitor();
    expect((await visitor.post(path)).status).toBe(410);
    expect((await visitor.get('/portal')).location).toMatch(/^\/portal\/login/);
  });
});

async function change({ id }: Guest, changes: { portalAccess?: boolean; email?: string }): Promise<void> {
  const scope = await studio.scope('owner');
  const { revision, ...client } = await getClient(scope, id);
  const { archivedAt: _1, createdAt: _2, updatedAt: _3, id: _4, ...details } = client;
  await accepted(updateClient(scope, id, revision, { ...details, ...changes }));
}

const withdrawAccess = (guest: Guest) => change(guest, { portalAccess: false });

async function archive({ id }: Guest): Promise<void> {
  await archiveClient(await studio.scope('owner'), id);
}

describe('what a studio corrects', () => {
  const CORRECTIONS: Readonly<Record<string, (guest: Guest) => Promise<void>>> = {
    'the address': (guest) => change(guest, { email: `new-${guest.email}` }),
    'the address and back': async (guest) => {
      await change(guest, { email: `other-${guest.email}` });
      await change(guest, { email: guest.email });
    },
    'access withdrawn and given': async (guest) => {
      await withdrawAccess(guest);
      await change(guest, { portalAccess: true });
    },
    'archived and brought back': async (guest) => {
      await archive(guest);
      await accepted(restoreClient(await studio.scope('owner'), guest.id));
    },
  };

  it.each(Object.keys(CORRECTIONS))('%s: no link and no login outlives it', async (name) => {
    const guest = await invite();
    const visitor = await enter(guest);
    const link = (await askForLink(guest.email)) ?? '';
    await CORRECTIONS[name]?.(guest);
    expect((await visitor.get('/portal')).location).toMatch(/^\/portal\/login/);
    expect((await studio.visitor().get(link)).status).toBe(410);
    expect((await studio.visitor().post(link)).status).toBe(410);
  });

  it('sends no mail for a link that was asked for before', async () => {
    const guest = await invite();
    await studio.visitor().post('/portal/login', { email: guest.email });
    await change(guest, { email: `mended-${guest.email}` });
    const before = studio.mails().length;
    await studio.jobsDone();
    expect(studio.mails()).toHaveLength(before);
  });

  it('of another kind leaves them: a name, or the case of the address', async () => {
    const guest = await invite();
    const visitor = await enter(guest);
    await change(guest, { email: guest.email.toUpperCase() });
    expect((await visitor.get('/portal')).status).toBe(200);
  });
});

describe('staff', () => {
  it('see where a client is signed in, and end it', async () => {
    const guest = await invite();
    const [phone, desk] = [await enter(guest), await enter(guest)];
    const user = await studio.as('user');
    const page = await user.get(`/clients/${guest.id}`);
    const forms = page.all('#portal-logins form');
    expect(forms).toHaveLength(2);
    for (const form of forms) {
      const ended = await user.post(form.getAttribute('action') ?? '');
      expect([ended.status, ended.location]).toEqual([303, `/clients/${guest.id}`]);
    }
    for (const visitor of [phone, desk]) expect((await visitor.get('/portal')).location).toMatch(/^\/portal\/login/);
    const after = await user.get(`/clients/${guest.id}`);
    expect(after.all('#portal-logins')).toEqual([]);
    expect(after.text).toContain('a déconnecté un appareil de l’espace client');
    expect((await user.post(forms[0]?.getAttribute('action') ?? '')).status).toBe(404);
  });

  it('alone may: a client in the portal cannot end the login of another', async () => {
    const [guest, other] = [await invite(), await invite()];
    const [victim, attacker] = [await enter(guest), await enter(other)];
    const owner = await studio.as('owner');
    const action = (await owner.get(`/clients/${guest.id}`)).one('#portal-logins form').getAttribute('action') ?? '';
    expect((await attacker.post(action)).location).toMatch(/^\/login/);
    expect((await victim.get('/portal')).status).toBe(200);
  });
});

describe('a login', () => {
  it('is a cookie that no script and no other host can read, and no other site can send along', async () => {
    const guest = await invite();
    const answer = await studio.visitor().post((await askForLink(guest.email)) ?? '');
    const [cookie = ''] = answer.headers.getSetCookie().filter((line) => line.startsWith(COOKIE));
    const [pair = '', ...attributes] = cookie.split('; ');
    expect(attributes.map((attribute) => attribute.toLowerCase()).sort()).toEqual([
      'httponly',
      'max-age=2592000',
      'path=/',
      'samesite=lax',
      'secure',
    ]);
    const raw = pair.split('=')[1] ?? '';
    expect(raw.length).toBeGreaterThanOrEqual(43);
    const kept = await readRows(
      (await studio.scope()).db,
      sql`select l.*, encode(l.token_hash, 'escape') as hash from portal_logins l where client_id = ${guest.id}`,
    );
    expect(JSON.stringify([...kept])).not.toContain(raw);
  });

  it('keeps the pages of the portal out of caches', async () => {
    const page = await (await enter(await invite())).get('/portal');
    expect(page.headers.get('cache-control')).toContain('no-store');
  });

  it('ends with the next request once the studio withdraws access', async () => {
    for (const withdraw of [withdrawAccess, archive]) {
      const guest = await invite();
      const visitor = await enter(guest);
      expect((await visitor.get('/portal')).status).toBe(200);
      await withdraw(guest);
      const refused = await visitor.get('/portal');
      expect([refused.status, refused.location]).toEqual([303, '/portal/login?next=%2Fportal']);
    }
  });

  it('ends after thirty days, and when one leaves', async () => {
    const guest = await invite();
    const visitor = await enter(guest);
    studio.clock.set(later(30 * 24 * 60 - 1));
    expect((await visitor.get('/portal')).status).toBe(200);
    studio.clock.set(later(30 * 24 * 60 + 1));
    expect((await visitor.get('/portal')).status).toBe(303);

    studio.clock.set(NOON);
    const token = visitor.cookies.get(COOKIE) ?? '';
    const left = await visitor.post('/portal/logout');
    expect([left.status, left.location, visitor.cookies.has(COOKIE)]).toEqual([303, '/portal/login', false]);
    visitor.cookies.set(COOKIE, token);
    expect((await visitor.get('/portal')).status).toBe(303);
    expect((await visitor.get('/portal/logout')).status).toBe(404);
  });

  it('is nothing to the staff’s pages, and a member’s is nothing here', async () => {
    const visitor = await enter(await invite());
    for (const path of ['/', '/clients', '/search', '/invoices'])
      expect((await visitor.get(path)).location, path).toMatch(/^\/login/);
    const owner = await studio.as('owner');
    for (const path of ['/portal', '/portal/invoices', '/portal/me'])
      expect((await owner.get(path)).location, path).toMatch(/^\/portal\/login/);

    const [client, member] = [visitor.cookies.get(COOKIE) ?? '', owner.cookies.get('__Host-login') ?? ''];
    const swapped = studio.visitor();
    swapped.cookies.set(COOKIE, member);
    swapped.cookies.set('__Host-login', client);
    expect((await swapped.get('/portal')).location).toMatch(/^\/portal\/login/);
    expect((await swapped.get('/')).location).toMatch(/^\/login/);
  });

  it('of one studio is worth nothing at another', async () => {
    const visitor = await enter(await invite());
    const thief = (await testStudio()).visitor();
    thief.cookies.set(COOKIE, visitor.cookies.get(COOKIE) ?? '');
    expect((await thief.get('/portal')).location).toMatch(/^\/portal\/login/);
  });
});

describe('a client', () => {
  let mona: Guest;
  let hugo: Guest;
  let invoices: { own: string; draft: string; others: string };
  let visitor: Visitor;

  beforeAll(async () => {
    studio.clock.set(NOON);
    [mona, hugo] = [await invite({ name: 'Mona « Vasseur » &lt;b>' }), await invite({ name: 'Hugo Petit' })];
    const scope = await studio.scope('owner');
    const roomId = await createRoom(scope, ROOM);
    for (const kind of ACTIVATION_KINDS) await giveActivation(scope, roomId, kind);
    const book = async (clientId: ClientId, title: string, day: string) => {
      const times = {
        startsAt: new Date(`2026-11-${day}T10:00+01:00`),
        endsAt: new Date(`2026-11-${day}T12:00+01:00`),
      };
      const what = { title, kind: 'recording', notes: 'entre nous', agreedPrice: null } as const;
      const booked = await bookSession(scope, { ...what, roomId, clientId, ...times });
      if (!booked.ok) throw new Error('the room is taken');
      return booked.value;
    };
    await book(mona.id, 'Voix à venir', '23');
    await book(mona.id, 'Voix passée', '18');
    await cancelSession(scope, await book(mona.id, 'Voix annulée', '24'), 'reporté');
    await book(hugo.id, 'Chez Hugo', '25');
    const owner = await studio.as('owner');
    invoices = {
      own: await anIssuedInvoice(owner, mona.id),
      draft: await aDraft(owner, mona.id),
      others: await anIssuedInvoice(owner, hugo.id),
    };
    visitor = await enter(mona);
  });

  const pages = ['/portal', '/portal/sessions', '/portal/invoices', '/portal/me'];

  it('is greeted by name, byte for byte', async () => {
    const page = await visitor.get('/portal');
    expect(page.one('h1').innerHTML).toBe('Bonjour Mona « Vasseur » &amp;lt;b>');
  });

  it('sees own sessions, coming and past, and no one else’s', async () => {
    const home = await visitor.get('/portal');
    expect(home.text).toContain('Voix à venir');
    expect(home.text).not.toContain('Voix annulée');
    const all = await visitor.get('/portal/sessions');
    for (const title of ['Voix à venir', 'Voix passée']) expect(all.text).toContain(title);
    for (const path of pages) expect((await visitor.get(path)).text, path).not.toMatch(/Hugo|entre nous/);
  });

  it('sees own invoices once they are issued', async () => {
    const list = await visitor.get('/portal/invoices');
    expect(list.all('[id^=invoice-]').map((card) => card.id)).toEqual([`invoice-${invoices.own}`]);
    const page = await visitor.get(`/portal/invoices/${invoices.own}`);
    expect(page.one('main').text.replace(/\s/g, ' ')).toContain('120,00 €');
    expect(page.one('form[action="/portal/checkouts"] input[name=invoiceId]').getAttribute('value')).toBe(invoices.own);
    const pdf = await visitor.request(`/portal/invoices/${invoices.own}/pdf`, {});
    expect([pdf.status, pdf.headers.get('content-type')]).toEqual([200, 'application/pdf']);
  });

  it('finds what modules contribute, in their order; a card that fails costs itself alone', async () => {
    const failing = definePortalCard({
      name: 'files.latest',
      title: 'portal.me.title',
      rank: 1.5,
      load: async () => {
        throw new Error('the storage does not answer');
      },
      view: () => '<p>never</p>',
    });
    const files = { nav: [{ label: 'portal.me.nav', href: '/portal/files', rank: 1.5 }], cards: [failing] } as const;
    const browser = (await withModules(studio, [defineModule({ name: 'files', portal: files })]))(visitor);
    const page = await browser.get('/portal');
    expect(page.all('header nav a').map((link) => link.getAttribute('href'))).toEqual([
      '/portal/sessions',
      '/portal/files',
      '/portal/invoices',
      '/portal/me',
    ]);
    const cards = page.all('main > .card');
    expect(cards).toHaveLength(3);
    expect(cards[0]?.text).toContain('Voix à venir');
    expect(cards[1]?.querySelectorAll('.notice')).toHaveLength(1);
    expect(cards[2]?.id).toBe(`invoice-${invoices.own}`);
  });

  it('finds nothing under what is not theirs', async () => {
    for (const id of [invoices.others, invoices.draft, UNKNOWN_ID, 'x', '%00', `${invoices.own}x`]) {
      expect((await visitor.get(`/portal/invoices/${id}`)).status, id).toBe(404);
      expect((await visitor.get(`/portal/invoices/${id}/pdf`)).status, id).toBe(404);
    }
    expect((await (await enter(hugo)).get(`/portal/invoices/${invoices.others}`)).status).toBe(200);
  });

  it('needs no script anywhere', async () => {
    for (const path of pages)
      expect((await visitor.get(path)).all('script, [hx-get], [hx-post]'), path).toHaveLength(0);
  });
});
