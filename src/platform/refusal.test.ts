import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { newId } from '#platform/db/ids.ts';
import { readRows } from '#platform/db/raw.ts';
import { accepted, type Refusal, refuse, tryWrite } from '#platform/refusal.ts';
import type { Scope, Write } from '#platform/scope.ts';
import { testStudio } from '#testing/studio.ts';

const INVALID: Refusal = { kind: 'invalid', field: 'email', messageKey: 'platform.form.email' };
const TAKEN: Refusal = { kind: 'conflict', field: null, messageKey: 'platform.form.choice' };

const insert = ({ tx }: Write, key: string) => tx.execute(sql`insert into effects (key) values (${key})`);

/** Keys that are there, and how many audit rows. */
async function traces({ db }: Scope, ...keys: string[]) {
  const effects = await readRows<{ key: string }>(db, sql`select key from effects order by key`);
  const audit = await readRows(db, sql`select 1 from audit where action in ('clients.update', 'clients.note')`);
  return { keys: effects.map(({ key }) => key).filter((key) => keys.includes(key)), audit: audit.length };
}

async function openScope() {
  return (await testStudio()).scope('owner');
}

describe('a write that can be refused', () => {
  test('gives its value when nothing is refused', async () => {
    const [scope, key] = [await openScope(), newId()];
    const result = await tryWrite(scope, 'clients.update', async (w) => {
      await insert(w, key);
      w.about({ kind: 'client', id: key }, { name: 'Mona', changed: [] });
      return key;
    });
    expect(result).toEqual({ ok: true, value: key });
    expect(await traces(scope, key)).toEqual({ keys: [key], audit: 1 });
  });

  test('leaves nothing behind, and says why', async () => {
    const [scope, key] = [await openScope(), newId()];
    const result = await tryWrite(scope, 'clients.update', async (w) => {
      await insert(w, key);
      refuse(INVALID);
    });
    expect(result).toEqual({ ok: false, refusal: INVALID });
    expect(await traces(scope, key)).toEqual({ keys: [], audit: 0 });
  });

  test('knows named constraints, and looks up what goes with them once the transaction is undone', async () => {
    const [scope, key] = [await openScope(), newId()];
    const twice = async (w: Write) => {
      await insert(w, key);
      await insert(w, key);
    };
    const load = async (outside: Scope) => (await traces(outside, key)).keys.length;
    const result = await tryWrite(scope, 'clients.update', twice, { effects_pkey: { ...TAKEN, load } });
    expect(result).toEqual({ ok: false, refusal: { ...TAKEN, data: 0 } });
  });

  test('throws a violation that has no meaning, and any other error', async () => {
    const [scope, key] = [await openScope(), newId()];
    const twice = async (w: Write) => {
      await insert(w, key);
      await insert(w, key);
    };
    const other = { studios_slug_key: TAKEN };
    await expect(tryWrite(scope, 'clients.update', twice, other)).rejects.toMatchObject({ cause: { code: '23505' } });
    const failing = () => Promise.reject(new Error('no'));
    await expect(tryWrite(scope, 'clients.update', failing)).rejects.toThrow('no');
  });
});

describe('a refusal within another write', () => {
  const outer = (keys: readonly string[], inner: (w: Write) => Promise<unknown>) => async (w: Write) => {
    await insert(w, keys[0] ?? '');
    await inner(w);
    await insert(w, keys[1] ?? '');
  };

  test('undoes the outer one too, which returns it', async () => {
    const [scope, keys] = [await openScope(), [newId(), newId()]];
    const work = outer(keys, (w) => tryWrite(w, 'clients.note', async () => refuse(INVALID)));
    expect(await tryWrite(scope, 'clients.update', work)).toEqual({ ok: false, refusal: INVALID });
    expect(await traces(scope, ...keys)).toEqual({ keys: [], audit: 0 });
  });

  test('keeps what the inner write knows of its constraints', async () => {
    const [scope, keys] = [await openScope(), [newId(), newId()]];
    const again = (w: Write) => insert(w, keys[0] ?? '');
    const load = async (outside: Scope) => (await traces(outside, ...keys)).keys.length;
    const work = outer(keys, (w) => tryWrite(w, 'clients.note', again, { effects_pkey: { ...TAKEN, load } }));
    expect(await tryWrite(scope, 'clients.update', work)).toEqual({ ok: false, refusal: { ...TAKEN, data: 0 } });
  });

  test('is an error where the outer one returns none', async () => {
    const [scope, keys] = [await openScope(), [newId(), newId()]];
    const work = outer(keys, (w) => tryWrite(w, 'clients.note', async () => refuse(TAKEN)));
    await expect(scope.write('clients.update', work)).rejects.toMatchObject({
      code: 'conflict',
      messageKey: TAKEN.messageKey,
    });
    expect(await traces(scope, ...keys)).toEqual({ keys: [], audit: 0 });
  });
});

test('where there is no form, a refusal is an error with its message', async () => {
  expect(await accepted(Promise.resolve({ ok: true, value: 7 }))).toBe(7);
  const refused = accepted(Promise.resolve({ ok: false, refusal: INVALID }));
  await expect(refused).rejects.toMatchObject({ code: 'invalid', messageKey: INVALID.messageKey, status: 422 });
});
