import type { ClientChoice } from '#clients/model.ts';
import { INVOICES, invoicePath, NEW_INVOICE } from '#invoicing/paths.ts';
import { money } from '#platform/format/money.ts';
import type { Ui } from '#platform/http/ui.ts';
import { type BillableSession, sessionTitle } from '#sessions/model.ts';
import { ClientField } from '#views/clients/field.tsx';
import { attr } from '#views/ui/attr.ts';
import { Button } from '#views/ui/button.tsx';
import { ButtonLink } from '#views/ui/button-link.tsx';
import { Card } from '#views/ui/card.tsx';
import { Fields } from '#views/ui/fields.tsx';
import { Form, FormActions } from '#views/ui/form.tsx';
import type { FormState } from '#views/ui/form-state.ts';
import { Kv, KvRow } from '#views/ui/kv.tsx';
import { Notice } from '#views/ui/notice.tsx';
import { PageHead } from '#views/ui/page-head.tsx';

interface Props {
  readonly ui: Ui;
  readonly form: FormState;
  readonly clients: readonly ClientChoice[];
  /** What is to be billed; null for an empty draft. */
  readonly session: BillableSession | null;
  readonly billedBy?: string | undefined;
}

export function InvoicesNew({ ui, form, clients, session, billedBy }: Props): JSX.Element {
  return (
    <>
      <PageHead ui={ui} title={ui.t('invoicing.new')} crumbs={[{ label: ui.t('invoicing.title'), href: INVOICES }]} />
      {billedBy !== undefined && (
        <Notice tone="warn" alert title={ui.t('invoicing.error.sessionInvoiced')} text={ui.t('invoicing.billed.text')}>
          <p>
            <ButtonLink ui={ui} label={ui.t('invoicing.billed.open')} href={invoicePath(billedBy)} />
          </p>
        </Notice>
      )}
      <Card pad>
        <Form ui={ui} action={INVOICES} form={form}>
          {session !== null && <SessionFacts ui={ui} session={session} />}
          <Fields>
            <ClientField
              ui={ui}
              form={form}
              label={ui.t('invoicing.client')}
              help={session ? ui.t('invoicing.client.help') : undefined}
              width="half"
              required
              autofocus
              empty={ui.t('invoicing.client.choose')}
              clients={clients}
              returnTo={NEW_INVOICE}
              creates
            />
          </Fields>
          {session !== null && <input type="hidden" name="sessionId" value={attr(session.id)} />}
          <FormActions>
            <Button ui={ui} label={ui.t('invoicing.create')} variant="main" />
            <ButtonLink ui={ui} label={ui.t('invoicing.cancel')} href={INVOICES} variant="plain" />
          </FormActions>
        </Form>
      </Card>
    </>
  );
}

function SessionFacts({ ui, session }: { readonly ui: Ui; readonly session: BillableSession }): JSX.Element {
  const { roomName, startsAt, endsAt, lines } = session;
  const net = lines.reduce((sum, line) => sum + line.net.amount, 0n);
  const when = `${ui.format.date(startsAt, 'long')}, ${ui.format.timeRange(startsAt, endsAt)}`;
  return (
    <Kv>
      <KvRow label={ui.t('invoicing.session')} value={sessionTitle(ui.t, session)} />
      <KvRow label={ui.t('invoicing.session.when')} value={`${roomName} · ${when}`} />
      <KvRow
        label={ui.t('invoicing.session.price')}
        value={
          lines.length === 0
            ? ui.t('invoicing.session.unpriced')
            : ui.t('invoicing.session.net', { amount: ui.format.money(money(net, ui.format.currency)) })
        }
      />
    </Kv>
  );
}
