import { sql } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { connect } from '#platform/db/client.ts';
import { configureLog } from '#platform/telemetry/log.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';
import {
  codeOf,
  givePassword,
  givePasswords,
  readBackupCodes,
  readSecretForm,
  withSecondFactor,
} from '#testing/two-factor.ts';

const PAGE = '/settings/two-factor';

let studio: TestStudio;

beforeAll(async () => {
  studio = await testStudio();
  await givePasswords(studio, 'owner', 'admin', 'manager', 'user');
});

beforeEach(async () => {
  studio.clock.set(new Date());
  await control().execute(sql`delete from two_factors`);
  await control().execute(sql`delete from throttles`);
});

const control = () => studio.installation.platform.control.db;

describe('setting up', () => {
  it('shows a code to scan, an address and the secret in one piece, which say the same', async () => {
    const page = await (await studio.as('owner')).get(PAGE);
    const { secret } = readSecretForm(page);
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(page.one('.factor-secret code').text).toBe(secret);
    expect(page.one('.factor-secret svg[role="img"] path').getAttribute('d')).toMatch(/^M/);
  });

  it('offers another secret each time, and keeps one whose code was mistyped', async () => {
    const visitor = await studio.as('owner');
    const [first, second] = [await visitor.get(PAGE), await visitor.get(PAGE)].map(readSecretForm);
    expect(first?.secret).not.toBe(second?.secret);
    for (const code of ['000000', '12345', 'abcdef', '']) {
      const page = await visitor.post(PAGE, { pending: first?.pending, code });
      expect([page.status, readSecretForm(page)]).toEqual([422, first]);
      expect(page.one('#f-code-error').text).not.toBe('');
    }
  });

  it.each([-1, 0, 1])('takes the code of %d steps away, with spaces', async (away) => {
    const visitor = await studio.as('owner');
    const { secret, pending } = readSecretForm(await visitor.get(PAGE));
    const code = codeOf(studio, secret, away);
    const done = await visitor.post(PAGE, { pending, code: ` ${code.slice(0, 3)} ${code.slice(3)}` });
    expect([done.status, done.location]).toEqual([303, PAGE]);
  });

  it.each([-2, 2])('refuses the code of %d steps away', async (away) => {
    const visitor = await studio.as('owner');
    const { secret, pending } = readSecretForm(await visitor.get(PAGE));
    expect((await visitor.post(PAGE, { pending, code: codeOf(studio, secret, away) })).status).toBe(422);
  });

  it('refuses a secret that was sealed for another, one older than ten minutes, and one that was never sealed', async () => {
    const [owner, admin] = [await studio.as('owner'), await studio.as('admin')];
    const { secret, pending } = readSecretForm(await owner.get(PAGE));
    const code = codeOf(studio, secret);
    for (const bad of [undefined, '', 'x'.repeat(120), `${pending}A`, pending.slice(0, -2)])
      expect((await owner.post(PAGE, { pending: bad, code })).status).toBe(422);
    const page = await admin.post(PAGE, { pending, code });
    expect(page.status).toBe(422);
    expect(page.text).not.toContain(secret);
    studio.clock.set(new Date(studio.clock.now().getTime() + 10 * 60_000));
    const late = await (await studio.as('owner')).post(PAGE, { pending, code: codeOf(studio, secret) });
    expect(late.status).toBe(422);
    expect(readSecretForm(late).secret).not.toBe(secret);
  });

  it('happens once: a second secret does not replace the first', async () => {
    const visitor = await studio.as('owner');
    const [first, second] = [await visitor.get(PAGE), await visitor.get(PAGE)].map(readSecretForm);
    if (!first || !second) throw new Error('no form');
    const post = ({ secret, pending }: typeof first) => visitor.post(PAGE, { pending, code: codeOf(studio, secret) });
    expect((await post(first)).status).toBe(303);
    expect((await post(second)).status).toBe(409);
    expect((await post(first)).status).toBe(409);
  });

  it('is shown beside each member', async () => {
    await withSecondFactor(studio, 'owner');
    const page = await (await studio.as('admin')).get('/settings/members');
    const { owner, admin } = studio.members;
    expect(page.one(`#user-${owner.id}`).text).toContain('Activée');
    expect(page.one(`#user-${admin.id}`).text).toContain('Non activée');
  });

  it('spends the code that it took', async () => {
    const { secret } = await withSecondFactor(studio, 'owner');
    const { visitor } = await givePassword(studio, 'owner');
    const login = (away: number) => visitor.post('/login/second-factor', { code: codeOf(studio, secret, away) });
    expect((await login(0)).status).toBe(422);
    expect((await login(-1)).status).toBe(303);
  });
});

