import type { ClientChoice } from '#clients/model.ts';
import type { Ui } from '#platform/http/ui.ts';
import { SESSIONS, type SessionFilterParameters, sessionsPath } from '#sessions/paths.ts';
import { ClientField } from '#views/clients/field.tsx';
import { ORDERS, STATUSES } from '#views/sessions/labels.ts';
import { Button } from '#views/ui/button.tsx';
import { ButtonLink } from '#views/ui/button-link.tsx';
import { Form } from '#views/ui/form.tsx';
import { freshForm } from '#views/ui/form-state.ts';
import { DateField } from '#views/ui/moment-field.tsx';
import { type Choice, Seg } from '#views/ui/seg.tsx';
import { Select } from '#views/ui/select.tsx';
import { OrderField } from '#views/ui/sorting.tsx';

export interface Named {
  readonly id: string;
  readonly name: string;
}

export interface Choices {
  readonly rooms: readonly Named[];
  readonly clients: readonly ClientChoice[];
}

interface Props {
  readonly ui: Ui;
  readonly filter: SessionFilterParameters;
  readonly choices: Choices;
  readonly today: string;
}

const option = ({ id, name }: Named) => ({ value: id, label: name });

/** All of it is in the address, so that it can be bookmarked and shared. */
export function SessionFilters({ ui, filter, choices, today }: Props): JSX.Element {
  const { order = 'latest', after: _after, ...fields } = filter;
  const given = Object.entries(fields).filter((entry): entry is [string, string] => Boolean(entry[1]));
  const form = freshForm({ ...Object.fromEntries(given), order });
  const statuses = Object.entries(STATUSES).map(([value, key]) => ({ value, label: ui.t(key) }));
  const all = ui.t('sessions.filter.all');
  return (
    <div class="stack-s">
      <Seg label={ui.t('sessions.filter.period')} items={periods(ui, filter, today)} />
      <Form ui={ui} action={SESSIONS} method="get" inline>
        <ClientField
          ui={ui}
          form={form}
          label={ui.t('sessions.client')}
          clients={choices.clients}
          returnTo={SESSIONS}
          empty={all}
          plain
        />
        <Select
          form={form}
          name="roomId"
          label={ui.t('sessions.room')}
          options={choices.rooms.map(option)}
          empty={ui.t('sessions.filter.allRooms')}
        />
        <Select form={form} name="status" label={ui.t('sessions.state')} options={statuses} empty={all} />
        <DateField form={form} name="from" label={ui.t('sessions.filter.from')} />
        <DateField form={form} name="to" label={ui.t('sessions.filter.to')} />
        <OrderField
          ui={ui}
          form={form}
          options={Object.entries(ORDERS).map(([value, label]) => ({ value, label: ui.t(label) }))}
          phoneOnly
        />
        <Button ui={ui} label={ui.t('sessions.filter')} icon="filter" />
        {given.length > 0 && (
          <ButtonLink ui={ui} label={ui.t('sessions.filter.none')} href={SESSIONS} variant="plain" />
        )}
      </Form>
    </div>
  );
}

/** The common periods keep the other filters. */
function periods(ui: Ui, filter: SessionFilterParameters, today: string): readonly Choice[] {
  const { clientId, roomId, status, order } = filter;
  const rest = { clientId, roomId, status, order: order === 'earliest' ? undefined : order };
  const upcoming = filter.from === today && !filter.to;
  const past = filter.to === today && !filter.from;
  return [
    { label: ui.t('sessions.filter.period.all'), href: sessionsPath(rest), current: !filter.from && !filter.to },
    {
      label: ui.t('sessions.filter.period.upcoming'),
      href: sessionsPath({ ...rest, from: today, order: rest.order ?? 'earliest' }),
      current: upcoming,
    },
    { label: ui.t('sessions.filter.period.past'), href: sessionsPath({ ...rest, to: today }), current: past },
  ];
}
