import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { connect } from '#platform/db/client.ts';
import { newId } from '#platform/db/ids.ts';
import { readRows } from '#platform/db/raw.ts';
import type { Write } from '#platform/scope.ts';
import { rawWrite } from '#testing/raw-write.ts';
import { testStudio } from '#testing/studio.ts';

describe('a write', () => {
  test('leaves its audit rows with the change, or neither', async () => {
    const studio = await testStudio();
    const scope = await studio.scope('owner');
    const subject = { kind: 'client', id: newId() } as const;
    await scope.write('clients.update', async (write) => {
      write.about(subject, { name: 'Mona' });
      await write.write('clients.note', async (inner) => inner.about(subject, { name: 'Mona' }));
    });
    const failing = scope.write('clients.update', async (write) => {
      write.about(subject, { name: 'Mona' });
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    const rows = await readRows(
      scope.db,
      sql`select action, actor_name, details from audit where client_id = ${subject.id} order by id`,
    );
    expect(rows).toEqual([
      { action: 'clients.update', actor_name: studio.members.owner.name, details: { name: 'Mona' } },
      { action: 'clients.note', actor_name: studio.members.owner.name, details: { name: 'Mona' } },
    ]);
  });

  test('that does not say what it is about is a bug, and is rolled back', async () => {
    const scope = await (await testStudio()).scope();
    const key = newId();
    const insert = (write: Write) => write.tx.execute(sql`insert into effects (key) values (${key})`);
    await expect(scope.write('clients.update', insert)).rejects.toThrow('clients.update ended without about()');
    const inner = scope.write('clients.update', async (write) => {
      write.unchanged();
      await write.write('clients.note', insert);
    });
    await expect(inner).rejects.toThrow('clients.note ended without about()');
    expect(await readRows(scope.db, sql`select key from effects where key = ${key}`)).toEqual([]);
  });

  test('may say that nothing came of it, and may be about nothing', async () => {
    const scope = await (await testStudio()).scope();
    await scope.write('clients.update', async (write) => write.unchanged());
    await scope.write('identity.reset', async (write) => write.about(null, {}));
    await scope.write('sessions.create', async (write) =>
      write.about(
        { kind: 'session', id: newId() },
        { title: 'Prise', room: 'A', startsAt: '', endsAt: '' },
        { clientId: '01890000-0000-7000-8000-000000000000', at: new Date('2026-01-02T03:04:05Z') },
      ),
    );
    const rows = await readRows(
      scope.db,
      sql`select action, subject_kind, client_id, at < now() - interval '1 minute' as earlier from audit
        where action <> 'studios.create' order by id`,
    );
    expect(rows).toEqual([
      { action: 'identity.reset', subject_kind: null, client_id: null, earlier: false },
      {
        action: 'sessions.create',
        subject_kind: 'session',
        client_id: '01890000-0000-7000-8000-000000000000',
        earlier: true,
      },
    ]);
  });

  test('asks for the permission, the inner one too', async () => {
    const user = await (await testStudio()).scope('user');
    await expect(user.write('invoicing.issue', async () => {})).rejects.toMatchObject({ code: 'forbidden' });
    const sneaky = user.write('clients.update', (write) => write.write('invoicing.issue', async () => {}));
    await expect(sneaky).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('that loses its connection before COMMIT is tried again, from the beginning', async () => {
    const scope = await (await testStudio()).scope();
    let tries = 0;
    const key = newId();
    await rawWrite(scope, async (tx) => {
      tries += 1;
      await tx.execute(sql`insert into effects (key) values (${key})`);
      if (tries === 1) throw Object.assign(new Error('as the driver says it'), { code: 'CONNECTION_CLOSED' });
    });
    expect(tries).toBe(2);
    expect(await readRows(scope.db, sql`select key from effects where key = ${key}`)).toHaveLength(1);
  });

  test('that loses its connection once COMMIT was sent is not tried again: it may have been kept', async () => {
    const studio = await testStudio();
    const owner = await studio.as('owner');
    const { cluster } = studio.installation;
    const admin = connect(cluster.admin(studio.studio.database), { max: 1, name: 'killer' });
    // What a rollback does not take back counts the commits.
    await admin.sql.unsafe(`
      create sequence commits;
      create function cut() returns trigger language plpgsql security definer as $$
      begin perform nextval('public.commits'); perform pg_terminate_backend(pg_backend_pid()); return null; end $$;
      create constraint trigger cut after insert on clients deferrable initially deferred
        for each row execute function cut();`);
    const { status } = await owner.post('/clients', { kind: 'person', name: 'Mona Vasseur' });
    const [row] = await admin.sql<{ commits: string }[]>`select last_value as commits from commits`;
    expect([status, row?.commits]).toEqual([503, '1']);
    await admin.sql.end({ timeout: 5 });
  });

  test('whose jobs the queue does not take leaves a hint, by which the sweeper finds them', async () => {
    const studio = await testStudio();
    const { queue, platform } = studio.installation;
    queue.isAway = true;
    expect((await studio.visitor().post('/portal/login', { email: 'mona@vasseur.example' })).status).toBe(303);
    await platform.dispatcher.idle();
    queue.isAway = false;
    // A hint that is as young as this one counts when it is seen for the second time.
    for (let round = 0; round < 2; round += 1) await platform.dispatcher.sweep();
    const jobs: string[] = [];
    for (let message = queue.take(); message; message = queue.take())
      if (message.studioId === studio.studio.id) jobs.push(message.job);
    expect(jobs).toContain('portal.send-link');
  });

  test('that deadlocks with another is tried again until both are done', async () => {
    const scope = await (await testStudio()).scope();
    await rawWrite(scope, (tx) => tx.execute(sql`insert into effects (key) values ('a'), ('b')`));
    const touch = (first: string, second: string) =>
      rawWrite(scope, async (tx) => {
        await tx.execute(sql`update effects set done_at = now() where key = ${first}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
        await tx.execute(sql`update effects set done_at = now() where key = ${second}`);
        return first;
      });
    expect(await Promise.all([touch('a', 'b'), touch('b', 'a')])).toEqual(['a', 'b']);
  });
});
