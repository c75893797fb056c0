import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PROVISIONING_STEPS, type ProvisioningStep } from '#platform/tenancy/provision.ts';
import { type Provisioner, startProvisioner } from '#platform/tenancy/provisioner.ts';
import { compareTimes } from '#testing/compare-times.ts';
import { type TestInstallation, testInstallation } from '#testing/installation.ts';
import { createVisitor, type Visitor } from '#testing/visit.ts';

const MAIN = 'http://regie.test';
const PASSWORD = 'quatre mots sans rapport';

let installation: TestInstallation;

beforeAll(async () => {
  installation = await testInstallation();
});

beforeEach(async () => {
  await control().execute(sql`delete from throttles`);
});

const control = () => installation.platform.control.db;
const visitor = (origin = MAIN): Visitor => createVisitor({ app: installation.app, origin });
let counter = 0;

function fields(own: Record<string, string> = {}): Record<string, string> {
  counter += 1;
  const slug = `signup-${counter}`;
  const email = `owner@${slug}.example`;
  return { studioName: `Studio ${counter}`, slug, name: 'Inès Morel', email, password: PASSWORD, locale: 'fr', ...own };
}

const signUp = (own: Record<string, string> = {}) => visitor().post('/sign-up', fields(own));

/** A user whose address is proved, with a studio of their own. */
async function confirmed(email: string): Promise<void> {
  if ((await count('users', sql`email = ${email} and email_confirmed_at is not null`)) > 0) return;
  await signUp({ email });
  await control().execute(sql`update users set email_confirmed_at = now() where email = ${email}`);
}

async function count(table: string, where = sql`true`): Promise<number> {
  const rows = await control().execute(sql`select count(*)::int as count from ${sql.identifier(table)} where ${where}`);
  return Number(rows[0]?.count);
}

describe('the main host', () => {
  it('says what this is and how to begin', async () => {
    const page = await visitor().get('/');
    expect(page.status).toBe(200);
    expect(page.one('h1').text).toContain('studio');
    expect(page.all('main a').map((a) => a.getAttribute('href'))).toContain('/sign-up');
    expect(page.document.querySelector('meta[name="robots"]')).toBeNull();
  });

  it('speaks the browser’s language', async () => {
    const page = await visitor().get('/', { headers: { 'accept-language': 'en-GB,en;q=0.9' } });
    expect(page.one('html').getAttribute('lang')).toBe('en');
  });

  it('knows the way to a studio, however its address was typed', async () => {
    await signUp({ slug: 'find-me' });
    for (const typed of ['find-me', ' Find-Me ', 'http://find-me.regie.test/login', 'find-me.regie.test']) {
      const page = await visitor().get(`/studios?slug=${encodeURIComponent(typed)}`);
      expect([typed, page.status, page.location]).toEqual([typed, 303, 'http://find-me.regie.test/login']);
    }
    const unknown = await visitor().get('/studios?slug=%22%3E%3Cb%3Eunknown');
    expect([unknown.status, unknown.one('[name="slug"]').getAttribute('value')]).toEqual([404, '"><b>unknown']);
    expect(unknown.one('#f-slug-error').text).toContain('Aucun studio');
  });

  it('has no page that belongs to a studio', async () => {
    for (const path of ['/settings', '/settings/members', '/welcome/x/y', '/clients'])
      expect((await visitor().get(path)).status).toBe(404);
  });
});

