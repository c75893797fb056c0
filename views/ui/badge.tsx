import type { Ui } from '#platform/http/ui.ts';
import { attr } from '#views/ui/attr.ts';

interface Props {
  readonly label: string;
  readonly href?: string | undefined;
}

/** Says that something here is not the real thing: TEST, a local stand-in. */
export function Badge({ label, href }: Props): JSX.Element {
  if (href === undefined) {
    return (
      <span class="badge" safe>
        {label}
      </span>
    );
  }
  return (
    <a class="badge" href={attr(href)} safe>
      {label}
    </a>
  );
}

/** Which outside services have a local stand-in at the moment; nothing where all are real. */
export function LocalBadges({ ui }: { readonly ui: Ui }): JSX.Element {
  if (ui.local.size === 0) return '';
  return (
    <p class="badges">
      {ui.local.has('mail') ? <Badge label={ui.t('ui.local.mail')} href="/dev/mail" /> : ''}
      {ui.local.has('payments') ? <Badge label={ui.t('ui.local.payments')} /> : ''}
    </p>
  );
}
