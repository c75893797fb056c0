import type { SelectionAction } from '#platform/contributions/contributions.ts';
import type { Ui } from '#platform/http/ui.ts';
import type { ListedSession, SessionOrder } from '#sessions/list/model.ts';
import {
  CALENDAR,
  NEW_SESSION,
  SESSIONS,
  SESSIONS_CSV,
  type SessionFilterParameters,
  sessionsCsvPath,
  sessionsPath,
} from '#sessions/paths.ts';
import { type Choices, SessionFilters } from '#views/sessions/filters.tsx';
import { canSelect, SELECTION, SessionRow } from '#views/sessions/row.tsx';
import { Button } from '#views/ui/button.tsx';
import { ButtonLink } from '#views/ui/button-link.tsx';
import { Card } from '#views/ui/card.tsx';
import { Empty } from '#views/ui/empty.tsx';
import { PageHead } from '#views/ui/page-head.tsx';
import { Pager } from '#views/ui/pager.tsx';
import { Seg } from '#views/ui/seg.tsx';
import { Selection, SelectionButton } from '#views/ui/selection.tsx';
import { sortBy } from '#views/ui/sorting.tsx';
import { type Column, Table } from '#views/ui/table.tsx';

export interface SessionList {
  readonly sessions: readonly ListedSession[];
  readonly filter: SessionFilterParameters;
  /** Address of the page after this one; null on the last. */
  readonly next: string | null;
}

interface Props extends SessionList {
  readonly ui: Ui;
  readonly choices: Choices;
  /** What other modules do with ticked rows, as far as the reader may. */
  readonly selections: readonly SelectionAction[];
  /** The local day of today. */
  readonly today: string;
}

export function SessionsIndex(props: Props): JSX.Element {
  const { ui, sessions, filter, next, choices, today, selections } = props;
  return (
    <>
      <PageHead ui={ui} title={ui.t('sessions.title')}>
        <SessionViews ui={ui} current="list" />
        {ui.can('sessions.export') && sessions.length > 0 && (
          <ButtonLink ui={ui} label={ui.t('sessions.export')} href={sessionsCsvPath(filter)} icon="export" />
        )}
        {ui.can('sessions.create') && (
          <ButtonLink ui={ui} label={ui.t('sessions.new.short')} href={NEW_SESSION} variant="main" icon="plus" />
        )}
      </PageHead>
      <SessionFilters ui={ui} filter={filter} choices={choices} today={today} />
      {sessions.length === 0 ? (
        <NoSessions ui={ui} filtered={sessionsPath(filter) !== SESSIONS} />
      ) : (
        <Card>
          <Table
            ui={ui}
            caption={ui.t('sessions.title')}
            columns={columns(ui, filter)}
            bodyId="sessions"
            select={canSelect(ui)}
          >
            <SessionRows ui={ui} sessions={sessions} filter={filter} next={next} />
          </Table>
          {canSelect(ui) && (
            <Selection
              ui={ui}
              id={SELECTION}
              action={SESSIONS_CSV}
              keep={filter.order === undefined ? {} : { order: filter.order }}
            >
              <Button ui={ui} label={ui.t('sessions.export')} icon="export" small />
              {selections.map((action) => (
                <SelectionButton ui={ui} action={action} />
              ))}
            </Selection>
          )}
        </Card>
      )}
    </>
  );
}

function columns(ui: Ui, filter: SessionFilterParameters): readonly Column[] {
  const sorting = {
    order: filter.order ?? 'latest',
    href: (order: string) => sessionsPath({ ...filter, order: order === 'latest' ? undefined : order }),
  };
  const by = (ascending: SessionOrder, descending: SessionOrder) => sortBy(sorting, { ascending, descending });
  return [
    {
      label: ui.t('sessions.when'),
      wide: true,
      ...sortBy(sorting, { ascending: 'earliest', descending: 'latest', first: 'descending' }),
    },
    { label: ui.t('sessions.what') },
    { label: ui.t('sessions.client'), wide: true, ...by('client', '-client') },
    { label: ui.t('sessions.room'), wide: true, ...by('room', '-room') },
    { label: ui.t('sessions.length'), num: true, wide: true },
    ...(ui.can('sessions.see-prices') ? [{ label: ui.t('sessions.price'), num: true }] : []),
    { label: ui.t('sessions.state'), wide: true, ...by('status', '-status') },
  ];
}

/** The rows of one page and the way to the next: what the pager fetches. */
export function SessionRows({ ui, sessions, next }: SessionList & { readonly ui: Ui }): JSX.Element {
  return (
    <>
      {sessions.map((session) => (
        <SessionRow ui={ui} session={session} />
      ))}
      <Pager ui={ui} href={next} columns={6 + Number(ui.can('sessions.see-prices')) + Number(canSelect(ui))} />
    </>
  );
}

/** Ways to see the sessions. */
export function SessionViews({ ui, current }: { readonly ui: Ui; readonly current: 'list' }): JSX.Element {
  return (
    <Seg
      label={ui.t('sessions.view')}
      items={[
        { label: ui.t('sessions.calendar.nav'), href: CALENDAR, current: false },
        { label: ui.t('sessions.view.list'), href: SESSIONS, current: current === 'list' },
      ]}
    />
  );
}

function NoSessions({ ui, filtered }: { readonly ui: Ui; readonly filtered: boolean }): JSX.Element {
  if (filtered)
    return (
      <Empty ui={ui} icon="filter" title={ui.t('sessions.empty.filtered')} text={ui.t('sessions.empty.filtered.text')}>
        <ButtonLink ui={ui} label={ui.t('sessions.filter.none')} href={SESSIONS} />
      </Empty>
    );
  return (
    <Empty ui={ui} icon="calendar" title={ui.t('sessions.empty')} text={ui.t('sessions.empty.text')}>
      {ui.can('sessions.create') && <ButtonLink ui={ui} label={ui.t('sessions.new')} href={NEW_SESSION} icon="plus" />}
    </Empty>
  );
}
