import { z } from 'zod';

export const noteForm = z.object({ note: z.string().min(1).max(20_000) });
