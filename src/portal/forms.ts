import { z } from 'zod';
import { requiredEmail } from '#platform/format/fields.ts';

export const linkForm = z.object({ email: requiredEmail() });
