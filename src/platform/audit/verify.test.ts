import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { checkStudioLog } from '#platform/audit/check-log.ts';
import { type Connected, connect } from '#platform/db/client.ts';
import { newId } from '#platform/db/ids.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';

let studio: TestStudio;
let owner: Connected['sql'];

const ROWS = 20;

beforeAll(async () => {
  studio = await testStudio();
  const { sql } = connect(studio.installation.cluster.admin(studio.studio.database), { max: 1, name: 'fill' });
  await sql`insert into audit (id, action, actor_kind, actor_name, request_id)
    select gen_random_uuid(), 'clients.update', 'user', 'Owen', 'r' || n from generate_series(2, ${ROWS}::int) n`;
  await sql`create table kept as select * from audit`;
  await sql`create table kept_head as select * from audit_head`;
  await sql.end({ timeout: 5 });
});

beforeEach(() => {
  ({ sql: owner } = connect(studio.installation.cluster.admin(studio.studio.database), { max: 1, name: 'forger' }));
});

/** As it was. */
afterEach(async () => {
  await owner.unsafe(`
    set session_replication_role = replica;
    delete from audit; insert into audit select * from kept;
    delete from audit_head; insert into audit_head select * from kept_head;`);
  await owner.end({ timeout: 5 });
});

/** As a superuser who has switched all triggers off. */
const forge = (statements: string) => owner.unsafe(`set session_replication_role = replica; ${statements}`);

const verify = () => checkStudioLog(studio.installation.cluster, studio.studio);

async function failures() {
  const { ok, failures: found } = await verify();
  expect(ok).toBe(found.length === 0);
  return found.map(({ problem, seq, until }) => [problem, seq, ...(until ? [until] : [])].join(' '));
}

describe('a log that was tampered with', () => {
  test('control: one that was not is whole', async () => {
    expect(await verify()).toEqual({ ok: true, rows: ROWS, failures: [], more: 0 });
  });

  test.each([
    ['a changed name', `update audit set actor_name = 'Owem' where seq = 7`, ['changed 7']],
    ['a changed time', `update audit set at = at - interval '1 microsecond' where seq = 1`, ['changed 1']],
    ['a changed detail', `update audit set details = '{"a":1}' where seq = 20`, ['changed 20']],
    ['a changed hash', `update audit set hash = sha256('x') where seq = 7`, ['changed 7']],
    ['two changed rows', `update audit set action = 'x' where seq in (3, 4)`, ['changed 3', 'changed 4']],
    ['a deleted row', 'delete from audit where seq = 5', ['missing 5']],
    ['the first row', 'delete from audit where seq = 1', ['missing 1']],
    ['several deleted rows', 'delete from audit where seq in (5, 6, 7, 11)', ['missing 5 7', 'missing 11']],
    ['the end', 'delete from audit where seq > 17', ['cut-off 18 20']],
    ['all of it', 'delete from audit', ['cut-off 1 20']],
    ['no end at all', 'delete from audit_head', ['head ']],
    ['another end', 'update audit_head set seq = 19', ['head 19']],
    ['neighbours', 'update audit set seq = 17 - seq where seq in (8, 9)', ['reordered 8', 'reordered 9']],
    ['rows far apart', 'update audit set seq = 20 - seq where seq in (3, 17)', ['reordered 3', 'reordered 17']],
    [
      'contents of two rows',
      `update audit a set request_id = b.request_id from audit b where a.seq + b.seq = 7 and a.seq in (3, 4)`,
      ['changed 3', 'changed 4'],
    ],
    [
      'an added row',
      `insert into audit (id, action, actor_kind, actor_name, request_id) values (gen_random_uuid(), 'x', 'user', '', '')`,
      ['added '],
    ],
    [
      'a second row of one number',
      `insert into audit (id, action, actor_kind, actor_name, request_id, seq, hash) values ('ffffffff-ffff-4fff-8fff-ffffffffffff', 'x', 'user', '', '', 6, 'x')`,
      ['added 6'],
    ],
    [
      'a changed and a missing row',
      `update audit set action = 'x' where seq = 2; delete from audit where seq = 9`,
      ['changed 2', 'missing 9'],
    ],
  ])('%s is found and named', async (_, statements, expected) => {
    await forge(statements);
    expect((await failures()).map((text) => text.trim())).toEqual(expected.map((text) => text.trim()));
  });
});

describe('a log whose end is anchored', () => {
  const anchored = async () => {
    await studio.installation.platform.inScope(
      studio.studio.id,
      { kind: 'system', name: 'schedule' },
      newId(),
      (scope) =>
        studio.installation.platform.registry.definitions.get('identity.anchor-audit')?.run(scope, {}, run) ?? fail(),
    );
  };
  const run = { key: 'x', progress: async () => {} };
  const fail = () => Promise.reject(new Error('there is no such job'));

  test('cannot be cut off by who moves the end that it remembers itself', async () => {
    await anchored();
    await anchored();
    const forgery = `
      delete from audit where seq > 17; update audit_head set seq = 17, hash = (select hash from audit where seq = 17)`;
    await forge(forgery);
    expect(await failures()).toEqual(['cut-off 18 20']);
  });

  test('cannot be written anew', async () => {
    await forge(`
      update audit set action = 'x' where seq = 12; update audit set seq = null, hash = null where seq >= 12;
      update audit_head set seq = 11, hash = (select hash from audit where seq = 11);
      set session_replication_role = origin; select chain_audit();`);
    expect(await failures()).toEqual(['rewritten 20']);
  });
});
