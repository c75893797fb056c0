import type { Ui } from '#platform/http/ui.ts';
import { portalLoginPath } from '#portal/paths.ts';
import { StudioContact } from '#views/invoicing/links/contact.tsx';
import { ButtonLink } from '#views/ui/button-link.tsx';

interface Props {
  readonly ui: Ui;
  readonly contact: { readonly email: string; readonly phone: string };
}

/** The link was ended, has expired, or is not whole. Which of them is not said: it may not be the client who asks. */
export function LinkGone({ ui, contact }: Props): JSX.Element {
  return (
    <>
      <div class="hero">
        <h1 safe>{ui.t('invoicing.link.gone')}</h1>
      </div>
      <section class="card big">
        <p safe>{ui.t('invoicing.link.gone.text', { studio: ui.studio?.name ?? '' })}</p>
        <StudioContact ui={ui} contact={contact} />
      </section>
      <section class="card big">
        <p safe>{ui.t('invoicing.link.gone.portal')}</p>
        <div class="acts">
          <ButtonLink ui={ui} label={ui.t('invoicing.link.gone.enter')} href={portalLoginPath} />
        </div>
      </section>
    </>
  );
}