describe('signing up', () => {
  let provisioner: Provisioner;
  beforeAll(async () => {
    provisioner = await startProvisioner(installation.platform, installation.migrations.tenant);
  });
  afterAll(() => provisioner.close());

  it('leads from a form to one’s own studio, signed in as its owner', async () => {
    const browser = visitor();
    const form = await browser.get('/sign-up');
    expect(
      form
        .all('main [name]')
        .map((field) => field.getAttribute('name'))
        .sort(),
    ).toEqual(['email', 'locale', 'name', 'password', 'requestKey', 'slug', 'studioName']);
    const sent = await browser.post('/sign-up', fields({ slug: 'studio-eclair', studioName: 'Studio Éclair' }));
    expect(sent.status).toBe(303);
    expect(sent.location).toMatch(/^\/sign-up\/[0-9a-f-]{36}\/progress\?key=[\w-]{43}$/);
    const progress = await browser.follow(sent);
    expect(progress.one('h1').text).toContain('Studio Éclair');
    expect(progress.all('.steps li')).toHaveLength(PROVISIONING_STEPS.length);

    await expect.poll(async () => (await browser.follow(sent)).all('a.btn.main').length, { timeout: 20_000 }).toBe(1);
    const ready = await browser.follow(sent);
    const entry = new URL(ready.one('a.btn.main').getAttribute('href') ?? '');
    expect(entry.origin).toBe('http://studio-eclair.regie.test');
    const there = visitor(entry.origin);
    for (let look = 0; look < 3; look += 1) expect((await there.get(entry.pathname)).status).toBe(200);
    expect(there.cookies.has('__Host-login')).toBe(false);
    const entered = await there.post(entry.pathname);
    expect([entered.status, entered.location]).toEqual([303, '/']);
    const settings = await there.get('/settings/members');
    expect(settings.all('tbody tr')).toHaveLength(1);
    expect(settings.text).toContain('Propriétaire');

    expect((await visitor(entry.origin).get(entry.pathname)).status).toBe(410);
    expect((await visitor(entry.origin).post(entry.pathname)).status).toBe(410);
    expect((await browser.follow(sent)).one('a.btn.main').getAttribute('href')).toBe(`${entry.origin}/login`);
    const again = await visitor(entry.origin).post('/login', {
      email: `owner@signup-${counter}.example`,
      password: PASSWORD,
    });
    expect(again.status).toBe(303);
  });

  it('reports its steps as they happen, and sends the browser on', async () => {
    const sent = await signUp();
    const path = sent.location?.replace('/progress', '/events') ?? '';
    const events = await visitor().request(path, { headers: { accept: 'text/event-stream' } });
    expect(events.headers.get('content-type')).toContain('text/event-stream');
    const text = await events.text();
    const names = [...text.matchAll(/^event: (\w+)$/gm)].map((match) => match[1]);
    expect(names.at(-1)).toBe('closed');
    expect(names.filter((name) => name === 'progress').length).toBeGreaterThan(0);
    expect(text).toContain('Ouvrir le studio');
    const entry = await visitor().request(sent.location?.replace('/progress', '/entry') ?? '', {
      headers: { 'hx-request': 'true' },
    });
    expect([entry.status, entry.headers.get('hx-redirect')]).toEqual([
      204,
      expect.stringMatching(/^http:\/\/signup-\d+\.regie\.test\/welcome\/[\w-]{43}$/),
    ]);
  });

  it('shows nothing without the key', async () => {
    const [mine, theirs] = [await signUp(), await signUp()];
    const id = mine.location?.split('/')[2];
    const key = theirs.location?.split('key=')[1];
    for (const path of [
      `/sign-up/${id}/progress`,
      `/sign-up/${id}/progress?key=${key}`,
      `/sign-up/nonsense/progress?key=${key}`,
      `/sign-up/${id}/events?key=x`,
      `/sign-up/${id}/entry`,
    ])
      expect([path, (await visitor().get(path)).status]).toEqual([path, 404]);
  });

  it('has a welcome that ends after a quarter of an hour and opens one studio only', async () => {
    const [mine, theirs] = [await signUp({ slug: 'welcome-a' }), await signUp({ slug: 'welcome-b' })];
    const token = mine.location?.split('key=')[1];
    for (const { location } of [mine, theirs])
      await expect
        .poll(async () => (await visitor().get(location ?? '')).all('a.btn.main').length, { timeout: 20_000 })
        .toBe(1);
    expect((await visitor('http://welcome-b.regie.test').post(`/welcome/${token}`)).status).toBe(410);
    installation.clock.set(new Date(Date.now() + 16 * 60_000));
    expect((await visitor('http://welcome-a.regie.test').post(`/welcome/${token}`)).status).toBe(410);
    installation.clock.run();
    const tries = Array.from({ length: 20 }, () => visitor('http://welcome-a.regie.test').post(`/welcome/${token}`));
    const statuses = (await Promise.all(tries)).map((page) => page.status).sort();
    expect(statuses).toEqual([303, ...Array(19).fill(410)]);
  });

  it('keeps no token and no password', async () => {
    const sent = await signUp();
    const token = sent.location?.split('key=')[1] ?? '';
    const tables = ['users', 'welcomes', 'studios', 'members'];
    const rows = await Promise.all(
      tables.map((table) => control().execute(sql`select t::text from ${sql.identifier(table)} t`)),
    );
    for (const secret of [token, PASSWORD]) expect(JSON.stringify(rows)).not.toContain(secret);
  });

  it('follows the studio’s name where no address was given', async () => {
    const named = { 'Café de l’Été & Fils': 'cafe-de-l-ete-fils', 'Œuvre Straße №3': 'oeuvre-strasse-no3' };
    for (const [studioName, slug] of Object.entries(named)) {
      expect((await signUp({ studioName, slug: '' })).status).toBe(303);
      expect(await count('hostnames', sql`host = ${`${slug}.regie.test`}`)).toBe(1);
    }
  });

  it.each([
    ['www', 'réservée'],
    ['admin', 'réservée'],
    ['ab', 'entre 3 et 40'],
    ['x'.repeat(41), 'Par exemple'],
    ['Café Été', 'cafe-ete'],
    ['-studio-', 'Par exemple : studio'],
    ['a.b', 'Par exemple : a-b'],
    ['xn--80ak6aa92e', 'Par exemple : xn-80ak6aa92e'],
    ['ѕtudіo', 'Par exemple'],
    ['東京', 'entre 3 et 40'],
    ['evil.example/', 'Par exemple : evil-example'],
  ])('does not take the address %j', async (slug, said) => {
    const before = await count('studios');
    const page = await signUp({ slug });
    expect(page.status).toBe(422);
    expect(page.one('#f-slug-error').text.replaceAll('\u00a0', ' ')).toContain(said);
    expect(await count('studios')).toBe(before);
  });

  it('asks for an address where the name has no letter of ours', async () => {
    const page = await signUp({ studioName: '東京スタジオ', slug: '' });
    expect([page.status, page.one('[name="studioName"]').getAttribute('value')]).toEqual([422, '東京スタジオ']);
    expect(page.one('#f-slug-error').text).toContain('entre 3 et 40');
  });

  it('offers free addresses in the place of one that is taken, and keeps what was typed', async () => {
    await signUp({ slug: 'taken-one' });
    await signUp({ slug: 'studio-taken-one' });
    const own = { slug: 'Taken-One', studioName: 'A & "B" <c>', name: '<i>Me</i>' };
    const page = await signUp(own);
    expect(page.status).toBe(422);
    const error = page.one('#f-slug-error').text;
    expect(error).toContain('taken-one-studio, taken-one-2 et taken-one-3');
    expect(page.text).toContain('value="A &amp; &#34;B&#34; <c>"');
    expect(page.one('[name="slug"]').getAttribute('value')).toBe('Taken-One');
    expect(page.text).not.toContain(PASSWORD);
  });

  it.each([
    'password1',
    'azerty123',
    'x',
    'y'.repeat(129),
    'Studio Ultime',
    'inesmorel',
    'aaaaaaaaaaaa',
    '12345678910',
  ])('does not take the password %j', async (password) => {
    const page = await signUp({ password, studioName: 'Studio Ultime' });
    expect(page.status).toBe(422);
    expect(page.one('#f-password-error').text).not.toBe('');
    expect(page.one('[name="password"]').getAttribute('value')).toBeUndefined();
  });

  it.each([
    ['studioName', ' '],
    ['studioName', 'x'.repeat(201)],
    ['name', ''],
    ['email', 'no-address'],
    ['email', 'a@b.example\r\nBcc: c@d.example'],
    ['locale', 'de'],
  ])('asks again for %s (case %#)', async (name, value) => {
    const page = await signUp({ [name]: value });
    expect(page.status).toBe(422);
    expect(page.one(`#f-${name}-error`).text).not.toBe('');
  });
});

