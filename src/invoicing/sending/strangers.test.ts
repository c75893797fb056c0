/** To whom a studio's mail may leave: what is refused where it is asked for, and what no job sends either. */
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Connected, connect } from '#platform/db/client.ts';
import { readRows } from '#platform/db/raw.ts';
import type { WriteDb } from '#platform/db/types.ts';
import { createGate, STRANGERS_A_DAY } from '#platform/mail/gate.ts';
import { aClient, anIssuedInvoice, mayIssue } from '#testing/fixtures.ts';
import { rawWrite } from '#testing/raw-write.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';
import type { Visitor } from '#testing/visit.ts';

const NOON = '2026-11-20T12:00:00Z';
const CLIENT = 'mona@vasseur.example';

let studio: TestStudio;
let owner: Visitor;
let invoiceId: string;

beforeAll(async () => {
  studio = await testStudio();
  studio.clock.set(NOON);
  owner = await studio.as('owner');
  await mayIssue(studio);
  const clientId = await aClient(owner, { name: 'Mona Vasseur', email: CLIENT, portalAccess: 'on' });
  invoiceId = await anIssuedInvoice(owner, clientId);
});

beforeEach(async () => {
  studio.clock.set(NOON);
  await rawWrite(await studio.scope(), (tx) => tx.execute(sql`delete from mail_days`));
  await control().execute(sql`delete from throttles`);
});

const control = () => studio.installation.platform.control.db;
const send = (to: string) => owner.post(`/invoices/${invoiceId}/sending`, { to });
const remind = () => owner.post(`/invoices/${invoiceId}/reminder`);

/** Rows that a refused mail must not leave behind. */
async function traces(): Promise<unknown> {
  const { db } = await studio.scope();
  return readRows(
    db,
    sql`select (select count(*) from invoice_mails) as mails, (select count(*) from invoice_links) as links,
    (select count(*) from outbox) as outbox, (select count(*) from effects) as effects, (select count(*) from mail_days) as days,
    (select count(*) from audit) as audit`,
  );
}

describe('until the owner’s address is confirmed', () => {
  const setConfirmed = (at: string | null) =>
    control().execute(sql`update users set email_confirmed_at = ${at} where id = ${studio.members.owner.id}`);
  beforeAll(() => setConfirmed(null));
  afterAll(() => setConfirmed(NOON));

  it('an invoice can be issued, and mail leaves to the owner alone, who is told why beside the field', async () => {
    const before = await traces();
    for (const to of [CLIENT, 'stranger@elsewhere.example', studio.members.admin.email.replace('admin', 'other')]) {
      const page = await send(to);
      expect([to, page.status]).toEqual([to, 422]);
      expect(page.one('#f-to-error').text).toContain(`Confirmez d’abord l’adresse ${studio.members.owner.email}`);
      expect(page.one('[name="to"]').getAttribute('value')).toBe(to);
      expect(page.all('.heed form[action="/settings/confirmation"]')).toHaveLength(1);
    }
    expect((await remind()).status).toBe(422);
    expect(await traces()).toEqual(before);
    const { email } = studio.members.owner;
    expect((await send(email)).status).toBe(303);
    await studio.jobsDone();
    expect(studio.mails().map(({ to }) => to)).toEqual([email]);
  });

  it('clients cannot ask for a link to the portal, and no answer tells whose address is known', async () => {
    const texts = [];
    for (const email of [CLIENT, 'stranger@elsewhere.example', studio.members.owner.email]) {
      const page = await studio.visitor().post('/portal/login', { email });
      texts.push([page.status, page.one('#f-email-error').text]);
    }
    expect(texts[0]).toEqual([422, expect.stringContaining('n’envoie pas encore d’e-mails')]);
    expect(new Set(texts.map(String)).size).toBe(1);
  });

  it('what jobs send by themselves is dropped without an error, and members who are proved get their links', async () => {
    const before = studio.mails().length;
    const scope = await studio.scope();
    const mail = { subject: 'Reçu', text: 'Merci.' };
    expect(await scope.mail.send({ ...mail, to: CLIENT }, 'receipt 1')).toBe(false);
    expect(studio.mails()).toHaveLength(before);
    await studio.visitor().post('/password-resets', { email: studio.members.user.email });
    await studio.jobsDone();
    expect(studio.mails().at(-1)?.to).toBe(studio.members.user.email);
  });

  it('a mail that was permitted before leaves all the same', async () => {
    await setConfirmed(NOON);
    expect((await send(CLIENT)).status).toBe(303);
    await setConfirmed(null);
    await studio.jobsDone();
    expect(studio.mails().at(-1)?.to).toBe(CLIENT);
  });
});

