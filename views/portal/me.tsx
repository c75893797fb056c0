import type { Ui } from '#platform/http/ui.ts';
import { portalAccessPath } from '#portal/paths.ts';
import { ButtonLink } from '#views/ui/button-link.tsx';
import { Kv, KvRow } from '#views/ui/kv.tsx';

interface Props {
  readonly ui: Ui;
  /** Who reads it, where that is not the client itself. */
  readonly contact: { readonly name: string; readonly email: string | null } | null;
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly address: readonly string[];
}

export function PortalMe({ ui, contact, name, email, phone, address }: Props): JSX.Element {
  return (
    <>
      <div class="hero">
        <h1 safe>{ui.t('portal.me.title')}</h1>
      </div>
      <section class="card big">
        <Kv>
          {contact !== null && <KvRow label={ui.t('portal.me.you')} value={contact.name} />}
          {contact !== null && <KvRow label={ui.t('portal.me.yourEmail')} value={contact.email ?? ''} />}
          <KvRow label={ui.t(contact === null ? 'portal.me.name' : 'portal.me.client')} value={name} />
          <KvRow label={ui.t('portal.me.email')} value={email ?? ''} />
          <KvRow label={ui.t('portal.me.phone')} value={phone ?? ''} />
          <KvRow label={ui.t('portal.me.address')} value={address.join(', ')} />
        </Kv>
        <p class="quiet" safe>
          {ui.t('portal.me.text')}
        </p>
        <div class="acts">
          <ButtonLink ui={ui} label={ui.t('portal.access.title')} href={portalAccessPath} icon="lock" />
        </div>
      </section>
    </>
  );
}
