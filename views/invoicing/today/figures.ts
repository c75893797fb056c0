import type { MoneyFigures } from '#invoicing/today/model.ts';
import type { Figure } from '#platform/contributions/contribution.ts';
import type { Money } from '#platform/format/money.ts';
import type { Ui } from '#platform/http/ui.ts';

export function moneyFigures(ui: Ui, money: MoneyFigures): Figure[] {
  const { due, dueCount, late, lateCount, issued } = money;
  return [
    { label: ui.t('invoicing.today.due'), ...sums(ui, due, ui.t('invoicing.today.due.count', { count: dueCount })) },
    {
      label: ui.t('invoicing.today.late'),
      ...sums(ui, late, ui.t('invoicing.today.due.count', { count: lateCount })),
      tone: lateCount > 0 ? 'bad' : undefined,
    },
    { label: ui.t('invoicing.today.issued'), value: ui.format.money(issued), note: compared(ui, money) },
  ];
}

/** Sums of other currencies are not added up: they are listed in the note. */
function sums(ui: Ui, [own, ...others]: readonly Money[], count: string): Pick<Figure, 'value' | 'note'> {
  const further = others.map((sum) => `+ ${ui.format.money(sum)}`);
  return { value: own ? ui.format.money(own) : '', note: [...further, count].join(' · ') };
}

function compared(ui: Ui, { growth, beforeUntil }: MoneyFigures): string {
  const date = ui.format.date(beforeUntil, 'day-month');
  if (growth === null) return ui.t('invoicing.today.issued.none', { date });
  const sign = growth > 0 ? '+' : growth < 0 ? '−' : '';
  return ui.t('invoicing.today.issued.compared', { percent: sign + ui.format.percent(Math.abs(growth) * 100), date });
}
