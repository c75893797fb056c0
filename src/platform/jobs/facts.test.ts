import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { newId } from '#platform/db/ids.ts';
import { readRows } from '#platform/db/raw.ts';
import { type FactPayload, onAction } from '#platform/jobs/facts.ts';
import { createRegistry } from '#platform/jobs/registry.ts';
import type { Module } from '#platform/module.ts';
import type { Scope } from '#platform/scope.ts';
import { withScope } from '#platform/tenancy/open-scope.ts';
import { runJobs } from '#testing/run-jobs.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';

const heard: [name: string, fact: FactPayload][] = [];
const hear = (name: string) => onAction(async (_, fact) => void heard.push([name, fact]));

/** Two modules of our own listen instead of the product's. */
const registry = createRegistry([
  { name: 'notes', on: { 'clients.note': hear('notes') } },
  { name: 'webhooks', on: { '*': hear('webhooks') } },
] satisfies readonly Module[]);

let studio: TestStudio;
let subject: { readonly kind: 'client'; readonly id: string };

beforeEach(async () => {
  studio ??= await testStudio();
  subject = { kind: 'client', id: newId() };
  heard.length = 0;
});

/** @param dispatch what happens after the commit; left out, the queue gets the messages */
async function listenedTo(dispatch?: () => void): Promise<Scope> {
  const { services } = studio.installation.platform;
  const heardBy = { ...services, subscribers: registry.subscribers, ...(dispatch && { dispatch }) };
  const actor = { kind: 'system', name: 'test' } as const;
  return withScope(heardBy, { studio: studio.studio, actor, requestId: newId() }, async (scope) => scope);
}

function runSubscribers(): Promise<void> {
  const { platform, queue } = studio.installation;
  return runJobs({ platform: { ...platform, registry }, queue });
}

const said = () => heard.map(([name, { action }]) => `${name} ${action}`).sort();

describe('a committed action', () => {
  it('is heard once by each module that listens to it or to everything, with ids alone', async () => {
    const scope = await listenedTo();
    await scope.write('clients.note', async (w) => w.about(subject, { name: 'Mona' }));
    await runSubscribers();
    const [entry] = await readRows<{ id: string }>(
      scope.db,
      sql`select id from audit where subject_id = ${subject.id}`,
    );
    const fact = { action: 'clients.note', entryId: entry?.id, subject };
    expect(heard).toEqual([
      ['notes', fact],
      ['webhooks', fact],
    ]);
  });

  it('is heard of when it was part of another one too', async () => {
    const scope = await listenedTo();
    await scope.write('clients.update', async (w) => {
      w.about(subject, { name: 'Mona' });
      await w.write('clients.note', async (inner) => inner.about(subject, { name: 'Mona' }));
      await w.write('clients.archive', async (inner) => inner.unchanged());
    });
    await runSubscribers();
    expect(said()).toEqual(['notes clients.note', 'webhooks clients.note', 'webhooks clients.update']);
  });

  it('is no event before, nor when it is rolled back', async () => {
    const scope = await listenedTo();
    const failing = scope.write('clients.note', async (w) => {
      w.about(subject, { name: 'Mona' });
      await runSubscribers();
      expect(heard).toEqual([]);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    await runSubscribers();
    expect(heard).toEqual([]);
  });

  it('is heard of after a crash between commit and dispatch, once', async () => {
    const scope = await listenedTo(() => {});
    await scope.write('clients.note', async (w) => w.about(subject, { name: 'Mona' }));
    await runSubscribers();
    expect(heard).toEqual([]);
    const { control, dispatcher } = studio.installation.platform;
    await control.db.execute(sql`update outbox_hints set hinted_at = hinted_at - interval '2 minutes'`);
    expect(await dispatcher.sweep()).toBe(2);
    await runSubscribers();
    expect(said()).toEqual(['notes clients.note', 'webhooks clients.note']);
    expect(await dispatcher.sweep()).toBe(0);
  });

  it('is not taken from a message that carries anything else', () => {
    const payload = hear('notes').payload;
    expect(payload.safeParse({ action: 'clients.note', entryId: newId(), subject }).success).toBe(true);
    expect(payload.safeParse({ action: 'clients.note', entryId: 'x', subject }).success).toBe(false);
    expect(payload.safeParse({ action: 'Nonsense', entryId: newId(), subject: null }).success).toBe(false);
  });
});
