import type { MoneyFigures, Today } from '#dashboard/model.ts';
import type { Money } from '#platform/format/money.ts';
import type { Ui } from '#platform/http/ui.ts';
import { type Figure, Figures } from '#views/ui/figures.tsx';

/** Hours for everybody; sums for those who may read invoices. */
export function TodayFigures({ ui, today }: { readonly ui: Ui; readonly today: Today }): JSX.Element {
  const { week, money } = today;
  const { booked = 0, open = 0 } = week[0] ?? {};
  const hours = {
    label: ui.t('dashboard.booked'),
    value: ui.format.duration(booked),
    note: open > 0 ? ui.t('dashboard.booked.of', { open: ui.format.duration(open) }) : ui.t('dashboard.booked.closed'),
  };
  return <Figures items={money ? [hours, ...moneyFigures(ui, money)] : [hours]} />;
}

function moneyFigures(ui: Ui, money: MoneyFigures): Figure[] {
  const { due, dueCount, late, lateCount, issued } = money;
  return [
    { label: ui.t('dashboard.due'), ...sums(ui, due, ui.t('dashboard.due.count', { count: dueCount })) },
    {
      label: ui.t('dashboard.late'),
      ...sums(ui, late, ui.t('dashboard.due.count', { count: lateCount })),
      tone: lateCount > 0 ? 'bad' : undefined,
    },
    { label: ui.t('dashboard.issued'), value: ui.format.money(issued), note: compared(ui, money) },
  ];
}

/** Sums of other currencies are not added up: they stand in the note. */
function sums(ui: Ui, [own, ...others]: readonly Money[], count: string): Pick<Figure, 'value' | 'note'> {
  const further = others.map((sum) => `+ ${ui.format.money(sum)}`);
  return { value: own ? ui.format.money(own) : '', note: [...further, count].join(' · ') };
}

function compared(ui: Ui, { growth, beforeUntil }: MoneyFigures): string {
  const date = ui.format.date(beforeUntil, 'day-month');
  if (growth === null) return ui.t('dashboard.issued.none', { date });
  const sign = growth > 0 ? '+' : growth < 0 ? '−' : '';
  return ui.t('dashboard.issued.compared', { percent: sign + ui.format.percent(Math.abs(growth) * 100), date });
}
