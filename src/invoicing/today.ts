/** What invoices put on Today: what is due, what waits to be sent or asked for, and what is to be invoiced. */
import { invoiceStep } from '#invoicing/today/first-step.ts';
import { monthsOf } from '#invoicing/today/model.ts';
import { findToday } from '#invoicing/today/queries.ts';
import { listUnbilled } from '#invoicing/today/service.ts';
import { defineTodayPart, type TodayContribution } from '#platform/contributions/today.ts';
import { localDay } from '#platform/format/zoned.ts';
import { moneyFigures } from '#views/invoicing/today/figures.ts';
import { invoicingTasks } from '#views/invoicing/today/tasks.ts';
import { unbilledTasks } from '#views/invoicing/today/unbilled.ts';

export const today: TodayContribution = {
  parts: [
    defineTodayPart({
      name: 'invoicing.today',
      title: 'invoicing.title',
      rank: 20,
      permission: 'invoicing.read',
      load: ({ db, now, studio }) =>
        findToday(db, {
          ...monthsOf(localDay(now, studio.timeZone)),
          now: now.toISOString(),
          currency: studio.currency,
        }),
      view: ({ ui, data }) => ({ figures: moneyFigures(ui, data.figures), tasks: invoicingTasks(ui, data) }),
    }),
    defineTodayPart({
      name: 'invoicing.to-invoice',
      title: 'invoicing.toInvoice',
      rank: 21,
      permission: 'invoicing.create',
      load: listUnbilled,
      view: ({ ui, data }) => ({ tasks: unbilledTasks(ui, data) }),
    }),
  ],
  steps: [invoiceStep],
};
