import type { Passkey } from '#identity/passkeys/queries.ts';
import { PASSKEY_OPTIONS, PASSKEYS, passkeyPath } from '#identity/paths.ts';
import type { Ui } from '#platform/http/ui.ts';
import { accountCrumb } from '#views/identity/account-crumb.ts';
import { PasskeyForm } from '#views/identity/passkeys/form.tsx';
import { Button } from '#views/ui/button.tsx';
import { ButtonLink } from '#views/ui/button-link.tsx';
import { Card } from '#views/ui/card.tsx';
import { Fields } from '#views/ui/fields.tsx';
import { FormActions } from '#views/ui/form.tsx';
import type { FormState } from '#views/ui/form-state.ts';
import { List, ListItem } from '#views/ui/list.tsx';
import { PageHead } from '#views/ui/page-head.tsx';
import { TextField } from '#views/ui/text-field.tsx';

interface Props {
  readonly ui: Ui;
  readonly passkeys: readonly Passkey[];
  /** At which a new one will be good. */
  readonly host: string;
  readonly form: FormState;
}

/** One's own passkeys, and another one. */
export function PasskeyList({ ui, passkeys, host, form }: Props): JSX.Element {
  return (
    <>
      <PageHead
        ui={ui}
        title={ui.t('identity.passkeys.title')}
        lead={ui.t('identity.passkeys.lead')}
        crumbs={[accountCrumb(ui)]}
      />
      {passkeys.length > 0 && (
        <Card id="passkeys" title={ui.t('identity.passkeys.yours')}>
          <List>
            {passkeys.map((passkey) => (
              <PasskeyItem ui={ui} passkey={passkey} />
            ))}
          </List>
        </Card>
      )}
      <Card title={ui.t('identity.passkeys.add')} pad>
        <PasskeyForm ui={ui} kind="create" action={PASSKEYS} options={PASSKEY_OPTIONS} form={form}>
          <p safe>{ui.t('identity.passkeys.effect', { host })}</p>
          <Fields>
            <TextField
              form={form}
              name="name"
              width="half"
              label={ui.t('identity.passkeys.name')}
              help={ui.t('identity.passkeys.nameHelp')}
              required
            />
          </Fields>
          <FormActions>
            <Button ui={ui} variant="main" icon="key" label={ui.t('identity.passkeys.add')} />
          </FormActions>
        </PasskeyForm>
      </Card>
    </>
  );
}

function PasskeyItem({ ui, passkey }: { readonly ui: Ui; readonly passkey: Passkey }): JSX.Element {
  const { id, host, name, createdAt, lastUsedAt } = passkey;
  const since = ui.format.date(createdAt);
  const detail =
    lastUsedAt === null
      ? ui.t('identity.passkeys.unused', { host, since })
      : ui.t('identity.passkeys.used', { host, since, used: ui.format.relative(lastUsedAt, ui.now) });
  return (
    <ListItem id={`passkey-${id}`} title={name} detail={detail}>
      <ButtonLink
        ui={ui}
        small
        label={ui.t('identity.passkeys.change')}
        href={passkeyPath(id)}
        attrs={{ 'aria-label': ui.t('identity.passkeys.changeOf', { name }) }}
      />
    </ListItem>
  );
}