describe('backup codes', () => {
  it('are ten, shown once and to the login that made them', async () => {
    const { visitor, backupCodes } = await withSecondFactor(studio, 'owner');
    expect(new Set(backupCodes).size).toBe(10);
    for (const code of backupCodes) expect(code).toMatch(/^[0-9a-z]{5}-[0-9a-z]{5}$/);
    const again = await visitor.get(PAGE);
    expect(again.status).toBe(200);
    for (const code of backupCodes) expect(again.text).not.toContain(code);
  });

  it('in the cookie of another login show nothing', async () => {
    const [owner, admin] = [await studio.as('owner'), await withSecondFactor(studio, 'admin')];
    const { secret, pending } = readSecretForm(await owner.get(PAGE));
    await owner.post(PAGE, { pending, code: codeOf(studio, secret) });
    admin.visitor.cookies.set('__Host-backup-codes', owner.cookies.get('__Host-backup-codes') ?? '');
    expect(readBackupCodes(await admin.visitor.get(PAGE))).toEqual([]);
    expect(readBackupCodes(await owner.get(PAGE))).toHaveLength(10);
  });

  it('are made anew, and the old ones end', async () => {
    const { visitor, backupCodes } = await withSecondFactor(studio, 'owner');
    const renew = async () => readBackupCodes(await visitor.follow(await visitor.post(`${PAGE}/backup-codes`)));
    const fresh = await renew();
    expect(fresh).toHaveLength(10);
    const latest = await renew();
    for (const [code, status] of [
      [backupCodes[0], 422],
      [fresh[0], 422],
      [latest[0], 303],
    ] as const) {
      const half = await givePassword(studio, 'owner');
      expect((await half.visitor.post('/login/second-factor', { backupCode: code })).status).toBe(status);
    }
  });
});

describe('switching off', () => {
  it('ends everything that belongs to it, and can be followed by setting up again', async () => {
    const { visitor, secret } = await withSecondFactor(studio, 'owner');
    const remove = () => visitor.post(`${PAGE}/removal`);
    expect((await remove()).location).toBe(PAGE);
    expect((await givePassword(studio, 'owner')).page.location).toBe('/');
    expect((await remove()).status).toBe(404);
    expect((await withSecondFactor(studio, 'owner')).secret).not.toBe(secret);
  });

  it('is nothing that another can do', async () => {
    await withSecondFactor(studio, 'owner');
    const manager = await studio.as('manager');
    expect((await manager.post(`${PAGE}/removal`)).status).toBe(404);
    expect((await givePassword(studio, 'owner')).page.location).toBe('/login/second-factor');
  });
});

describe('mails', () => {
  it('tell of each change, and what to do if it was another', async () => {
    await studio.jobsDone();
    const before = studio.mails().length;
    const { visitor, backupCodes } = await withSecondFactor(studio, 'owner');
    const half = await givePassword(studio, 'owner');
    await half.visitor.post('/login/second-factor', { backupCode: backupCodes[3] });
    await visitor.post(`${PAGE}/backup-codes`);
    await visitor.post(`${PAGE}/removal`);
    await studio.jobsDone();
    const isOfFactor = ({ subject }: { readonly subject: string }) => subject !== 'Nouvel appareil connecté';
    const mails = studio.mails().slice(before).filter(isOfFactor);
    expect(mails.map(({ subject }) => subject).sort()).toEqual([
      'Double authentification activée',
      'Double authentification désactivée',
      'Nouveaux codes de secours',
      'Un code de secours a servi',
    ]);
    for (const { to, text } of mails) {
      expect(to).toBe(studio.members.owner.email);
      expect(text).toContain('Si ce n’est pas vous');
      expect(text).toContain(studio.origin);
    }
  });
});

describe('secrets', () => {
  it('are in the clear in no table, log line, job, mail or address', async () => {
    const lines: string[] = [];
    const { sink } = studio.installation.writes;
    const listen = (line: string) => {
      lines.push(line);
      sink(line);
    };
    configureLog({ level: 'debug', sink: listen });
    const { visitor, secret, backupCodes } = await withSecondFactor(studio, 'owner');
    const half = await givePassword(studio, 'owner');
    const token = half.visitor.cookies.get('__Host-half-login') ?? '';
    const taken = await half.visitor.post('/login/second-factor', { backupCode: backupCodes[0], remember: 'on' });
    const device = [...half.visitor.cookies].find(([name]) => name.startsWith('__Host-device'))?.[1] ?? '';
    await visitor.post(`${PAGE}/removal`);
    const queued = JSON.stringify(studio.installation.queue);
    await studio.jobsDone();
    configureLog({ level: 'info', sink });
    const kept = [await dump(), lines.join(''), queued, JSON.stringify(studio.mails()), String(taken.location)].join(
      '\n',
    );
    expect([token, device].map((text) => text.length)).toEqual([43, 43]);
    expect(kept).toContain(studio.members.owner.email);
    const raw = Buffer.from(secret).toString('hex');
    for (const hidden of [
      secret,
      raw,
      token,
      device,
      ...backupCodes,
      ...backupCodes.map((code) => code.replace('-', '')),
    ])
      expect(kept).not.toContain(hidden);
  });

  /** Every row of the control database and of the studio's. */
  async function dump(): Promise<string> {
    const { cluster } = studio.installation;
    const texts: string[] = [];
    for (const database of [cluster.control, studio.studio.database]) {
      const { sql: admin } = connect(cluster.admin(database), { max: 1, name: 'look' });
      const tables = await admin<{ name: string }[]>`
        select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`;
      for (const { name } of tables)
        for (const { row } of await admin<{ row: string }[]>`select to_jsonb(t)::text as row from ${admin(name)} t`)
          texts.push(row);
      await admin.end({ timeout: 5 });
    }
    return texts.join('\n');
  }
});
