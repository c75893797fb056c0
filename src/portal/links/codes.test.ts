/** Six digits beside the link: for the browser that asked, once, and not to be guessed. */
import { sql } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ClientId } from '#clients/model.ts';
import { archiveClient, createClient } from '#clients/service.ts';
import { connect } from '#platform/db/client.ts';
import { readRows } from '#platform/db/raw.ts';
import { accepted } from '#platform/refusal.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';
import type { Visitor } from '#testing/visit.ts';

const NOON = '2026-11-20T12:00:00Z';
const later = (minutes: number) => new Date(Date.parse(NOON) + minutes * 60_000);
const COOKIE = '__Host-portal';
const ASKED = '__Host-portal-code';
const CODE = '/portal/login/code';

let studio: TestStudio;
let count = 0;

beforeAll(async () => {
  studio = await testStudio();
});

beforeEach(async () => {
  studio.clock.set(NOON);
  await studio.installation.platform.control.sql`delete from throttles`;
});

interface Guest {
  readonly id: ClientId;
  readonly email: string;
}

async function invite(): Promise<Guest> {
  count += 1;
  const email = `code-${count}@label.example`;
  const facts = { name: `Guest ${count}`, email, portalAccess: true, language: 'fr' };
  return { id: await accepted(createClient(await studio.scope('owner'), facts)), email };
}

interface Asked {
  readonly visitor: Visitor;
  readonly code: string;
  readonly link: string;
}

async function ask(email: string, next?: string): Promise<Asked> {
  const visitor = studio.visitor();
  const before = studio.mails().length;
  await visitor.post('/portal/login', { email, ...(next && { next }) });
  await studio.jobsDone();
  const text = studio.mails().slice(before).at(-1)?.text ?? '';
  const link = /https?:\/\/\S+\/portal\/entry\/\S+/.exec(text)?.[0];
  return { visitor, code: /^\d{6}$/m.exec(text)?.[0] ?? '', link: link ? new URL(link).pathname : '' };
}

const other = (code: string, by = 1) => String((Number(code) + by) % 1_000_000).padStart(6, '0');
const logins = async ({ id }: Guest) => {
  const rows = await readRows((await studio.scope()).db, sql`select id from portal_logins where client_id = ${id}`);
  return [...rows].length;
};

describe('a code', () => {
  it('lets in the browser that asked, and leads to the page that was wanted', async () => {
    const { visitor, code } = await ask((await invite()).email, '/portal/invoices');
    const page = await visitor.get('/portal/login/sent?next=%2Fportal%2Finvoices');
    const field = page.one('main input[name=code]');
    expect([field.getAttribute('inputmode'), field.getAttribute('autocomplete')]).toEqual(['numeric', 'one-time-code']);
    const next = page.one('main [name=next]').getAttribute('value') ?? '';
    const entered = await visitor.post(CODE, { code: ` ${code.slice(0, 3)} ${code.slice(3)} `, next });
    expect([entered.status, entered.location]).toEqual([303, '/portal/invoices']);
    expect((await visitor.get('/portal')).status).toBe(200);
    expect(visitor.cookies.has(ASKED)).toBe(false);
  });

  it('is worth nothing in another browser', async () => {
    const [guest, stranger] = [await invite(), await invite()];
    const { visitor, code } = await ask(guest.email);
    const elsewhere = studio.visitor();
    expect((await elsewhere.post(CODE, { code })).status).toBe(410);
    const asking = await ask(stranger.email);
    expect((await asking.visitor.post(CODE, { code })).status).toBe(422);
    expect((await asking.visitor.get('/portal')).status).toBe(303);
    const forged = studio.visitor();
    forged.cookies.set(ASKED, asking.link.split('/').at(-1) ?? '');
    expect((await forged.post(CODE, { code: asking.code })).status, 'the token of the mail is no cookie').toBe(410);
    expect((await visitor.post(CODE, { code })).status).toBe(303);
  });

  it('and its link are one: whichever is used, the other is spent', async () => {
    const guest = await invite();
    const first = await ask(guest.email);
    expect((await first.visitor.post(CODE, { code: first.code })).status).toBe(303);
    expect((await studio.visitor().post(first.link)).status).toBe(410);
    const second = await ask(guest.email);
    expect((await studio.visitor().post(second.link)).status).toBe(303);
    expect((await second.visitor.post(CODE, { code: second.code })).status).toBe(410);
    expect(await logins(guest)).toBe(2);
  });

  it('may be wrong five times; the link in the mail still opens', async () => {
    const { visitor, code, link } = await ask((await invite()).email);
    const answers: [number, string][] = [];
    for (let tries = 1; tries <= 5; tries += 1) {
      const page = await visitor.post(CODE, { code: other(code, tries) });
      answers.push([page.status, page.text.match(/reste (\S+) essai/)?.[1] ?? '']);
    }
    expect(answers).toEqual([
      [422, '4'],
      [422, '3'],
      [422, '2'],
      [422, 'un'],
      [410, ''],
    ]);
    const page = await visitor.post(CODE, { code });
    expect([page.status, page.one('h1').text]).toEqual([410, 'Ce code ne sert plus']);
    expect(visitor.cookies.has(COOKIE)).toBe(false);
    expect((await studio.visitor().post(link)).status).toBe(303);
  });

  it('that is no code costs no try', async () => {
    const { visitor, code } = await ask((await invite()).email);
    for (const typed of ['', '12345', '1234567', 'abcdef', '12345\u0000', '１２３４５６', "'; --", 'x'.repeat(5_000)])
      expect((await visitor.post(CODE, { code: typed })).status, typed).toBe(422);
    expect((await visitor.post(CODE, { code })).status).toBe(303);
  });

  it('ends after ten minutes', async () => {
    const { visitor, code } = await ask((await invite()).email);
    studio.clock.set(later(10));
    expect((await visitor.post(CODE, { code })).status).toBe(410);
    studio.clock.set(later(9));
    expect((await visitor.post(CODE, { code })).status).toBe(303);
  });

  it('ends with the access that it was for', async () => {
    const guest = await invite();
    const { visitor, code } = await ask(guest.email);
    await archiveClient(await studio.scope('owner'), guest.id);
    expect((await visitor.post(CODE, { code })).status).toBe(410);
  });
});

