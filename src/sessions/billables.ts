/** What sessions offer to be billed: one line for each unit that the session is priced in; its title, day and hours below. */
import type { Billable, BillableKind, BillableLine } from '#platform/contributions/billables.ts';
import { createFormatter } from '#platform/format/formatter.ts';
import { money } from '#platform/format/money.ts';
import { localDay } from '#platform/format/zoned.ts';
import { catalogs } from '#platform/i18n/catalogs.ts';
import { createTranslator } from '#platform/i18n/translate.ts';
import type { Locale, Scope } from '#platform/scope.ts';
import { type BillableRow, listBillable, listUnbilled } from '#sessions/billables/queries.ts';
import { editSession, sessionPath, sessionsPath } from '#sessions/paths.ts';
import { priceOfSession } from '#sessions/pricing/model.ts';
import { sessionTitle } from '#views/sessions/title.ts';

export const sessionBillables: BillableKind = {
  kind: 'session',
  rank: 1,
  permission: 'sessions.see-prices',
  more: { label: 'sessions.billables.more', href: sessionsPath({ status: 'completed' }) },
  async list(scope, asked) {
    const { total, rows } = await listUnbilled(scope.db, asked);
    return { total, rows: rows.map((row) => toBillable(scope, row, asked.locale)) };
  },
  async find(scope, ids, locale) {
    return (await listBillable(scope.db, ids)).map((row) => toBillable(scope, row, locale));
  },
};

function toBillable({ studio }: Scope, { session, movedAt }: BillableRow, locale: Locale): Billable {
  const { currency, timeZone } = studio;
  const { id, room, client, startsAt, endsAt, status, vatRate } = session;
  const title = sessionTitle(createTranslator(catalogs, locale, 'show-key'), session);
  const format = createFormatter({ locale, timeZone, currency });
  const when = `${format.date(startsAt, 'long')}, ${format.timeRange(startsAt, endsAt)}`;
  const { lines, total } = priceOfSession(session, currency);
  // Without a rate that could cover it, the price is the studio's to write.
  const unpriced = { unit: 'flat', quantity: '1', unitPrice: money(0n, currency) } as const;
  return {
    source: { kind: 'session', id },
    client,
    title,
    href: sessionPath(id),
    editHref: editSession(id),
    detail: `${room.name} · ${when}`,
    lines: (lines.length === 0 ? [unpriced] : lines).map(
      ({ unit, quantity, unitPrice }): BillableLine => ({
        ...{ description: room.name, detail: `${title} · ${when}` },
        ...{ unit, quantity, unitPrice, vatRate },
      }),
    ),
    net: total,
    from: localDay(startsAt, timeZone),
    // Midnight at the end still belongs to the day before.
    to: localDay(new Date(endsAt.getTime() - 1), timeZone),
    isDone: status === 'completed',
    changedAt: movedAt,
  };
}
