/** A reminder can be taken back until it leaves, and then not. */
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { aClient, anIssuedInvoice, mayIssue } from '#testing/fixtures.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';
import type { Visitor } from '#testing/visit.ts';

let studio: TestStudio;
let owner: Visitor;
let clientId: string;

beforeAll(async () => {
  studio = await testStudio();
  owner = await studio.as('owner');
  await mayIssue(studio);
  clientId = await aClient(owner, { name: 'Mona Vasseur', email: 'mona@vasseur.example' });
});

beforeEach(() => studio.clock.set('2026-11-20T13:42:00+01:00'));

const withdraw = (id: string, by = owner) => by.post(`/invoices/${id}/reminder/withdrawal`);

async function reminded(): Promise<string> {
  const id = await anIssuedInvoice(owner, clientId);
  expect((await owner.post(`/invoices/${id}/reminder`)).status).toBe(303);
  return id;
}

it('is offered on the page that says it leaves; then no mail leaves, and another may be asked for', async () => {
  const id = await reminded();
  const undo = (await owner.get(`/invoices/${id}`)).one('.flash form');
  expect([undo.getAttribute('action'), undo.text.trim()]).toEqual([
    `/invoices/${id}/reminder/withdrawal`,
    'Annuler la relance',
  ]);
  expect((await withdraw(id)).location).toBe(`/invoices/${id}`);
  const page = await owner.get(`/invoices/${id}`);
  expect(page.one('.flash').text).toContain('La relance est annulée.');
  expect(page.text).not.toContain('Envoi en cours');
  await studio.jobsDone();
  expect(studio.mails()).toEqual([]);
  expect((await owner.post(`/invoices/${id}/reminder`)).status).toBe(303);
  await studio.jobsDone();
  expect(studio.mails()).toHaveLength(1);
});

it('is refused once it has left, where none was asked for, and to other roles', async () => {
  const id = await reminded();
  expect((await withdraw(id, await studio.as('user'))).status).toBe(403);
  await studio.jobsDone();
  const late = await withdraw(id);
  expect([late.status, late.text.includes('La relance est déjà partie.')]).toEqual([409, true]);
  expect((await owner.get(`/invoices/${id}`)).text).toContain('mona@vasseur.example');
  expect((await withdraw(await anIssuedInvoice(owner, clientId))).status).toBe(404);
});

it('either leaves or is withdrawn when both happen at the same time', async () => {
  for (let round = 0; round < 6; round += 1) {
    const id = await reminded();
    const before = studio.mails().length;
    const [{ status }] = await Promise.all([withdraw(id), studio.jobsDone()]);
    expect([303, 409]).toContain(status);
    expect(studio.mails()).toHaveLength(before + (status === 303 ? 0 : 1));
  }
});
