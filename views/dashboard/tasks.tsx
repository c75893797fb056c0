import type { TaskGroup, TaskKind } from '#dashboard/model.ts';
import { invoicesPath } from '#invoicing/paths.ts';
import type { Ui } from '#platform/http/ui.ts';
import type { MessageKey } from '#platform/i18n/translate.ts';
import { ROOMS } from '#rooms/paths.ts';
import { sessionsPath } from '#sessions/paths.ts';
import { tellTask } from '#views/dashboard/task.ts';
import { TaskAction } from '#views/dashboard/task-action.tsx';
import { Card } from '#views/ui/card.tsx';
import { Empty } from '#views/ui/empty.tsx';
import { List, ListItem } from '#views/ui/list.tsx';

const MORE = {
  overdue: { label: 'dashboard.more.overdue', href: invoicesPath({ status: 'overdue' }) },
  unconfirmed: { label: 'dashboard.more.unconfirmed', href: sessionsPath({ status: 'scheduled' }) },
  over: { label: 'dashboard.more.over', href: sessionsPath() },
  uninvoiced: { label: 'dashboard.more.uninvoiced', href: sessionsPath({ status: 'completed' }) },
  unsent: { label: 'dashboard.more.unsent', href: invoicesPath({ status: 'open' }) },
  draft: { label: 'dashboard.more.draft', href: invoicesPath({ status: 'draft' }) },
  inactive: { label: 'dashboard.more.inactive', href: ROOMS },
} as const satisfies Record<TaskKind, { label: MessageKey; href: string }>;

/** What is to be done, the most pressing first, each with the button that settles it. */
export function TodayTasks({ ui, groups }: { readonly ui: Ui; readonly groups: readonly TaskGroup[] }): JSX.Element {
  const total = groups.reduce((sum, group) => sum + group.total, 0);
  return (
    <Card id="tasks" title={ui.t('dashboard.tasks')} note={total > 0 ? ui.format.number(total) : undefined}>
      {total === 0 ? (
        <Empty ui={ui} icon="check" title={ui.t('dashboard.tasks.none')} text={ui.t('dashboard.tasks.none.text')} />
      ) : (
        <List>
          {groups.map((group) => (
            <Group ui={ui} group={group} />
          ))}
        </List>
      )}
    </Card>
  );
}

function Group({ ui, group }: { readonly ui: Ui; readonly group: TaskGroup }): JSX.Element {
  const { kind, tasks, total } = group;
  const { label, href } = MORE[kind];
  return (
    <>
      {tasks
        .map((task) => tellTask(ui, task))
        .map(({ action, ...told }) => (
          <ListItem {...told}>
            <TaskAction ui={ui} action={action} />
          </ListItem>
        ))}
      {total > tasks.length && (
        <li class="more">
          <a class="link small quiet" href={href} safe>
            {ui.t(label, { count: total - tasks.length })}
          </a>
        </li>
      )}
    </>
  );
}
