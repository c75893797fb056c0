import { beforeAll, beforeEach, expect, it } from 'vitest';
import { purgeDeletedDrafts } from '#invoicing/drafts/removal.ts';
import { deletedDrafts } from '#invoicing/schema.ts';
import { asSystem } from '#platform/platform.ts';
import { aBooking, type BasicStudio, basicStudio, create, mayIssue } from '#testing/fixtures.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';

let studio: TestStudio;
let basics: BasicStudio;

beforeAll(async () => {
  studio = await testStudio();
  basics = await basicStudio(studio);
  await mayIssue(studio);
});

beforeEach(() => studio.clock.set('2026-11-20T13:42:00+01:00'));

let hour = 8;
async function draftOfSession(): Promise<{ readonly id: string; readonly sessionId: string }> {
  const { owner, roomId, clientId } = basics;
  const at = (plus: number) => `2026-11-19T${String(hour + plus).padStart(2, '0')}:00`;
  const sessionId = await aBooking(owner, roomId, { startsAt: at(0), endsAt: at(1) }, { clientId });
  hour += 1;
  return { id: await create(owner, '/invoices', { clientId, sessionId }), sessionId };
}

it('is taken back from the page that says so, with its lines, taxes and what it bills', async () => {
  const { owner } = basics;
  const { id, sessionId } = await draftOfSession();
  const before = await owner.get(`/invoices/${id}`);
  await owner.post(`/invoices/${id}/removal`);
  const list = await owner.get('/invoices');
  expect((await owner.get(`/invoices/${id}`)).status).toBe(404);
  const undo = list.one('.flash form');
  expect([undo.getAttribute('action'), undo.text.trim()]).toEqual([
    `/invoices/${id}/restoration`,
    'Annuler la suppression',
  ]);
  const restored = await owner.post(`/invoices/${id}/restoration`);
  expect([restored.status, restored.location]).toEqual([303, `/invoices/${id}/edit`]);
  const after = await owner.get(`/invoices/${id}`);
  expect(after.all('main table').map((table) => table.text)).toEqual(
    before.all('main table').map((table) => table.text),
  );
  expect((await owner.get(`/sessions/${sessionId}`)).text).toContain(`/invoices/${id}`);
  expect((await owner.post(`/invoices/${id}/issuance`)).status).toBe(303);
});

it('stays deleted once another invoice bills its session', async () => {
  const { owner, clientId } = basics;
  const { id, sessionId } = await draftOfSession();
  await owner.post(`/invoices/${id}/removal`);
  await create(owner, '/invoices', { clientId, sessionId });
  const refused = await owner.post(`/invoices/${id}/restoration`);
  expect([refused.status, refused.text.includes('ne peut plus être rétabli')]).toEqual([409, true]);
  expect((await owner.get(`/invoices/${id}`)).status).toBe(404);
});

it('is gone after a day, for other roles, and at another studio', async () => {
  const { owner } = basics;
  const { id } = await draftOfSession();
  await owner.post(`/invoices/${id}/removal`);
  expect((await (await studio.as('user')).post(`/invoices/${id}/restoration`)).status).toBe(403);
  const elsewhere = await testStudio();
  expect((await (await elsewhere.as('owner')).post(`/invoices/${id}/restoration`)).status).toBe(404);
  studio.clock.set('2026-11-21T13:43:00+01:00');
  expect((await owner.post(`/invoices/${id}/restoration`)).status).toBe(404);
});

it('is erased after a day, and not before', async () => {
  const { id } = await draftOfSession();
  await basics.owner.post(`/invoices/${id}/removal`);
  const kept = () =>
    asSystem(studio.installation.platform, studio.studio.id, 'schedule', async (scope) => {
      await purgeDeletedDrafts(scope);
      const rows = await scope.db.select({ id: deletedDrafts.id }).from(deletedDrafts);
      return rows.map((row): string => row.id);
    });
  expect(await kept()).toContain(id);
  studio.clock.set('2026-11-21T13:43:00+01:00');
  expect(await kept()).not.toContain(id);
});
