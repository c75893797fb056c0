import { z } from 'zod';
import { freeText, tick } from '#clients/details.ts';
import { idSchema } from '#platform/db/ids.ts';

const link = { role: freeText(), isPrimary: tick };

export const newMemberForm = z.object({ memberId: idSchema<'client'>(), ...link });
export const memberForm = z.object(link);
