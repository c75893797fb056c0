/** A draft that is edited in the moment in which it is issued. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { editInvoicePath, invoicePath, issuancePath } from '#invoicing/paths.ts';
import { aClient, aDraft, LINE, mayIssue } from '#testing/fixtures.ts';
import { meet } from '#testing/meeting.ts';
import { type SecondProcess, startSecondProcess } from '#testing/second-process.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';
import type { Visitor } from '#testing/visit.ts';

let studio: TestStudio;
let owner: Visitor;
let clientId: string;
let elsewhere: SecondProcess;

beforeAll(async () => {
  studio = await testStudio();
  await mayIssue(studio);
  owner = await studio.as('owner');
  clientId = await aClient(owner);
  elsewhere = await startSecondProcess(studio);
});
afterAll(() => elsewhere.close());

/** @returns what issues a draft, and what makes its one line dearer */
async function aDraftOf(unitPrice: string) {
  const id = await aDraft(owner, clientId, [{ unitPrice }]);
  const lineId = (await owner.get(editInvoicePath(id))).one('[name=lineId]').getAttribute('value') ?? '';
  return {
    id,
    issue: (visitor = owner) => visitor.post(issuancePath(id)),
    change: (visitor = owner) => visitor.post(invoicePath(id), { ...LINE, lineId, unitPrice: '200,00' }),
  };
}

describe('a line', () => {
  it('that is changed while its draft is being issued is refused: what has a number stays as it is', async () => {
    let id = '';
    const { answers } = await meet(studio, 'audit', async () => {
      const draft = await aDraftOf('100,00');
      id = draft.id;
      return [() => draft.issue(), () => draft.change(elsewhere.open(owner))];
    });
    expect(answers.map(({ status }) => status)).toEqual([303, 409]);
    expect((await owner.get(invoicePath(id))).one('main').text).toContain('120,00\u00a0€');
  });

  it('that is being changed is waited for: what is issued is the sum of the changed lines', async () => {
    let id = '';
    const { answers, overtook } = await meet(studio, 'audit', async () => {
      const draft = await aDraftOf('0,00');
      id = draft.id;
      return [() => draft.change(), () => draft.issue(elsewhere.open(owner))];
    });
    expect([overtook, ...answers.map(({ status }) => status)]).toEqual([false, 303, 303]);
    const page = await owner.get(invoicePath(id));
    expect(page.one('main').text).toContain('240,00\u00a0€');
    expect(page.one('.head .chip').text, 'not paid, as nothing would be').not.toBe('Réglée');
  });
});
