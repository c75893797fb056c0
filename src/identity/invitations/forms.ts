import { z } from 'zod';
import { LONGEST_INVITATION_DAYS, USUAL_INVITATION_DAYS } from '#identity/invitations/model.ts';
import { ROLES } from '#identity/members/policy.ts';
import { readAs, requiredEmail } from '#platform/format/fields.ts';

export const invitationForm = z.object({
  email: requiredEmail(),
  role: z.enum(ROLES),
  days: readAs(readDays, 'identity.invitations.daysWrong'),
});

function readDays(typed: string): number | undefined {
  const text = typed.trim();
  if (text === '') return USUAL_INVITATION_DAYS;
  const days = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  return days >= 1 && days <= LONGEST_INVITATION_DAYS ? days : undefined;
}