describe('an address that is known', () => {
  /** What differs from one answer to the next in any case. */
  const anonymise = (text: string, own: Record<string, string>) =>
    Object.values(own)
      .filter((value) => value.length > 2)
      .reduce((left, value) => left.replaceAll(value, '·'), text)
      .replace(/signup-\d+|Studio \d+/g, '·')
      .replace(/[0-9a-f]{8}-[0-9a-f-]{27}|key=[\w-]{43}/g, '·');

  async function answer(own: Record<string, string>) {
    await control().execute(sql`delete from throttles`);
    const sent = fields(own);
    const page = await visitor().post('/sign-up', sent);
    const headers = [...page.headers].filter(([name]) => !['date', 'x-request-id', 'server-timing'].includes(name));
    return {
      status: page.status,
      headers: headers.map(([name, value]) => [name, anonymise(value, sent)]),
      text: anonymise(page.text, sent),
    };
  }

  it.each([
    ['a free slug', {}],
    ['a slug that is taken', { slug: 'taken-by-others' }],
    ['a slug that is none', { slug: 'a.b' }],
    ['a weak password', { password: 'azerty123' }],
    ['no name', { name: '' }],
  ] as [string, Record<string, string>][])(
    'is answered like an unknown one, with the right password or a wrong one: %s',
    async (_, wrong) => {
      await confirmed('account@known.example');
      await signUp({ slug: 'taken-by-others' });
      const known = await answer({ email: 'account@known.example', ...wrong });
      const guessed = await answer({ email: 'account@known.example', password: 'un tout autre secret', ...wrong });
      const unknown = await answer({ email: 'unknown@known.example', ...wrong });
      expect(known).toEqual(unknown);
      expect(guessed).toEqual(unknown);
      expect(unknown.status).toBe('slug' in wrong || 'password' in wrong || 'name' in wrong ? 422 : 303);
    },
  );

  it('is answered like an unknown one when too many ask', async () => {
    installation.clock.set('2026-11-20T10:01:00Z');
    await confirmed('often@known.example');
    for (const email of ['often@known.example', 'never@known.example']) {
      await control().execute(sql`delete from throttles`);
      const statuses: number[] = [];
      for (let tries = 0; tries < 6; tries += 1) statuses.push((await signUp({ email })).status);
      expect(statuses).toEqual([303, 303, 303, 303, 303, 429]);
    }
    installation.clock.run();
  });

  it('counts no studio that was not made', async () => {
    await signUp({ slug: 'taken-again' });
    const email = 'slow@known.example';
    for (let tries = 0; tries < 8; tries += 1) expect((await signUp({ email, slug: 'taken-again' })).status).toBe(422);
    expect((await signUp({ email })).status).toBe(303);
  });

  // What the machine does besides may spoil one comparison; a difference that is really there spoils them all.
  it('takes as long', { retry: 3 }, async () => {
    await confirmed('costly@known.example');
    await signUp({ slug: 'taken-for-long' });
    const forgetTries = () => control().execute(sql`delete from throttles`);
    const [known = 0, unknown = 0] = await compareTimes(forgetTries, 12, [
      () => signUp({ email: 'costly@known.example', slug: 'taken-for-long' }),
      () => signUp({ email: `new-${counter}@known.example`, slug: 'taken-for-long' }),
    ]);
    expect(Math.max(known, unknown) / Math.min(known, unknown)).toBeLessThan(1.6);
  });

  it('keeps its account as it was, and nothing is added to it', async () => {
    const email = 'victim@known.example';
    await confirmed(email);
    const before = await control().execute(
      sql`select * from users where email = ${email} and email_confirmed_at is not null`,
    );
    expect((await signUp({ email, password: 'un tout autre secret' })).status).toBe(303);
    expect(
      await control().execute(sql`select * from users where email = ${email} and email_confirmed_at is not null`),
    ).toEqual(before);
    expect(
      await count(
        'members',
        sql`user_id = (select id from users where email = ${email} and email_confirmed_at is not null)`,
      ),
    ).toBe(1);
  });

  it('may sign up several times at once', async () => {
    const email = 'race@known.example';
    const pages = await Promise.all([signUp({ email }), signUp({ email }), signUp({ email })]);
    expect(pages.map((page) => page.status)).toEqual([303, 303, 303]);
  });
});

