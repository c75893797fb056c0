import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkStudioLog } from '#platform/audit/check-log.ts';
import { signCut } from '#platform/audit/cuts.ts';
import { type Connected, connect } from '#platform/db/client.ts';
import { createSecrets } from '#platform/secrets.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';

const OLD = 30;
const PAGE = '/settings/audit/retention';

let studio: TestStudio;
let owner: Connected['sql'];

beforeAll(async () => {
  studio = await testStudio();
  ({ sql: owner } = connect(studio.installation.cluster.admin(studio.studio.database), { max: 1, name: 'forger' }));
  await fillAnew();
});
afterAll(() => owner.end({ timeout: 5 }));

/** A log of thirty months, one row a month, the latest of this month. */
async function fillAnew(): Promise<void> {
  await owner.unsafe(`
    set session_replication_role = replica;
    delete from audit; delete from audit_cuts; delete from audit_retention;
    insert into audit (id, at, action, actor_kind, actor_name, request_id)
    select gen_random_uuid(), now() - n * interval '1 month', 'clients.update', 'user', 'Owen', 'r' || n from generate_series(0, ${OLD - 1}) n;
    update audit_head set seq = 0, hash = decode(repeat('00', 32), 'hex');
    select chain_audit();
    set session_replication_role = origin;`);
}

const verify = () => checkStudioLog(studio.installation.cluster, studio.studio);
const run = { key: 'x', progress: async () => {} };

async function nightly(): Promise<void> {
  const job = studio.installation.platform.registry.definitions.get('identity.cut-audit');
  await job?.run(await studio.scope(), {}, run);
}

const problems = async () => (await verify()).failures.map(({ problem, seq }) => `${problem} ${seq}`);

describe('how long the log is kept', () => {
  test('is without limit until the owner says otherwise', async () => {
    const visitor = await studio.as('owner');
    const page = await visitor.get(PAGE);
    expect(page.one('[name=years][checked]').getAttribute('value')).toBe('unlimited');
    await nightly();
    expect(await verify()).toMatchObject({ ok: true, rows: OLD });
    expect((await visitor.post(PAGE, { years: '2' })).status).toBe(422);
    for (const years of ['3', 'unlimited', '1']) expect((await visitor.post(PAGE, { years })).status).toBe(303);
    expect((await visitor.get(PAGE)).one('[name=years][checked]').getAttribute('value')).toBe('1');
    expect((await visitor.get('/settings/audit')).text).toMatch(/a réglé la conservation du journal\s: 1 an/);
  });

  test.each(['admin', 'manager', 'user'] as const)('is not for %s to say', async (role) => {
    const visitor = await studio.as(role);
    expect((await visitor.get(PAGE)).status).toBe(403);
    expect((await visitor.post(PAGE, { years: '1' })).status).toBe(403);
  });

  test('older rows go, and the rest is verified from there', async () => {
    const [before] = await owner<{ rows: number }[]>`select count(*)::int as rows from audit`;
    await nightly();
    const [after] = await owner<{ rows: number; oldest: boolean }[]>`
      select count(*)::int as rows, min(at) > now() - interval '1 year 1 day' as oldest from audit`;
    expect(after?.oldest).toBe(true);
    expect(after?.rows).toBeLessThan(before?.rows ?? 0);
    expect(await verify()).toMatchObject({ ok: true, rows: after?.rows });
    expect((await (await studio.as('owner')).get('/settings/audit')).text).toMatch(
      /Lignes du journal antérieures au .{8,20}, effacées\s: 18/,
    );
    await nightly();
    expect((await verify()).ok).toBe(true);
  });

  test('the first row that is left cannot go unnoticed', async () => {
    await owner.unsafe(`set session_replication_role = replica;
      delete from audit where seq = (select min(seq) from audit); set session_replication_role = origin`);
    expect(await problems()).toEqual([expect.stringMatching(/^missing /)]);
  });
});

describe('a cut that this installation did not make', () => {
  const asStudio = async (statement: string) => {
    const { sql } = connect(studio.installation.cluster.studio(studio.studio.database), { max: 1, name: 'attacker' });
    try {
      return await sql.begin('read write', (tx) => tx.unsafe(statement));
    } finally {
      await sql.end({ timeout: 5 });
    }
  };

  test('is found out', async () => {
    await fillAnew();
    await asStudio(`select cut_audit(3, now() - interval '13 months', 'x')`);
    expect(await problems()).toEqual(['missing 1', 'unsigned 3']);
  });

  test('also with the signature of another studio', async () => {
    await fillAnew();
    const secrets = createSecrets(studio.installation.cluster.key);
    const [last] = await owner<{ seq: number; hash: Buffer }[]>`select seq::int as seq, hash from audit where seq = 3`;
    const stolen = signCut(secrets, '00000000-0000-4000-8000-000000000000', last ?? { seq: 0, hash: Buffer.of() });
    await asStudio(`select cut_audit(3, now() - interval '13 months', '\\x${stolen.toString('hex')}')`);
    expect(await problems()).toEqual(['missing 1', 'unsigned 3']);
  });

  test.each([
    `select cut_audit(28, now(), 'x')`,
    `select cut_audit(28, now() - interval '13 months', 'x')`,
    `insert into audit_cuts (seq, hash, kept_from, signature) values (3, 'x', now(), 'x')`,
    'delete from audit_cuts',
    `select set_config('regie.audit_cut', '99', true); delete from audit`,
  ])('takes nothing of the last year: %s', async (statement) => {
    await fillAnew();
    await expect(asStudio(statement)).rejects.toMatchObject({ code: '42501' });
    expect((await verify()).ok).toBe(true);
  });
});
