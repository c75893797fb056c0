/** A kind of resource that no module has, and statements that no module sends. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Activatable, ActivationKind } from '#activations/model.ts';
import { give, listActivations, withdraw } from '#activations/service.ts';
import { type Connected, connect } from '#platform/db/client.ts';
import { postgresFault } from '#platform/db/errors.ts';
import { newId } from '#platform/db/ids.ts';
import type { SubjectKind } from '#platform/scope.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';

const MICROPHONE: Activatable = {
  kind: 'microphone' as SubjectKind,
  permissions: { technical: 'rooms.activate-technical', commercial: 'rooms.activate-commercial' },
};

let studio: TestStudio;
let connected: Connected;

/** All that a module adds to its own tables. */
const LOANS = `
  create table loans (id uuid primary key, microphone_id uuid not null);
  create trigger loans_activated before insert on loans for each row execute function require_activations('microphone', 'microphone_id');`;

beforeAll(async () => {
  studio = await testStudio();
  connected = connect(studio.installation.cluster.admin(studio.studio.database), { max: 1, name: 'test' });
  await connected.sql.unsafe(LOANS);
});
afterAll(() => connected.sql.end());

type Done = (kind: ActivationKind, id: string) => Promise<boolean>;

async function doing(work: typeof give | typeof withdraw, reason = 'Capsule à nettoyer'): Promise<Done> {
  const scope = await studio.scope('owner');
  return (kind, id) =>
    scope.write(MICROPHONE.permissions[kind] as 'rooms.activate-technical', async (w) => {
      w.unchanged();
      return work(w, MICROPHONE, id, kind, reason);
    });
}

/** The constraint that refuses it; null when it is done. */
async function refusedBy(statement: Promise<unknown>): Promise<string | null> {
  try {
    await statement;
    return null;
  } catch (error) {
    return postgresFault(error)?.constraint_name ?? String(error);
  }
}

const lend = (id: string) => refusedBy(connected.sql`insert into loans values (gen_random_uuid(), ${id})`);

describe('a kind of its own', () => {
  it('is used only while both of its activations stand, and needs a value and a trigger for that', async () => {
    const [id, other] = [newId(), newId()];
    const [giving, withdrawing] = [await doing(give), await doing(withdraw)];
    expect(await lend(id)).toBe('loans_activated');
    expect(await giving('technical', id)).toBe(true);
    expect(await lend(id)).toBe('loans_activated');
    expect(await giving('commercial', other)).toBe(true);
    expect(await lend(id), 'another one’s activation does not count').toBe('loans_activated');
    expect(await giving('commercial', id)).toBe(true);
    expect(await giving('commercial', id), 'a second time').toBe(false);
    expect(await lend(id)).toBeNull();
    expect(await withdrawing('technical', id)).toBe(true);
    expect(await withdrawing('technical', id), 'a second time').toBe(false);
    expect(await lend(id)).toBe('loans_activated');
    const history = await listActivations(await studio.scope('owner'), MICROPHONE, id);
    expect(
      history.map(({ kind, givenByName, withdrawnByName, reason }) => [kind, givenByName, withdrawnByName, reason]),
    ).toEqual([
      ['commercial', studio.members.owner.name, null, null],
      ['technical', studio.members.owner.name, studio.members.owner.name, 'Capsule à nettoyer'],
    ]);
  });

  it('has nothing of a room with the same id', async () => {
    const id = newId();
    const giving = await doing(give);
    for (const kind of ['technical', 'commercial'] as const) await giving(kind, id);
    const { sql } = connected;
    const rows = await sql`select from activations where resource_kind = 'room' and resource_id = ${id}`;
    expect(rows).toHaveLength(0);
  });
});

describe('what was given', () => {
  it('is never rewritten, taken away or withdrawn twice', async () => {
    const id = newId();
    await (await doing(give))('technical', id);
    const { sql } = connected;
    const attacks = (reason: string) => [
      sql`update activations set given_by_name = 'Un autre' where resource_id = ${id}`,
      sql`update activations set given_at = now() where resource_id = ${id}`,
      sql`update activations set withdrawn_at = now(), withdrawn_by_name = 'Un autre', reason = ${reason}, given_by = null where resource_id = ${id}`,
      sql`update activations set resource_id = gen_random_uuid(), withdrawn_at = now(), withdrawn_by_name = 'x' where resource_id = ${id}`,
      sql`delete from activations where resource_id = ${id}`,
      sql`truncate activations`,
    ];
    for (const attack of attacks('Panne')) expect(await refusedBy(attack)).toBe('activations_kept');
    expect(await (await doing(withdraw))('technical', id)).toBe(true);
    const later = [
      sql`update activations set reason = 'Rien' where resource_id = ${id}`,
      sql`update activations set withdrawn_at = null, withdrawn_by = null, withdrawn_by_name = null, reason = null where resource_id = ${id}`,
    ];
    for (const attack of [...attacks('Encore'), ...later]) expect(await refusedBy(attack)).toBe('activations_kept');
  });

  it('stands once a kind, and has a reason of a length that can be read', async () => {
    const id = newId();
    await (await doing(give))('technical', id);
    const again = connected.sql`
      insert into activations (id, resource_kind, resource_id, kind, given_at, given_by_name)
      values (gen_random_uuid(), 'microphone', ${id}, 'technical', now(), 'Un autre')`;
    expect(await refusedBy(again)).toBe('activations_standing');
    expect(await refusedBy((await doing(withdraw, 'é'.repeat(501)))('technical', id))).toBe('activations_reason_check');
  });
});
