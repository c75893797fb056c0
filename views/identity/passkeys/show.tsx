import type { Passkey } from '#identity/passkeys/queries.ts';
import { PASSKEYS, passkeyPath, passkeyRemovalPath } from '#identity/paths.ts';
import type { Ui } from '#platform/http/ui.ts';
import { accountCrumb } from '#views/identity/account-crumb.ts';
import { Button } from '#views/ui/button.tsx';
import { Card } from '#views/ui/card.tsx';
import { Fields } from '#views/ui/fields.tsx';
import { Form, FormActions } from '#views/ui/form.tsx';
import type { FormState } from '#views/ui/form-state.ts';
import { Kv, KvRow } from '#views/ui/kv.tsx';
import { Moment } from '#views/ui/moment.tsx';
import { PageHead } from '#views/ui/page-head.tsx';
import { TextField } from '#views/ui/text-field.tsx';

interface Props {
  readonly ui: Ui;
  readonly passkey: Passkey;
  readonly form: FormState;
  readonly removal: FormState;
}

/** One passkey: its name, and its end. */
export function PasskeyPage({ ui, passkey, form, removal }: Props): JSX.Element {
  const { id, host, name } = passkey;
  return (
    <>
      <PageHead
        ui={ui}
        title={name}
        crumbs={[accountCrumb(ui), { label: ui.t('identity.passkeys.title'), href: PASSKEYS }]}
      />
      <Card title={ui.t('identity.passkeys.one')} pad>
        <div class="stack">
          <Facts ui={ui} passkey={passkey} />
          <Form ui={ui} action={passkeyPath(id)} form={form}>
            <Fields>
              <TextField form={form} name="name" width="half" label={ui.t('identity.passkeys.name')} required />
            </Fields>
            <FormActions>
              <Button ui={ui} variant="main" label={ui.t('identity.passkeys.rename')} />
            </FormActions>
          </Form>
        </div>
      </Card>
      <Card title={ui.t('identity.passkeys.remove')} pad>
        <Form ui={ui} action={passkeyRemovalPath(id)} form={removal} scope="removal">
          <p class="quiet" safe>
            {ui.t('identity.passkeys.removeEffect', { host })}
          </p>
          <FormActions>
            <Button ui={ui} variant="danger" label={ui.t('identity.passkeys.remove')} />
          </FormActions>
        </Form>
      </Card>
    </>
  );
}

function Facts({ ui, passkey }: Pick<Props, 'ui' | 'passkey'>): JSX.Element {
  const { host, isSynced, createdAt, lastUsedAt } = passkey;
  return (
    <Kv>
      <KvRow label={ui.t('identity.passkeys.host')} value={host} />
      <KvRow
        label={ui.t('identity.passkeys.kept')}
        value={ui.t(isSynced ? 'identity.passkeys.synced' : 'identity.passkeys.oneDevice')}
      />
      <KvRow label={ui.t('identity.passkeys.since')}>
        <Moment ui={ui} at={createdAt} as="date" />
      </KvRow>
      <KvRow label={ui.t('identity.passkeys.lastUsed')}>
        {lastUsedAt === null ? (
          <span class="faint" safe>
            {ui.t('identity.passkeys.never')}
          </span>
        ) : (
          <Moment ui={ui} at={lastUsedAt} as="relative" />
        )}
      </KvRow>
    </Kv>
  );
}