describe('two who want the same address at once', () => {
  it('are kept unique by the database: one of twenty wins, the others keep what they typed', async () => {
    const countStrays = () => count('users', sql`not exists (select 1 from members where user_id = users.id)`);
    const before = await countStrays();
    const pages = await Promise.all(
      Array.from({ length: 20 }, (_, index) => signUp({ slug: 'wanted', studioName: `Wanted ${index}` })),
    );
    const lost = pages.filter((page) => page.status === 422);
    expect([pages.filter((page) => page.status === 303).length, lost.length]).toEqual([1, 19]);
    for (const page of lost) {
      expect(page.one('#f-slug-error').text).toContain('déjà prise');
      expect(page.one('[name="studioName"]').getAttribute('value')).toMatch(/^Wanted \d+$/);
    }
    expect(await count('studios', sql`slug = 'wanted'`)).toBe(1);
    expect(await count('members', sql`studio_id = (select id from studios where slug = 'wanted')`)).toBe(1);
    expect(await countStrays()).toBe(before);
  });

  it('would all win if the address were looked up before it is taken', async () => {
    const { sql: admin } = (await import('#platform/db/client.ts')).connect(
      installation.cluster.admin(installation.cluster.control),
      { max: 20, name: 'control of the test' },
    );
    await admin`create table wanted (slug text not null)`;
    const looked = await Promise.all(
      Array.from({ length: 20 }, () => admin`select 1 from wanted where slug = 'wanted'`),
    );
    const free = looked.filter((rows) => rows.length === 0);
    await Promise.all(free.map(() => admin`insert into wanted values ('wanted')`));
    const won = await admin`select 1 from wanted where slug = 'wanted'`;
    await admin`drop table wanted`;
    await admin.end({ timeout: 5 });
    expect(won).toHaveLength(20);
  });
});

