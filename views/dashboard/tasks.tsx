import type { TaskGroup } from '#platform/contributions/today.ts';
import { counted, MOST_COUNTED } from '#platform/format/counted.ts';
import type { Ui } from '#platform/http/ui.ts';
import { ActionButton } from '#views/ui/action-button.tsx';
import { attr } from '#views/ui/attr.ts';
import { Card } from '#views/ui/card.tsx';
import { Empty } from '#views/ui/empty.tsx';
import { List, ListItem } from '#views/ui/list.tsx';

/** What is to be done, the most pressing first, each with the button that settles it. */
export function TodayTasks({ ui, groups }: { readonly ui: Ui; readonly groups: readonly TaskGroup[] }): JSX.Element {
  const total = groups.reduce((sum, group) => sum + group.total, 0);
  return (
    <Card id="tasks" title={ui.t('dashboard.tasks')} note={total > 0 ? counted(ui.format, total).shown : undefined}>
      {total === 0 ? (
        <Empty ui={ui} icon="check" title={ui.t('dashboard.tasks.none')} text={ui.t('dashboard.tasks.none.text')} />
      ) : (
        <List>
          {groups
            .toSorted((a, b) => a.rank - b.rank)
            .map((group) => (
              <Group ui={ui} group={group} />
            ))}
        </List>
      )}
    </Card>
  );
}

function Group({ ui, group }: { readonly ui: Ui; readonly group: TaskGroup }): JSX.Element {
  const { tasks, total, more } = group;
  return (
    <>
      {tasks.map(({ id, label, href, detail, action }) => (
        <ListItem id={id} title={label} href={href} detail={detail}>
          <ActionButton ui={ui} action={action} />
        </ListItem>
      ))}
      {total > tasks.length && (
        <li class="more">
          <a class="link small quiet" href={attr(more.href)} safe>
            {ui.t(more.label, counted(ui.format, total - tasks.length, MOST_COUNTED - tasks.length))}
          </a>
        </li>
      )}
    </>
  );
}
