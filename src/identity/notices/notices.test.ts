/** Mails about what may have been another's doing: to whom, in which language, and nothing secret in them. */
import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import type { OutgoingMail } from '#platform/mail/carrier.ts';
import { mayIssue } from '#testing/fixtures.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';
import { givePassword, givePasswords, PASSWORD } from '#testing/two-factor.ts';
import type { Visitor } from '#testing/visit.ts';

const IBAN = 'DE89370400440532013000';
const CHROME = 'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36';

let studio: TestStudio;

beforeEach(async () => {
  studio = await testStudio();
  await givePasswords(studio, 'owner', 'admin');
});

const control = () => studio.installation.platform.control.db;

/** Those that have left since it was last asked. */
async function mailsOf(): Promise<OutgoingMail[]> {
  await studio.jobsDone();
  return studio.installation.mails.splice(0).filter(({ studioId }) => studioId === studio.studio.id);
}

/** Each says who it is for, what to do, and where. */
function expectWhole(mail: OutgoingMail | undefined, to: string, subject: string): string {
  if (!mail) throw new Error(`no mail: ${subject}`);
  expect([mail.to, mail.subject]).toEqual([to, subject]);
  expect(mail.text).toMatch(/Si (ce n|vous)|If /);
  expect(mail.text.split('\n\n').at(-1)).toContain(studio.origin);
  expect(mail.html).toContain('<a href=');
  return mail.text;
}

const login = (visitor: Visitor, headers = {}) =>
  visitor.post('/login', { email: studio.members.admin.email, password: PASSWORD }, { headers });

describe('a login', () => {
  it('of the very first browser is no news, of another it is, and of a known one it is not', async () => {
    const first = studio.visitor();
    await login(first);
    await first.post('/logout');
    await login(first);
    expect(await mailsOf()).toEqual([]);
    const second = studio.visitor();
    expect((await login(second, { 'user-agent': CHROME })).location).toBe('/');
    const [mail, ...others] = await mailsOf();
    const text = expectWhole(mail, studio.members.admin.email, 'Nouvel appareil connecté');
    expect(text).toContain('Chrome sur Windows');
    expect(others).toEqual([]);
    await second.post('/logout');
    await login(second);
    expect(await mailsOf()).toEqual([]);
  });

  it('that was refused is not mailed', async () => {
    await login(studio.visitor());
    await studio.visitor().post('/login', { email: studio.members.admin.email, password: 'another one' });
    expect(await mailsOf()).toEqual([]);
  });
});

describe('a password', () => {
  it('that was changed is mailed once, not as a new device, in the reader’s language', async () => {
    const { id, email } = studio.members.admin;
    await control().execute(sql`update users set locale = 'en' where id = ${id}`);
    const { visitor } = await givePassword(studio, 'admin');
    const newPassword = 'cinq autres mots sans rapport';
    expect((await visitor.post('/settings/password', { currentPassword: PASSWORD, newPassword })).status).toBe(303);
    const [mail, ...others] = await mailsOf();
    const text = expectWhole(mail, email, 'Password changed');
    expect(others).toEqual([]);
    for (const secret of [PASSWORD, newPassword]) expect(text).not.toContain(secret);
  });

  it('that was reset by a link is mailed too', async () => {
    const visitor = studio.visitor();
    await visitor.post('/password-resets', { email: studio.members.admin.email });
    const link = new URL(/https?:\/\/\S+/.exec((await mailsOf()).at(-1)?.text ?? '')?.[0] ?? '').pathname;
    await visitor.post(link, { password: 'cinq autres mots sans rapport' });
    const [mail] = await mailsOf();
    expect(expectWhole(mail, studio.members.admin.email, 'Mot de passe changé')).not.toContain(link);
  });
});

describe('a role', () => {
  it('that was changed is mailed to whose it is, with who changed it', async () => {
    const { user, owner } = studio.members;
    const visitor = await studio.as('owner');
    await visitor.post(`/settings/members/${user.id}/role`, { role: 'manager' });
    const [mail, ...others] = await mailsOf();
    const text = expectWhole(mail, user.email, 'Votre rôle a changé');
    expect(text).toContain(`Par ${owner.name}`);
    expect(others).toEqual([]);
    await visitor.post(`/settings/members/${user.id}/role`, { role: 'manager' });
    expect(await mailsOf()).toEqual([]);
  });
});

describe('bank details', () => {
  it('that were changed are mailed to every owner, without the IBAN', async () => {
    const { owner, manager, user } = studio.members;
    await mayIssue(studio);
    await control().execute(sql`update members set role = 'owner' where user_id = ${user.id}`);
    await control().execute(sql`update users set locale = 'en' where id = ${user.id}`);
    const visitor = await studio.as('manager');
    const change = (iban: string) => visitor.post('/settings/billing', { iban, paymentDays: 30 });
    expect((await change(IBAN)).status).toBe(303);
    const mails = await mailsOf();
    expect(mails).toHaveLength(2);
    const to = (email: string) => mails.find((mail) => mail.to === email);
    const texts = [
      expectWhole(to(owner.email), owner.email, 'Compte bancaire changé'),
      expectWhole(to(user.email), user.email, 'Bank account changed'),
    ];
    for (const text of texts) {
      expect(text).toContain(manager.name);
      expect(text).not.toContain(IBAN.slice(-6));
    }
    await change(IBAN);
    expect(await mailsOf()).toEqual([]);
  });

  it('say no name to an address that is not proved', async () => {
    const { owner } = studio.members;
    await control().execute(sql`update users set email_confirmed_at = null where id = ${owner.id}`);
    await (await studio.as('owner')).post('/settings/billing', { iban: IBAN, paymentDays: 30 });
    const [mail] = await mailsOf();
    expect(JSON.stringify(mail)).not.toContain(owner.name);
  });
});
