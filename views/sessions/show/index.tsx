import { clientPath } from '#clients/paths.ts';
import type { LoadedSection } from '#platform/contributions/load-sections.ts';
import type { HistoryItem } from '#platform/history/model.ts';
import type { Ui } from '#platform/http/ui.ts';
import { roomPath } from '#rooms/paths.ts';
import type { StateChange } from '#sessions/changes/model.ts';
import type { Conflict } from '#sessions/conflicts/service.ts';
import type { ListedSession } from '#sessions/list/model.ts';
import type { SessionPrice } from '#sessions/model.ts';
import { SESSIONS, sessionPlacement } from '#sessions/paths.ts';
import { SessionConflict } from '#views/sessions/conflicts/card.tsx';
import type { PlacementChoices } from '#views/sessions/editing/form.tsx';
import { KINDS, lengthText, whenText } from '#views/sessions/labels.ts';
import { PriceCard } from '#views/sessions/pricing/card.tsx';
import { SessionActions } from '#views/sessions/show/actions.tsx';
import { SessionMenu } from '#views/sessions/show/menu.tsx';
import { CancellationCard, MoveCard } from '#views/sessions/show/placement.tsx';
import { SessionStatus } from '#views/sessions/status.tsx';
import { fullTitle } from '#views/sessions/title.ts';
import { When } from '#views/sessions/when.tsx';
import { Card } from '#views/ui/card.tsx';
import { type FormState, hasErrors } from '#views/ui/form-state.ts';
import { History } from '#views/ui/history.tsx';
import { Kv, KvRow } from '#views/ui/kv.tsx';
import { Notice } from '#views/ui/notice.tsx';
import { PageHead } from '#views/ui/page-head.tsx';
import { SectionActions, SectionBodies, SectionNotices } from '#views/ui/sections.tsx';

export interface SessionShowProps {
  readonly ui: Ui;
  readonly session: ListedSession;
  /** Null for those who may not see it. */
  readonly price: SessionPrice | null;
  readonly history: readonly HistoryItem[];
  readonly changes: readonly StateChange[];
  readonly movable: boolean;
  readonly withinHours: boolean;
  /** For moving it; with what was typed when that was refused. */
  readonly placement: FormState;
  readonly choices: PlacementChoices;
  readonly conflict?: Conflict | undefined;
  /** What other modules know of the session. */
  readonly sections: readonly LoadedSection[];
}

export function SessionShow(props: SessionShowProps): JSX.Element {
  const { ui, session, conflict, placement, changes } = props;
  return (
    <>
      <PageHead
        ui={ui}
        title={fullTitle(ui.t, session)}
        lead={[whenText(ui, session), session.room.name, session.client?.name].filter(Boolean).join(' · ')}
        crumbs={[{ label: ui.t('sessions.title'), href: SESSIONS }]}
        chips={<SessionStatus ui={ui} session={session} />}
      >
        <SessionActions ui={ui} session={session} changes={changes} />
        <SectionActions sections={props.sections} />
        <SessionMenu ui={ui} session={session} changes={changes} />
      </PageHead>
      <SectionNotices sections={props.sections} />
      {!props.movable && hasErrors(placement) && (
        <Notice tone="bad" title={Object.values(placement.errors).join(' ')} alert />
      )}
      {conflict ? (
        <SessionConflict
          ui={ui}
          conflict={conflict}
          action={sessionPlacement(session.id)}
          values={placement.values}
          accept={ui.t('sessions.conflict.move')}
        />
      ) : (
        ''
      )}
      <div class="cols">
        <div class="stack">
          <Facts {...props} />
          {props.price !== null && <PriceCard ui={ui} price={props.price} vatRate={session.vatRate} />}
          <SectionBodies ui={ui} sections={props.sections} place="main" />
          <History ui={ui} title={ui.t('sessions.history')} items={props.history} ownId={session.id} />
        </div>
        <div class="stack">
          <SectionBodies ui={ui} sections={props.sections} place="side" />
          {props.movable && ui.can('sessions.move') && (
            <MoveCard ui={ui} session={session} form={placement} choices={props.choices} />
          )}
          {changes.includes('cancelled') && ui.can('sessions.cancel') && <CancellationCard ui={ui} session={session} />}
        </div>
      </div>
    </>
  );
}

function Facts({ ui, session, withinHours }: SessionShowProps): JSX.Element {
  const { room, client, notes } = session;
  return (
    <Card title={ui.t('sessions.facts')} pad>
      <Kv>
        <KvRow label={ui.t('sessions.when')}>
          <When ui={ui} session={session} />
          <span safe>{` (${lengthText(ui, session)})`}</span>
          {!withinHours && (
            <span class="quiet small" safe>
              {` ${ui.t('sessions.outsideHours')}`}
            </span>
          )}
        </KvRow>
        <KvRow label={ui.t('sessions.room')}>
          <a class="link" href={roomPath(room.id)} safe>
            {room.name}
          </a>
        </KvRow>
        <KvRow label={ui.t('sessions.client')}>
          {client === null ? (
            <span class="quiet" safe>
              {ui.t('sessions.client.none')}
            </span>
          ) : (
            <a class="link" href={clientPath(client.id)} safe>
              {client.name}
            </a>
          )}
        </KvRow>
        <KvRow label={ui.t('sessions.kind')} value={ui.t(KINDS[session.kind])} />
        <KvRow label={ui.t('sessions.notes')}>
          {notes !== '' && (
            <span class="pre" safe>
              {notes}
            </span>
          )}
        </KvRow>
      </Kv>
    </Card>
  );
}
