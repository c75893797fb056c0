import type { Ui } from '#platform/http/ui.ts';
import { portalLoginPath } from '#portal/paths.ts';
import { ButtonLink } from '#views/ui/button-link.tsx';

/** The same whether anybody has the address or not. */
export function PortalSent({ ui }: { ui: Ui }): JSX.Element {
  return (
    <>
      <div class="hero">
        <p class="eyebrow" safe>
          {ui.t('portal.title')}
        </p>
        <h1 safe>{ui.t('portal.sent.title')}</h1>
      </div>
      <section class="card big">
        <p safe>{ui.t('portal.sent.text')}</p>
        <p class="quiet" safe>
          {ui.t('portal.sent.help')}
        </p>
        <div class="acts">
          <ButtonLink ui={ui} label={ui.t('portal.sent.again')} href={portalLoginPath} />
        </div>
      </section>
    </>
  );
}
