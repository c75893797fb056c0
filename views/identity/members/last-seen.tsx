import type { Member } from '#identity/members/queries.ts';
import type { Ui } from '#platform/http/ui.ts';
import { Moment } from '#views/ui/moment.tsx';

interface Props {
  readonly ui: Ui;
  readonly member: Pick<Member, 'joinedAt' | 'lastSeenAt'>;
}

/** Logins are forgotten a month after they end. */
const REMEMBERED_MS = 30 * 86_400_000;

export function LastSeen({ ui, member: { joinedAt, lastSeenAt } }: Props): JSX.Element {
  if (lastSeenAt !== null) return <Moment ui={ui} at={lastSeenAt} as="relative" />;
  const isNew = ui.now.getTime() - joinedAt.getTime() < REMEMBERED_MS;
  return (
    <span class="faint" safe>
      {ui.t(isNew ? 'identity.members.never' : 'identity.members.longAgo')}
    </span>
  );
}
