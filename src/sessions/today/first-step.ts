/** The step of the guide that ends with a session. */
import { sql } from 'drizzle-orm';
import type { ClientId } from '#clients/model.ts';
import { defineFirstStep } from '#platform/contributions/today.ts';
import type { RoomId } from '#rooms/model.ts';
import { newSessionPath } from '#sessions/paths.ts';
import { BOOKABLE_ROOM } from '#sessions/today/queries.ts';

/** A studio that uses the calendar this much needs no guide, whether it invoices here or not. */
const AT_HOME = 20;

interface SessionFacts {
  /** No further than is of interest. */
  readonly count: number;
  /** The first room that can be booked. */
  readonly roomId: RoomId | null;
  /** The client who came last. */
  readonly clientId: ClientId | null;
}

const FACTS = sql`json_build_object(
  'count', (select count(*) from (select 1 from sessions where status <> 'cancelled' limit ${sql.raw(String(AT_HOME))}) counted),
  'roomId', ${BOOKABLE_ROOM},
  'clientId', (select id from clients where archived_at is null order by id desc limit 1))`;

export const sessionStep = defineFirstStep<SessionFacts>({
  name: 'sessions.session',
  rank: 50,
  title: 'sessions.step',
  text: 'sessions.step.text',
  facts: FACTS,
  isDone: ({ count }) => count > 0,
  endsGuide: ({ count }) => count >= AT_HOME,
  actions: (ui, { roomId, clientId }) =>
    roomId && ui.can('sessions.create')
      ? [{ label: ui.t('sessions.book'), href: newSessionPath({ roomId, ...(clientId ? { clientId } : {}) }) }]
      : [],
});
