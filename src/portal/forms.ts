import { z } from 'zod';

export const linkForm = z.object({ email: z.string().trim().max(254).pipe(z.email('platform.form.email')) });
