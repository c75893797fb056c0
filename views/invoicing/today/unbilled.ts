/** What is done and on no invoice yet. */
import { INVOICES, sourceField } from '#invoicing/paths.ts';
import type { Unbilled } from '#invoicing/today/service.ts';
import type { Billable } from '#platform/contributions/billables.ts';
import type { Task, TaskAction, TaskGroup } from '#platform/contributions/today.ts';
import type { Ui } from '#platform/http/ui.ts';

export function unbilledTasks(ui: Ui, unbilled: readonly Unbilled[]): TaskGroup[] {
  return unbilled.map(({ rows, total, more }) => ({ rank: 40, tasks: rows.map((row) => tell(ui, row)), total, more }));
}

function tell(ui: Ui, billable: Billable): Task {
  const { source, title, href, client, detail } = billable;
  return {
    id: `uninvoiced-${source.id}`,
    label: ui.t('invoicing.today.task.uninvoiced', { title }),
    href,
    detail: client === null ? detail : `${client.name} · ${detail}`,
    action: invoicing(ui, billable),
  };
}

/** An invoice is for a client: where there is none, that comes first. */
function invoicing(ui: Ui, { source, client, editHref }: Billable): TaskAction {
  if (client === null) return { label: ui.t('invoicing.today.task.chooseClient'), href: editHref };
  const fields = { clientId: client.id, [sourceField(source.kind)]: source.id };
  return { label: ui.t('invoicing.ofSession.invoice'), post: INVOICES, fields };
}
