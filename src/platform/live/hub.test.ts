import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createAnnouncer } from '#platform/live/announcer.ts';
import { gatherTopics } from '#platform/live/gather-topics.ts';
import { createHub, type Follower, LIMITS } from '#platform/live/hub.ts';
import type { Module } from '#platform/module.ts';

const ALPHA = '01890000-0000-7000-8000-00000000000a';
const BETA = '01890000-0000-7000-8000-00000000000b';

const follower = (further: Partial<Follower> = {}): Follower => ({
  ...{ studioId: ALPHA, userId: 'u', loginId: 'l', topics: ['calendar', 'today'], ageMs: null },
  mayStill: async () => true,
  drop: () => {},
  ...further,
});

/** Reads what there is now, and goes on reading. */
function reading(body: ReadableStream<Uint8Array>) {
  const seen = { text: '', ended: false };
  const reader = body.getReader();
  void (async () => {
    for (let next = await reader.read(); !next.done; next = await reader.read())
      seen.text += Buffer.from(next.value).toString();
    seen.ended = true;
  })();
  return seen;
}

/** Everything that is said by now has been read. */
const settle = () => sleep(5);

const data = (text: string) => [...text.matchAll(/^data: (.*)$/gm)].map(([, name]) => name);

describe('a stream', () => {
  it('says the topics that it asked for, of its own studio, and keeps what is not read yet as a set', async () => {
    const hub = createHub();
    const body = hub.open(follower());
    const other = reading(hub.open(follower({ studioId: BETA, loginId: 'm' })));
    for (let times = 0; times < 1_000; times += 1) hub.hear(`${ALPHA} calendar,invoices`);
    const seen = reading(body);
    await settle();
    expect(data(seen.text)).toEqual(['calendar']);
    expect(data(other.text)).toEqual([]);
    hub.hear(`${ALPHA} today`);
    await settle();
    expect(data(seen.text)).toEqual(['calendar', 'today']);
    hub.close();
    await settle();
    expect([seen.ended, other.ended, hub.count()]).toEqual([true, true, 0]);
  });

  it('begins with what the page has missed, and with all of it where that is not known', async () => {
    const hub = createHub();
    hub.hearing(true);
    await settle();
    const before = performance.now();
    const ageMs = () => performance.now() - before + 1;
    hub.hear(`${ALPHA} today`);
    hub.hear(`${BETA} calendar`);
    const page = reading(hub.open(follower({ ageMs: ageMs() })));
    const late = reading(hub.open(follower({ ageMs: 0 })));
    const old = reading(hub.open(follower({ ageMs: 3_600_000 })));
    hub.hearing(false);
    const deaf = reading(hub.open(follower({ ageMs: 0 })));
    await settle();
    expect([page, late, old, deaf].map(({ text }) => data(text))).toEqual([['today'], [], ['all'], ['all']]);
    hub.close();
  });

  it('ends when the person changed while it was being opened', async () => {
    const hub = createHub();
    const seen = reading(hub.open(follower({ mayStill: async () => false })));
    const unknown = reading(hub.open(follower({ mayStill: () => Promise.reject(new Error('no answer')) })));
    await settle();
    expect([seen.ended, unknown.ended, hub.count()]).toEqual([true, true, 0]);
    hub.close();
  });

  it('that is not read is dropped, one that is read stays', async () => {
    const hub = createHub({ ...LIMITS, beatMs: 20 });
    let dropped = 0;
    hub.open(follower({ drop: () => (dropped += 1) }));
    const seen = reading(hub.open(follower({ loginId: 'm' })));
    await expect.poll(() => dropped).toBe(1);
    expect([hub.count(), seen.ended]).toEqual([1, false]);
    expect(seen.text).toContain(': beat\n\n');
    hub.close();
  });
});

describe('announcements', () => {
  it('of a burst are one, a studio’s topics together', async () => {
    const sent: string[][] = [];
    const announcer = createAnnouncer(async (payloads) => void sent.push([...payloads]));
    for (let times = 0; times < 500; times += 1) {
      announcer.add(ALPHA, times % 2 ? ['calendar', 'today'] : ['today']);
      announcer.add(BETA, ['calendar']);
    }
    announcer.add(BETA, []);
    await announcer.close();
    expect(sent).toEqual([[`${ALPHA} today,calendar`, `${BETA} calendar`]]);
  });

  it('that fail are made later, with what came meanwhile', async () => {
    const sent: string[][] = [];
    let answers = false;
    const announcer = createAnnouncer(async (payloads) => {
      if (!answers) throw new Error('no database');
      sent.push([...payloads]);
    });
    announcer.add(ALPHA, ['today']);
    await sleep(60);
    announcer.add(ALPHA, ['calendar']);
    answers = true;
    await announcer.close();
    expect(sent).toEqual([[`${ALPHA} today,calendar`]]);
  });

  it('that are never answered hold nothing up', () => {
    const announcer = createAnnouncer(() => new Promise(() => {}));
    expect(announcer.add(ALPHA, ['today'])).toBeUndefined();
  });
});

describe('topics', () => {
  const card = (further: object) => ({ name: 'rooms', ...further }) as Module;

  it('are those of the cards', () => {
    const topics = gatherTopics([
      card({ live: { 'rooms.create': ['calendar', 'today'], 'rooms.update': ['today'] } }),
      card({ name: 'sessions', topics: { calendar: 'sessions.read', today: 'dashboard.read' } }),
    ]);
    expect(topics.changedBy(['rooms.update', 'rooms.create', 'rooms.update', 'rooms.read'])).toEqual([
      'today',
      'calendar',
    ]);
    expect(topics.parse('today,calendar')).toEqual(['calendar', 'today']);
    for (const list of [undefined, '', 'today,', 'today,other', 'constructor', 'today, calendar', 'TODAY'])
      expect(topics.parse(list), list).toBeNull();
  });

  it('are owned once, and nothing changes one that there is not', () => {
    const topics = { today: 'dashboard.read' };
    expect(() => gatherTopics([card({ topics }), card({ topics })])).toThrow('topic today');
    expect(() => gatherTopics([card({ topics: { 'a b': 'x.read' } })])).toThrow('topic a b');
    expect(() => gatherTopics([card({ live: { 'rooms.create': ['today'] } })])).toThrow('is no topic');
    expect(() => gatherTopics([card({ topics, live: { 'clients.create': ['today'] } })])).toThrow('not an action');
  });
});
