import type { Invitation } from '#identity/invitations/model.ts';
import { invitationResendingPath, invitationRevocationPath } from '#identity/paths.ts';
import type { Ui } from '#platform/http/ui.ts';
import type { Role } from '#platform/scope.ts';
import { attr } from '#views/ui/attr.ts';
import { Button } from '#views/ui/button.tsx';
import { Card } from '#views/ui/card.tsx';
import { StatusChip } from '#views/ui/chip.tsx';
import { Empty } from '#views/ui/empty.tsx';
import { List, ListItem } from '#views/ui/list.tsx';
import { RequestKey } from '#views/ui/request-key.tsx';

interface Props {
  readonly ui: Ui;
  readonly invitations: readonly Invitation[];
  /** Roles that the reader may give: those invitations are theirs to send again or end. */
  readonly given: readonly Role[];
}

/** Who was asked to join and has not answered. */
export function InvitationList({ ui, invitations, given }: Props): JSX.Element {
  return (
    <Card
      id="invitations"
      title={ui.t('identity.invitations.title')}
      note={invitations.length > 0 ? String(invitations.length) : undefined}
    >
      {invitations.length === 0 ? (
        <Empty
          ui={ui}
          icon="mail"
          title={ui.t('identity.invitations.none')}
          text={ui.t('identity.invitations.noneText')}
        />
      ) : (
        <List>
          {invitations.map((invitation) => (
            <InvitationItem ui={ui} invitation={invitation} isOwn={given.includes(invitation.role)} />
          ))}
        </List>
      )}
    </Card>
  );
}

interface ItemProps {
  readonly ui: Ui;
  readonly invitation: Invitation;
  readonly isOwn: boolean;
}

function InvitationItem({ ui, invitation, isOwn }: ItemProps): JSX.Element {
  const { id, email, role, inviterName, createdAt } = invitation;
  const detail = ui.t('identity.invitations.detail', {
    role: ui.t(`ui.role.${role}`),
    inviter: inviterName,
    when: ui.format.relative(createdAt, ui.now),
  });
  return (
    <ListItem id={`invitation-${id}`} title={email} detail={detail}>
      <State ui={ui} invitation={invitation} />
      {isOwn && (
        <Act ui={ui} action={invitationResendingPath(id)} label={ui.t('identity.invitations.resend')} email={email} />
      )}
      {isOwn && (
        <Act
          ui={ui}
          action={invitationRevocationPath(id)}
          label={ui.t('identity.invitations.revoke')}
          email={email}
          plain
        />
      )}
    </ListItem>
  );
}

function State({ ui, invitation: { expiresAt, unsentAt } }: Pick<ItemProps, 'ui' | 'invitation'>): JSX.Element {
  if (unsentAt) return <StatusChip tone="bad" label={ui.t('identity.invitations.unsent')} />;
  if (expiresAt <= ui.now) return <StatusChip tone="bad" label={ui.t('identity.invitations.expired')} />;
  const when = ui.format.relative(expiresAt, ui.now);
  return <StatusChip tone="info" label={ui.t('identity.invitations.expires', { when })} />;
}

interface ActProps {
  readonly ui: Ui;
  readonly action: string;
  readonly label: string;
  readonly email: string;
  readonly plain?: boolean;
}

function Act({ ui, action, label, email, plain }: ActProps): JSX.Element {
  return (
    <form method="post" action={attr(action)}>
      <RequestKey ui={ui} />
      <Button
        ui={ui}
        small
        variant={plain ? 'plain' : undefined}
        label={label}
        attrs={{ 'aria-label': attr(ui.t('identity.invitations.of', { label, address: email })) }}
      />
    </form>
  );
}
