import type { Client, Labelled } from '#clients/model.ts';
import type { Ui } from '#platform/http/ui.ts';
import { attr } from '#views/ui/attr.ts';
import { Card } from '#views/ui/card.tsx';
import { Kv, KvRow } from '#views/ui/kv.tsx';
import { present } from '#views/ui/present.ts';

interface Props {
  readonly ui: Ui;
  readonly client: Client;
  readonly address: readonly string[];
}

/** What is known about a client. */
export function ClientFacts({ ui, client, address }: Props): JSX.Element {
  const { t } = ui;
  return (
    <>
      <Card title={t('clients.facts.reach')} pad>
        <Reach ui={ui} client={client} address={address} />
      </Card>
      <Person ui={ui} client={client} />
      <Billing ui={ui} client={client} />
      {client.notes !== null && (
        <Card title={t('clients.field.notes')} pad>
          <p class="as-typed" safe>
            {client.notes}
          </p>
        </Card>
      )}
    </>
  );
}

function Reach({ ui, client, address }: Props): JSX.Element {
  const { t } = ui;
  return (
    <Kv>
      <KvRow label={t('clients.field.email')}>
        {client.email !== null && <Reachable href={`mailto:${client.email}`} text={client.email} />}
      </KvRow>
      <FurtherRows label={t('clients.field.email')} items={client.emails} />
      <KvRow label={t('clients.field.phone')}>
        {client.phone !== null && <Reachable href={`tel:${client.phone.replace(/[^\d+]/g, '')}`} text={client.phone} />}
      </KvRow>
      <FurtherRows label={t('clients.field.phone')} items={client.phones} />
      <FurtherRows label={t('clients.field.websites')} items={client.websites} />
      <KvRow label={t('clients.group.address')}>
        {address.length > 0 && address.map((line) => <div safe>{line}</div>)}
      </KvRow>
      <KvRow label={t('clients.field.deliveryAddress')}>
        {client.deliveryAddress !== null && (
          <span class="as-typed" safe>
            {client.deliveryAddress}
          </span>
        )}
      </KvRow>
      <FurtherRows label={t('clients.field.customFields')} items={client.customFields} />
    </Kv>
  );
}

function Reachable({ href, text }: { readonly href: string; readonly text: string }): JSX.Element {
  return (
    <a class="link" href={attr(href)} safe>
      {text}
    </a>
  );
}

function FurtherRows({ label, items }: { readonly label: string; readonly items: readonly Labelled[] }): JSX.Element {
  return (
    <>
      {items.map((item) => (
        <KvRow label={item.label || label} value={item.value} />
      ))}
    </>
  );
}

function Person({ ui, client }: Pick<Props, 'ui' | 'client'>): JSX.Element {
  const { t, format } = ui;
  const { prefix, firstName, middleName, lastName, suffix, birthday, gender } = client;
  const full = [prefix, firstName, middleName, lastName, suffix].filter(Boolean).join(' ');
  if (full === '' && birthday === null && gender === null) return '';
  return (
    <Card title={t('clients.group.person')} pad>
      <Kv>
        <KvRow label={t('clients.facts.fullName')} value={full} />
        <KvRow label={t('clients.field.birthday')} value={birthday === null ? null : format.date(birthday, 'long')} />
        <KvRow label={t('clients.field.gender')} value={gender === null ? null : t(`clients.gender.${gender}`)} />
      </Kv>
    </Card>
  );
}

function Billing({ ui, client }: Pick<Props, 'ui' | 'client'>): JSX.Element {
  const { t, format } = ui;
  const { siren, siret, vatNumber, currency, defaultDepositPercent } = client;
  const deposit = defaultDepositPercent === null ? null : format.percent(defaultDepositPercent);
  if (![siren, siret, vatNumber, currency, deposit].some(present)) return '';
  return (
    <Card title={t('clients.group.billing')} pad>
      <Kv>
        <KvRow label={t('clients.field.siren')} value={siren} />
        <KvRow label={t('clients.field.siret')} value={siret} />
        <KvRow label={t('clients.field.vatNumber')} value={vatNumber} />
        <KvRow label={t('clients.field.currency')} value={currency} />
        <KvRow label={t('clients.field.defaultDepositPercent')} value={deposit} />
      </Kv>
    </Card>
  );
}
