import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkPlatformLog } from '#platform/audit/check-log.ts';
import { anchorPlatformLog, readPlatformAnchors } from '#platform/audit/platform-anchors.ts';
import { type Connected, connect } from '#platform/db/client.ts';
import { type TestInstallation, testInstallation } from '#testing/installation.ts';
import { testStudio } from '#testing/studio.ts';

const NOW = new Date('2026-03-04T05:06:07Z');

let installation: TestInstallation;
let owner: Connected['sql'];

beforeAll(async () => {
  installation = await testInstallation();
  const studio = await testStudio();
  await studio.as('owner');
  const { cluster } = installation;
  ({ sql: owner } = connect(cluster.admin(cluster.control), { max: 1, name: 'forger' }));
  await anchorPlatformLog(installation.platform, NOW);
});
afterAll(() => owner.end({ timeout: 5 }));

const anchors = () => readPlatformAnchors(installation.cluster, installation.platform.storage, NOW);
const check = async () => (await checkPlatformLog(installation.cluster, await anchors())).failures;

test('the end of the platform’s log is kept once a day', async () => {
  await anchorPlatformLog(installation.platform, new Date(NOW.getTime() + 3_600_000));
  expect(await anchors()).toHaveLength(1);
  expect(await check()).toEqual([]);
});

test('rows up to there cannot be written anew', async () => {
  const [anchor] = await anchors();
  const rewrite = owner.begin(async (tx) => {
    await tx.unsafe(`
      set local session_replication_role = replica;
      update audit set actor_name = actor_name || 'x', seq = null, hash = null;
      update audit_head set seq = 0, hash = decode(repeat('00', 32), 'hex');`);
    await tx`select chain_audit()`;
    const [row] = await tx<{ hash: Buffer }[]>`select hash from audit where seq = ${anchor?.seq ?? 0}`;
    expect(row?.hash.equals(anchor?.hash ?? Buffer.of())).toBe(false);
    throw new Error('undone');
  });
  await expect(rewrite).rejects.toThrow('undone');
  const [good] = await anchors();
  const forged = [{ ...(good ?? { seq: 1, takenAt: NOW }), hash: Buffer.alloc(32, 7) }];
  expect((await checkPlatformLog(installation.cluster, forged)).failures).toMatchObject([
    { problem: 'rewritten', seq: good?.seq },
  ]);
});

test('an anchor that another program wrote is refused', async () => {
  const files = installation.platform.storage.filesOf('platform');
  const key = 'audit-anchors/2026-03-03.json';
  const text = { seq: 1, hash: '00'.repeat(32), takenAt: NOW.toISOString(), signature: '11'.repeat(32) };
  await files.put(key, Buffer.from(JSON.stringify(text)), { contentType: 'application/json' });
  await expect(anchors()).rejects.toThrow('2026-03-03');
  await files.remove(key);
});
