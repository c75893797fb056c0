import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { newId } from '#platform/db/ids.ts';
import { readRows } from '#platform/db/raw.ts';
import { testStudio } from '#testing/studio.ts';

describe('a write', () => {
  test('leaves its audit rows with the change, or neither', async () => {
    const studio = await testStudio();
    const scope = await studio.scope('owner');
    const subject = { kind: 'client', id: newId() };
    await scope.write('clients.update', async (write) => {
      write.about(subject, { name: 'Mona' });
      await write.write('clients.note', async (inner) => inner.about(subject));
    });
    const failing = scope.write('clients.update', async (write) => {
      write.about(subject);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    const rows = await readRows(
      scope.db,
      sql`select action, actor_name, details from audit where subject_id = ${subject.id} order by id`,
    );
    expect(rows).toEqual([
      { action: 'clients.update', actor_name: studio.members.owner.name, details: { name: 'Mona' } },
      { action: 'clients.note', actor_name: studio.members.owner.name, details: {} },
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
    await scope.write('clients.update', async (write) => {
      tries += 1;
      await write.tx.execute(sql`insert into effects (key) values (${key})`);
      if (tries === 1) throw Object.assign(new Error('as the driver says it'), { code: 'CONNECTION_CLOSED' });
    });
    expect(tries).toBe(2);
    expect(await readRows(scope.db, sql`select key from effects where key = ${key}`)).toHaveLength(1);
  });

  test('that deadlocks with another is tried again until both are done', async () => {
    const scope = await (await testStudio()).scope();
    await scope.write('clients.update', (write) =>
      write.tx.execute(sql`insert into effects (key) values ('a'), ('b')`),
    );
    const touch = (first: string, second: string) =>
      scope.write('clients.update', async (write) => {
        await write.tx.execute(sql`update effects set done_at = now() where key = ${first}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
        await write.tx.execute(sql`update effects set done_at = now() where key = ${second}`);
        return first;
      });
    expect(await Promise.all([touch('a', 'b'), touch('b', 'a')])).toEqual(['a', 'b']);
  });
});
