import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { DEMO_PASSWORD, DEMO_STUDIOS, isDemoReady, seedDemo } from '#demo.ts';
import { DEMO_SECRET } from '#identity/seed.ts';
import { codeAt, stepAt } from '#identity/two-factor/codes.ts';
import { readRows } from '#platform/db/raw.ts';
import { asSystem } from '#platform/platform.ts';
import { type TestInstallation, testInstallation } from '#testing/installation.ts';
import { createVisitor } from '#testing/visit.ts';

let installation: TestInstallation;

beforeAll(async () => {
  installation = await testInstallation();
  expect(await isDemoReady(installation.platform)).toBe(false);
  await seedDemo(installation.platform, installation.migrations);
}, 120_000);

const studios = () =>
  installation.platform.control.db.execute<{ id: string; slug: string; seeded: boolean }>(sql`
    select id, slug, exists (select 1 from provisioning_steps where studio_id = s.id and step = 'seeded') as seeded
    from studios s order by slug`);

async function logIn(slug: string, role: string) {
  const visitor = createVisitor({ app: installation.app, origin: `http://${slug}.regie.test` });
  const page = await visitor.post('/login', { email: `${role}@${slug}.example`, password: DEMO_PASSWORD });
  return { visitor, page };
}

describe('the demo studios', () => {
  it('are there, filled by every module', async () => {
    expect((await studios()).map(({ slug, seeded }) => [slug, seeded])).toEqual([
      ['beat-lab', true],
      ['home-studio', true],
      ['studio-pro', true],
    ]);
    expect(await isDemoReady(installation.platform)).toBe(true);
  });

  it.each(DEMO_STUDIOS)('let everybody of $slug in', async ({ slug, name }) => {
    for (const role of ['owner', 'admin', 'manager', 'user']) {
      const { visitor, page } = await logIn(slug, role);
      expect([role, page.status]).toEqual([role, 303]);
      expect((await visitor.get('/settings/profile')).one('title').text).toContain(name);
    }
  });

  it.each(DEMO_STUDIOS)(
    'have a member of $slug who signs in in two steps, with the key that the start shows',
    async ({ slug }) => {
      const { visitor, page } = await logIn(slug, 'secure');
      expect(page.location).toBe('/login/second-factor');
      const code = codeAt(DEMO_SECRET, stepAt(installation.clock.now()));
      expect((await visitor.post('/login/second-factor', { code })).location).toBe('/');
      expect((await visitor.get('/settings/two-factor')).text).toContain('10 codes de secours');
    },
  );

  it('have books that add up: no invoice with more paid than due, none with other payments than it says', async () => {
    for (const { id, slug } of await studios()) {
      const wrong = await asSystem(installation.platform, id, 'test', ({ db }) =>
        readRows(
          db,
          sql`select number, gross, credited, paid from invoices i
            where paid > greatest(gross - credited, 0)
              or paid <> (select coalesce(sum(amount), 0) from payments where invoice_id = i.id)`,
        ),
      );
      expect(wrong, slug).toEqual([]);
    }
  });

  it('stay as they are when seeding runs again, by two processes at once', async () => {
    const before = await studios();
    await Promise.all([1, 2].map(() => seedDemo(installation.platform, installation.migrations)));
    expect(await studios()).toEqual(before);
  });

  it('are made anew when they were left half seeded', async () => {
    const [lab] = await studios();
    await installation.platform.control.db.execute(
      sql`delete from provisioning_steps where studio_id = ${lab?.id} and step = 'seeded'`,
    );
    expect(await isDemoReady(installation.platform)).toBe(false);
    await seedDemo(installation.platform, installation.migrations);
    const [again] = await studios();
    expect([again?.slug, again?.seeded, again?.id === lab?.id]).toEqual(['beat-lab', true, false]);
    expect((await logIn('beat-lab', 'manager')).page.status).toBe(303);
  });

  it('leave a studio alone that was signed up under that address', async () => {
    const { db } = installation.platform.control;
    const lab = (await studios())[0]?.id;
    await db.execute(sql`update studios set demo = false where id = ${lab}`);
    await db.execute(sql`delete from provisioning_steps where studio_id = ${lab} and step = 'seeded'`);
    await seedDemo(installation.platform, installation.migrations);
    expect((await studios())[0]).toMatchObject({ id: lab, seeded: false });
  });
});
