import { memberInput } from '#clients/input.ts';
import { tick } from '#platform/format/fields.ts';

export const newMemberForm = memberInput.extend({ isPrimary: tick });
export const memberForm = newMemberForm.omit({ memberId: true });
