import { clientPath } from '#clients/paths.ts';
import { invoicePath } from '#invoicing/paths.ts';
import type { Ui } from '#platform/http/ui.ts';
import type { InvoiceFacts } from '#views/invoicing/show/facts.ts';
import { attr } from '#views/ui/attr.ts';
import { Card } from '#views/ui/card.tsx';
import { Kv, KvRow } from '#views/ui/kv.tsx';

interface Props {
  readonly ui: Ui;
  readonly facts: InvoiceFacts;
}

/** The client, the sessions that it bills, and its credit notes. */
export function InvoiceRelations({ ui, facts }: Props): JSX.Element {
  const { invoice, buyer, creditNotes, credited, sources } = facts;
  const { clientId, suppliedFrom, suppliedTo, exemption, reason } = invoice;
  const days = [suppliedFrom, suppliedTo].filter((day) => day !== null).map((day) => ui.format.date(day, 'long'));
  return (
    <Card title={ui.t('invoicing.details')} pad>
      <Kv>
        <KvRow label={ui.t('invoicing.client')}>
          <Link href={clientPath(clientId)} label={buyer.name} />
        </KvRow>
        <KvRow label={ui.t('invoicing.buyer.address')}>
          {buyer.address.length > 0 && <Lines lines={buyer.address} />}
        </KvRow>
        <KvRow label={ui.t('invoicing.supplied')} value={[...new Set(days)].join(' – ')} />
        <KvRow label={ui.t('invoicing.exemption')} value={exemption} />
        <KvRow label={ui.t('invoicing.reason')} value={reason} />
        {sources.length > 0 && (
          <KvRow label={ui.t('invoicing.sessions')}>
            {sources.map(({ path, name }) => (
              <div>{path === null ? <span safe>{name}</span> : <Link href={path} label={name} />}</div>
            ))}
          </KvRow>
        )}
        {credited !== null && (
          <KvRow label={ui.t('invoicing.corrects')}>
            <Link href={invoicePath(credited.id)} label={credited.number ?? ''} />
          </KvRow>
        )}
        {creditNotes.map(({ id, number }) => (
          <KvRow label={ui.t('invoicing.creditNote')}>
            <Link href={invoicePath(id)} label={number ?? ''} />
          </KvRow>
        ))}
      </Kv>
    </Card>
  );
}

function Link({ href, label }: { readonly href: string; readonly label: string }): JSX.Element {
  return (
    <a class="link" href={attr(href)} safe>
      {label}
    </a>
  );
}

function Lines({ lines }: { readonly lines: readonly string[] }): JSX.Element {
  return (
    <span class="pre" safe>
      {lines.join('\n')}
    </span>
  );
}
