import type { Invitation } from '#identity/invitations/model.ts';
import type { Ui } from '#platform/http/ui.ts';
import { DoorHead } from '#views/identity/door-head.tsx';
import { Button } from '#views/ui/button.tsx';
import { Fields } from '#views/ui/fields.tsx';
import { Form, FormActions } from '#views/ui/form.tsx';
import type { FormState } from '#views/ui/form-state.ts';
import { Kv, KvRow } from '#views/ui/kv.tsx';
import { Notice } from '#views/ui/notice.tsx';
import { TextField } from '#views/ui/text-field.tsx';

interface Props {
  readonly ui: Ui;
  readonly invitation: Invitation;
  /** Signed in with that address, known by it, or to make an account. */
  readonly reader: 'self' | 'known' | 'new';
  readonly form: FormState;
  /** Address of this very page, which carries the token. */
  readonly action: string;
  /** Name of another member who is signed in here. */
  readonly signedInAs: string | null;
}

/** Who asks whom to join what, and as what. Only the button accepts. */
export function InvitationPage({ ui, invitation, reader, form, action, signedInAs }: Props): JSX.Element {
  const { email, role, inviterName: inviter, expiresAt } = invitation;
  const studio = ui.studio?.name ?? '';
  return (
    <>
      <DoorHead
        title={ui.t('identity.invitation.title', { studio })}
        lead={ui.t(`identity.invitation.lead.${reader}`, { inviter, studio })}
      />
      <Kv>
        <KvRow label={ui.t('identity.field.email')} value={email} />
        <KvRow label={ui.t('identity.invitation.inviter')} value={inviter} />
        <KvRow label={ui.t('identity.field.role')} value={ui.t(`ui.role.${role}`)} />
        <KvRow label={ui.t('identity.invitation.until')} value={ui.format.dateTime(expiresAt)} />
      </Kv>
      {signedInAs !== null && (
        <Notice title={ui.t('identity.invitation.signedIn', { name: signedInAs, address: email })} />
      )}
      <Form ui={ui} action={action} form={form}>
        {reader !== 'self' && <AccountFields ui={ui} reader={reader} form={form} />}
        <FormActions>
          <Button ui={ui} variant="main" label={ui.t('identity.invitation.accept')} />
        </FormActions>
      </Form>
    </>
  );
}

function AccountFields({ ui, reader, form }: Pick<Props, 'ui' | 'reader' | 'form'>): JSX.Element {
  const isNew = reader === 'new';
  return (
    <Fields>
      {isNew && (
        <TextField
          form={form}
          name="name"
          label={ui.t('identity.field.name')}
          help={ui.t('identity.invitation.nameHelp')}
          autocomplete="name"
          autofocus
          required
        />
      )}
      <TextField
        form={form}
        name="password"
        type="password"
        label={ui.t('identity.field.password')}
        help={ui.t(isNew ? 'identity.password.help' : 'identity.invitation.passwordHelp')}
        autocomplete={isNew ? 'new-password' : 'current-password'}
        autofocus={!isNew}
        required
      />
    </Fields>
  );
}
