import type { Ui } from '#platform/http/ui.ts';
import { portalEntryPath, portalLoginPath } from '#portal/paths.ts';
import { attr } from '#views/ui/attr.ts';
import { Button } from '#views/ui/button.tsx';
import { ButtonLink } from '#views/ui/button-link.tsx';
import { RequestKey } from '#views/ui/request-key.tsx';

interface Props {
  readonly ui: Ui;
  /** Null when the link no longer opens anything. */
  readonly token: string | null;
  /** The page of the portal that was asked for. */
  readonly next: string;
}

/** Opening the link does nothing yet: mail programs open links too. */
export function PortalEntry({ ui, token, next }: Props): JSX.Element {
  return (
    <>
      <div class="hero">
        <p class="eyebrow" safe>
          {ui.t('portal.title')}
        </p>
        <h1 safe>{ui.t(token === null ? 'portal.entry.gone' : 'portal.entry.title')}</h1>
      </div>
      <section class="card big">
        <p safe>{ui.t(token === null ? 'portal.error.link' : 'portal.entry.text')}</p>
        {token === null ? (
          <ButtonLink ui={ui} label={ui.t('portal.sent.again')} href={portalLoginPath} variant="main" />
        ) : (
          <form method="post" action={attr(portalEntryPath(token))} class="acts">
            <RequestKey ui={ui} />
            <input type="hidden" name="next" value={attr(next)} />
            <Button ui={ui} label={ui.t('portal.entry.enter')} variant="main" />
          </form>
        )}
      </section>
    </>
  );
}
