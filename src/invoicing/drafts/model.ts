/** How a session becomes lines. Pure. */
import type { Line } from '#invoicing/model.ts';
import { createFormatter } from '#platform/format/formatter.ts';
import { type LocalDay, localDay } from '#platform/format/zoned.ts';
import { catalogs } from '#platform/i18n/catalogs.ts';
import { createTranslator } from '#platform/i18n/translate.ts';
import type { Locale } from '#platform/scope.ts';
import { type BillableSession, sessionTitle } from '#sessions/model.ts';

interface Setting {
  readonly locale: Locale;
  readonly timeZone: string;
  readonly currency: string;
  readonly vatRegime: 'normal' | 'debits' | 'franchise';
}

/** One line for each unit that the session was priced in; its title, day and hours below. */
export function linesOfSession(session: BillableSession, { vatRegime, ...setting }: Setting): Line[] {
  const { roomName, startsAt, endsAt, vatRate, lines } = session;
  const format = createFormatter(setting);
  const title = sessionTitle(createTranslator(catalogs, setting.locale, 'show-key'), session);
  const detail = `${title} · ${format.date(startsAt, 'long')}, ${format.timeRange(startsAt, endsAt)}`;
  return lines.map(({ unit, quantity, unitPrice }) => ({
    description: roomName,
    detail,
    unit,
    quantity,
    unitPrice: unitPrice.amount,
    ...vatOf(vatRate, vatRegime),
  }));
}

/** Under the franchise no VAT may be shown (CGI art. 293 B); a rate of nothing needs a reason, which category E asks for. */
export function vatOf(vatRate: number, regime: Setting['vatRegime']): Pick<Line, 'vatRate' | 'vatCategory'> {
  if (regime === 'franchise' || vatRate === 0) return { vatRate: 0, vatCategory: 'E' };
  return { vatRate, vatCategory: 'S' };
}

/** Midnight at the end still belongs to the day before. */
export function suppliedDays(
  { startsAt, endsAt }: Pick<BillableSession, 'startsAt' | 'endsAt'>,
  timeZone: string,
): { readonly suppliedFrom: LocalDay; readonly suppliedTo: LocalDay } {
  return {
    suppliedFrom: localDay(startsAt, timeZone),
    suppliedTo: localDay(new Date(endsAt.getTime() - 1), timeZone),
  };
}
