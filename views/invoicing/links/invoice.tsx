import { payEventPath, payPdfPath } from '#invoicing/paths.ts';
import type { Ui } from '#platform/http/ui.ts';
import { StudioContact } from '#views/invoicing/links/contact.tsx';
import type { LinkFacts } from '#views/invoicing/links/facts.ts';
import { LinkHead } from '#views/invoicing/links/head.tsx';
import { LinkLines } from '#views/invoicing/links/lines.tsx';
import { LinkTransfer } from '#views/invoicing/links/transfer.tsx';
import { ButtonLink } from '#views/ui/button-link.tsx';

interface Props {
  readonly ui: Ui;
  readonly facts: LinkFacts;
}

/** One invoice for who has its link: what is due, how to pay it, and what it is for. */
export function LinkedInvoice({ ui, facts }: Props): JSX.Element {
  const { invoice, seller, token } = facts;
  return (
    <>
      <LinkHead ui={ui} facts={facts} />
      <LinkTransfer ui={ui} invoice={invoice} seller={seller} />
      <LinkLines ui={ui} invoice={invoice} pdf={payPdfPath(token)} />
      <ComingSessions ui={ui} facts={facts} />
      <section class="card big" aria-labelledby="contact">
        <h2 id="contact" safe>
          {ui.t('invoicing.link.question')}
        </h2>
        <p class="quiet pre" safe>
          {[seller.name, ...seller.address].join('\n')}
        </p>
        <StudioContact ui={ui} contact={seller} />
      </section>
    </>
  );
}

/** Each with its day; one file holds them all. */
function ComingSessions({ ui, facts: { sessions, token } }: Props): JSX.Element {
  const [first] = sessions;
  if (first === undefined) return '';
  return (
    <section class="card big room-edge" data-room={String(first.room.color)} aria-labelledby="session">
      <h2 id="session" class="small quiet" safe>
        {ui.t('invoicing.link.session', { count: sessions.length })}
      </h2>
      {sessions.map((session) => (
        <ComingSession ui={ui} session={session} />
      ))}
      <div class="acts">
        <ButtonLink ui={ui} label={ui.t('invoicing.link.calendar')} href={payEventPath(token)} icon="calendar" />
      </div>
    </section>
  );
}

function ComingSession({
  ui,
  session,
}: {
  readonly ui: Ui;
  readonly session: LinkFacts['sessions'][number];
}): JSX.Element {
  const { startsAt, endsAt, room } = session;
  const day = ui.format.date(startsAt, 'weekday');
  return (
    <div>
      <p class="session-time">
        <span safe>{day.charAt(0).toLocaleUpperCase() + day.slice(1)}</span>
        <br />
        <span safe>{ui.format.timeRange(startsAt, endsAt)}</span>
      </p>
      <p class="quiet" safe>
        {`${room.name} · ${session.title}`}
      </p>
    </div>
  );
}
