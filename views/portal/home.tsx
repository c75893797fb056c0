import type { Ui } from '#platform/http/ui.ts';
import { portalSessionsPath } from '#portal/paths.ts';
import type { PortalInvoice, PortalSession } from '#portal/queries.ts';
import { InvoiceCard } from '#views/portal/invoice-card.tsx';
import { SessionCard } from '#views/portal/session-card.tsx';
import { ButtonLink } from '#views/ui/button-link.tsx';

interface Props {
  readonly ui: Ui;
  readonly sessions: readonly PortalSession[];
  readonly unpaid: readonly PortalInvoice[];
}

export function PortalHome({ ui, sessions, unpaid }: Props): JSX.Element {
  const [next, ...later] = sessions;
  const name = ui.actor.kind === 'client' ? ui.actor.name : '';
  return (
    <>
      <div class="hero">
        <p class="eyebrow" safe>
          {ui.t('portal.title')}
        </p>
        <h1 safe>{ui.t('portal.home.hello', { name })}</h1>
      </div>
      {next === undefined ? (
        <section class="card big">
          <p class="quiet" safe>
            {ui.t('portal.home.noSession')}
          </p>
        </section>
      ) : (
        <SessionCard ui={ui} session={next} note={ui.t('portal.home.next')} />
      )}
      {later.length > 0 && (
        <div class="acts">
          <ButtonLink ui={ui} label={ui.t('portal.home.later', { count: later.length })} href={portalSessionsPath} />
        </div>
      )}
      {unpaid.map((invoice) => (
        <InvoiceCard ui={ui} invoice={invoice} />
      ))}
      {unpaid.length === 0 && (
        <section class="card big">
          <p class="quiet" safe>
            {ui.t('portal.home.nothingDue')}
          </p>
        </section>
      )}
    </>
  );
}