describe('mails to strangers', () => {
  const stranger = (index: number) => `stranger${index}@elsewhere.example`;
  const use = async (count: number) =>
    rawWrite(await studio.scope(), (tx) =>
      tx.execute(sql`insert into mail_days (day, strangers) values ('2026-11-20', ${count})
        on conflict (day) do update set strangers = excluded.strangers`),
    );

  it('are so many a day; clients, contacts and members are not counted', async () => {
    const clientId = await aClient(owner, { kind: 'company', name: 'Label Nord', email: 'label@nord.example' });
    await owner.post(`/clients/${clientId}/contacts`, { firstName: 'Lou', email: 'Lou@Nord.example' });
    await use(STRANGERS_A_DAY - 1);
    expect((await send(stranger(1))).status).toBe(303);
    await studio.jobsDone();
    const before = await traces();
    const refused = await send(stranger(2));
    expect([refused.status, refused.one('#f-to-error').text]).toEqual([422, expect.stringMatching(/^20 e-mails/)]);
    expect(await traces()).toEqual(before);
    for (const to of [CLIENT.toUpperCase(), 'label@nord.example', 'lou@nord.example', studio.members.user.email])
      expect([to, (await send(to)).status]).toEqual([to, 303]);
    studio.clock.set('2026-11-20T22:59:00Z');
    expect((await send(stranger(3))).status).toBe(422);
    studio.clock.set('2026-11-20T23:01:00Z');
    expect((await send(stranger(3))).status).toBe(303);
  });

  it('are counted once, however often a job is tried', async () => {
    const scope = await studio.scope();
    const mail = { to: stranger(4), subject: 'Bonjour', text: 'Bonjour' };
    for (let tries = 0; tries < 3; tries += 1) expect(await scope.mail.send(mail, 'job 4')).toBe(true);
    const [row] = await readRows<{ strangers: number }>(
      scope.db,
      sql`select sum(strangers)::int as strangers from mail_days`,
    );
    expect(row?.strangers).toBe(1);
    await use(STRANGERS_A_DAY);
    expect(await scope.mail.send(mail, 'job 4')).toBe(true);
    expect(await scope.mail.send(mail, 'job 5')).toBe(false);
  });

  describe('asked for at once', () => {
    let connected: Connected;
    beforeAll(() => {
      const { cluster } = studio.installation;
      connected = connect(cluster.admin(studio.studio.database), { max: 30, name: 'strangers' });
    });
    afterAll(() => connected.sql.end({ timeout: 5 }));

    const inParallel = (ask: (tx: WriteDb, index: number) => Promise<boolean>) =>
      Promise.all(
        Array.from({ length: 30 }, (_, index) =>
          connected.db.transaction((tx) => ask(tx as unknown as WriteDb, index)),
        ),
      ).then((passed) => passed.filter(Boolean).length);

    it('no more than that get through', async () => {
      const scope = await studio.scope();
      const gate = createGate(
        [],
        () => scope,
        () => Promise.reject(new Error('not asked for')),
      );
      const passed = await inParallel(
        async (tx, index) =>
          (await gate.permit({ ...scope, db: tx, tx }, stranger(index), `at once ${index}`)) === null,
      );
      expect(passed).toBe(STRANGERS_A_DAY);
    });

    it('all would, if the number were looked at before it is raised', async () => {
      await use(0);
      const passed = await inParallel(async (tx) => {
        const [row] = await tx.execute(sql`select strangers from mail_days where day = '2026-11-20'`);
        await tx.execute(sql`select pg_sleep(0.3)`);
        if (Number(row?.strangers) >= STRANGERS_A_DAY) return false;
        await tx.execute(sql`update mail_days set strangers = strangers + 1 where day = '2026-11-20'`);
        return true;
      });
      expect(passed).toBeGreaterThan(STRANGERS_A_DAY);
    });
  });
});
