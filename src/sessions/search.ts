/** How sessions are found: by their title, or their kind where they have none, their client and their room. */
import { sql } from 'drizzle-orm';
import { displayName } from '#clients/model.ts';
import { defineSearchKind, milliseconds } from '#platform/contributions/search-kind.ts';
import { catalogs } from '#platform/i18n/catalogs.ts';
import { LOCALES } from '#platform/i18n/locale.ts';
import { createTranslator } from '#platform/i18n/translate.ts';
import { newSession } from '#sessions/commands.ts';
import { isLive, SESSION_KINDS, type SessionKind, type SessionStatus } from '#sessions/model.ts';
import { KINDS } from '#views/sessions/labels.ts';
import { presentSession } from '#views/sessions/search-hit.ts';

/** In the order of `row`. */
type Row = [
  ...[id: string, title: string | null, kind: SessionKind, clientName: string | null, artistName: string | null],
  ...[roomName: string, status: SessionStatus, startsAt: number, endsAt: number],
];

/** What kinds are called in every language: members of one studio read in their own. */
const LABELS = JSON.stringify(
  LOCALES.flatMap((locale) => {
    const t = createTranslator(catalogs, locale, 'show-key');
    return SESSION_KINDS.map((kind) => [kind, t(KINDS[kind])]);
  }),
);

const RANK = sql`case when asked.q in (fold(s.title), c.sort_name) then 0
  when starts_with(fold(s.title), asked.q) or starts_with(c.sort_name, asked.q) then 1
  when fold(s.title) like asked.pattern or c.sort_name like asked.pattern then 2 else 3 end`;

export const sessionSearch = defineSearchKind<Row>({
  name: 'sessions',
  rank: 2,
  permission: 'sessions.read',
  subject: 'session',
  label: 'sessions.title',
  recent: 'sessions.recent',
  create: newSession,
  column: 'sessions.view.day',
  plan: {
    from: sql`sessions s join rooms r on r.id = s.room_id left join clients c on c.id = s.client_id`,
    id: sql`s.id`,
    found: ({ words, now }) => sql`sessions_found(${words}, ${now}, ${LABELS}::jsonb)`,
    order: sql`s.status = 'cancelled', ${RANK}, s.ends_at < asked.now, abs(extract(epoch from s.starts_at - asked.now)), s.id`,
    row: sql`json_build_array(s.id, s.title, s.kind, c.name, c.artist_name, r.name, s.status, ${milliseconds(sql`s.starts_at`)}, ${milliseconds(sql`s.ends_at`)})`,
  },
  present(ui, [id, title, kind, name, artistName, roomName, status, startsAt, endsAt]) {
    const clientName = name === null ? null : displayName({ name, artistName });
    const session = { status, startsAt: new Date(startsAt), endsAt: new Date(endsAt) };
    return presentSession(ui, { id, title, kind, clientName, roomName, ...session, live: isLive(session, ui.now) });
  },
});
