import type { Ui } from '#platform/http/ui.ts';
import { Kv, KvRow } from '#views/ui/kv.tsx';

interface Props {
  readonly ui: Ui;
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly address: readonly string[];
}

export function PortalMe({ ui, name, email, phone, address }: Props): JSX.Element {
  return (
    <>
      <div class="hero">
        <h1 safe>{ui.t('portal.me.title')}</h1>
      </div>
      <section class="card big">
        <Kv>
          <KvRow label={ui.t('portal.me.name')} value={name} />
          <KvRow label={ui.t('portal.me.email')} value={email ?? ''} />
          <KvRow label={ui.t('portal.me.phone')} value={phone ?? ''} />
          <KvRow label={ui.t('portal.me.address')} value={address.join(', ')} />
        </Kv>
        <p class="quiet" safe>
          {ui.t('portal.me.text')}
        </p>
      </section>
    </>
  );
}
