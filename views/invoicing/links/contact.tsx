import type { Ui } from '#platform/http/ui.ts';
import { ButtonLink } from '#views/ui/button-link.tsx';

interface Props {
  readonly ui: Ui;
  /** Empty where there is none. */
  readonly contact: { readonly email: string; readonly phone: string };
}

/** How to reach the studio: what a thumb can press, and what it says for those who type. */
export function StudioContact({ ui, contact: { email, phone } }: Props): JSX.Element {
  if (email === '' && phone === '') return '';
  return (
    <div class="acts">
      {phone !== '' && <ButtonLink ui={ui} label={phone} href={`tel:${phone.replace(/[^\d+]/g, '')}`} icon="phone" />}
      {email !== '' && <ButtonLink ui={ui} label={email} href={`mailto:${encodeURIComponent(email)}`} icon="mail" />}
    </div>
  );
}