it('is limited for one address, before anything costly is done', async () => {
  await control().execute(sql`insert into throttles (key, window_start, count)
    select 'identity sign-up address 127.0.0.1', date_trunc('hour', now()), 60`);
  const page = await signUp();
  expect([page.status, Number(page.headers.get('retry-after')) > 0]).toEqual([429, true]);
});

describe('a crash while a studio is being made', () => {
  it.each(PROVISIONING_STEPS)('after the step “%s” is mended by going on', async (crashed) => {
    const sent = await signUp();
    const id = sent.location?.split('/')[2] ?? '';
    const dying = await startProvisioner(installation.platform, installation.migrations.tenant, {
      onStep: (step: ProvisioningStep) => {
        if (step === crashed) throw new Error('crash');
      },
    });
    await dying.provision(id).catch(() => {});
    await dying.close();
    const page = await visitor().get(sent.location ?? '');
    const done = PROVISIONING_STEPS.indexOf(crashed) + 1;
    if (crashed === 'ready') expect(page.all('a.btn.main')).toHaveLength(1);
    else
      expect([page.all('.steps .done').length, page.all('.steps .now').length, page.all('noscript').length]).toEqual([
        done,
        1,
        1,
      ]);

    const next = await startProvisioner(installation.platform, installation.migrations.tenant);
    await next.provision(id);
    await expect
      .poll(async () => (await visitor().get(sent.location ?? '')).all('a.btn.main').length, { timeout: 20_000 })
      .toBe(1);
    await next.close();
    const host = `signup-${counter}.regie.test`;
    expect((await visitor(`http://${host}`).get('/login')).status).toBe(200);
  });
});
