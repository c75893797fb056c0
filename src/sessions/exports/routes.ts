import { Hono } from 'hono';
import { amountCell, type Cell } from '#platform/exports/csv.ts';
import { downloadCsv } from '#platform/exports/download.ts';
import { selectedIds } from '#platform/exports/selection.ts';
import type { Money } from '#platform/format/money.ts';
import { toLocalInput } from '#platform/format/zoned.ts';
import { can, freshProof } from '#platform/http/access.ts';
import type { Env } from '#platform/http/env.ts';
import { uiOf } from '#platform/http/render.ts';
import type { Ui } from '#platform/http/ui.ts';
import type { Scope } from '#platform/scope.ts';
import { readFilter } from '#sessions/list/forms.ts';
import { describeSession, type ListedSession } from '#sessions/list/model.ts';
import type { Session, SessionId } from '#sessions/model.ts';
import type { SessionFilterParameters } from '#sessions/paths.ts';
import type { SessionCursor, SessionFilter } from '#sessions/queries.ts';
import { listSessions, listSessionsById, type SessionPage } from '#sessions/service.ts';
import { KINDS, STATUSES } from '#views/sessions/labels.ts';
import { sessionTitle } from '#views/sessions/title.ts';

const BATCH = 500;

const HEADINGS = [
  ...(['sessions.startsAt', 'sessions.endsAt', 'sessions.export.hours', 'sessions.what'] as const),
  ...(['sessions.client', 'sessions.room', 'sessions.kind', 'sessions.state'] as const),
];
const PRICE_HEADINGS = ['sessions.export.net', 'sessions.export.currency'] as const;

function headings({ t, can }: Ui): readonly string[] {
  return [...HEADINGS, ...(can('sessions.see-prices') ? PRICE_HEADINGS : [])].map((key) => t(key));
}

/** Times are the studio's; hours have two decimals. */
function rowOf(ui: Ui, session: ListedSession): readonly Cell[] {
  const { startsAt, endsAt, client, room, kind, status, total } = session;
  const name = sessionTitle(ui.t, session);
  const local = (at: Date) => toLocalInput(at, ui.format.timeZone).replace('T', ' ');
  const hours = (endsAt.getTime() - startsAt.getTime()) / 3_600_000;
  return [
    ...[local(startsAt), local(endsAt), { decimal: hours.toFixed(2) }, name, client?.name ?? '', room.name],
    ...[ui.t(KINDS[kind]), ui.t(STATUSES[status])],
    ...priceCells(ui, total),
  ];
}

function priceCells({ can }: Ui, total: Money | null): readonly Cell[] {
  if (!can('sessions.see-prices')) return [];
  return total === null ? ['', ''] : [amountCell(total), total.currency];
}

async function* listBatches(
  scope: Scope,
  filter: SessionFilter,
  ids: readonly SessionId[] | null,
): AsyncGenerator<readonly Session[]> {
  if (ids) return yield await listSessionsById(scope, ids, filter.order);
  for (let after: SessionCursor | null = null; ; ) {
    const { sessions, next }: SessionPage = await listSessions(scope, filter, after, BATCH);
    yield sessions;
    if (next === null) return;
    after = next;
  }
}

export const exportRoutes = new Hono<Env>().get(
  '/export.csv',
  can('sessions.export'),
  freshProof('sessions.proof.export'),
  (c) => {
    const ui = uiOf(c);
    const { timeZone, currency } = c.var.scope.studio;
    const filter = readFilter(c.req.query() as SessionFilterParameters, timeZone);
    const ids = selectedIds<'session'>(c, 'sessionId');
    return downloadCsv(c, {
      name: ui.t('sessions.export.file'),
      headings: headings(ui),
      rows: async function* (scope) {
        for await (const batch of listBatches(scope, filter, ids))
          yield batch.map((session) => rowOf(ui, describeSession(session, currency, scope.now)));
      },
    });
  },
);