describe('twenty uses of one code at once', () => {
  const many = ({ visitor, code }: Asked) =>
    Promise.all(
      Array.from({ length: 20 }, async () => {
        const twin = studio.visitor();
        twin.cookies.set(ASKED, visitor.cookies.get(ASKED) ?? '');
        return (await twin.post(CODE, { code })).status;
      }),
    );

  it('open one login', async () => {
    const guest = await invite();
    const statuses = await many(await ask(guest.email));
    expect(statuses.filter((status) => status === 303)).toHaveLength(1);
    expect(statuses.filter((status) => status !== 303).every((status) => status === 410)).toBe(true);
    expect(await logins(guest)).toBe(1);
  });

  it('would open more if nothing marked it as used', async () => {
    const guest = await invite();
    const { cluster } = studio.installation;
    const own = connect(cluster.admin(studio.studio.database), { max: 1, name: 'test' });
    await own.sql.unsafe(`
      create function forget_use() returns trigger language plpgsql as 'begin new.used_at := null; return new; end';
      create trigger forget_use before update on portal_links for each row execute function forget_use()`);
    const statuses = await many(await ask(guest.email));
    await own.sql.unsafe('drop trigger forget_use on portal_links');
    await own.sql.end();
    expect(statuses.filter((status) => status === 303).length).toBeGreaterThan(1);
  });

  it('that are wrong are five tries together', async () => {
    const asked = await ask((await invite()).email);
    const wrong = await many({ ...asked, code: other(asked.code) });
    expect(wrong.filter((status) => status === 422)).toHaveLength(4);
    expect((await asked.visitor.post(CODE, { code: asked.code })).status).toBe(410);
  });
});

describe('what can be learned from outside', () => {
  it('a wrong code is answered alike for known and unknown addresses, until it can no longer be tried', async () => {
    const known = await ask((await invite()).email);
    const unknown = await ask('no-one@unknown.example');
    expect(unknown.code).toBe('');
    const answers = async ({ visitor }: Asked) => {
      const seen = [];
      for (let tries = 0; tries < 6; tries += 1) {
        const { status, text } = await visitor.post(CODE, { code: other(known.code, tries + 1) });
        seen.push([status, text.replace(/name="requestKey" value="[^"]*"/g, '')]);
      }
      return seen;
    };
    expect(await answers(unknown)).toEqual(await answers(known));
    expect((await unknown.visitor.get('/portal/login/sent')).status).toBe(200);
  });

  it('codes are limited for an address over all its mails', async () => {
    const guest = await invite();
    let status = 0;
    for (let mails = 0; mails < 5; mails += 1) {
      const { visitor, code } = await ask(guest.email);
      for (let tries = 1; tries <= 5; tries += 1) await visitor.post(CODE, { code: other(code, tries) });
    }
    studio.clock.set(later(15));
    for (let hours = 0; status !== 429 && hours < 20; hours += 1) {
      studio.clock.set(later(15 + hours * 15));
      const { visitor, code } = await ask(guest.email);
      for (let tries = 1; tries <= 5; tries += 1) ({ status } = await visitor.post(CODE, { code: other(code, tries) }));
    }
    expect(status, 'a hundred in a day').toBe(429);
    const { link } = await ask(guest.email);
    expect((await studio.visitor().post(link)).status, 'the link is not shut by a stranger’s guesses').toBe(303);
  });

  it('nothing that is stored tells a code or opens a link', async () => {
    const guest = await invite();
    const { code, link } = await ask(guest.email);
    const { db } = await studio.scope();
    const rows = [...(await readRows(db, sql`select to_jsonb(l) as row from portal_links l`))];
    const outbox = [...(await readRows(db, sql`select to_jsonb(o) as row from outbox o`))];
    const log = [...(await readRows(db, sql`select to_jsonb(a) as row from audit a`))];
    const stored = JSON.stringify([rows, outbox, log]);
    expect(stored).not.toContain(link.split('.').at(-1));
    expect(stored).not.toMatch(new RegExp(`"${code}"`));
  });
});
