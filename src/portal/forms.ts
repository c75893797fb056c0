import { z } from 'zod';
import { requiredEmail } from '#platform/format/fields.ts';
import { isBelow } from '#platform/http/prefix.ts';
import { safeNext } from '#platform/http/render.ts';
import { PORTAL } from '#portal/paths.ts';

const LONGEST_NEXT = 300;

/** Where a client goes once signed in: the page of the portal that was asked for, and nowhere outside of it. */
export function nextPage(asked: unknown): string {
  if (typeof asked !== 'string' || asked.length > LONGEST_NEXT) return PORTAL;
  const next = safeNext(asked, PORTAL);
  const { pathname, search } = new URL(next, 'https://studio.invalid');
  return isBelow(PORTAL, pathname) ? pathname + search : PORTAL;
}

const next = z.unknown().optional().transform(nextPage);

export const linkForm = z.object({ email: requiredEmail(), next });
export const entryForm = z.object({ next });

/** People copy spaces along. */
const code = z
  .string('portal.code.invalid')
  .transform((typed) => typed.replace(/\s/g, ''))
  .pipe(z.string().regex(/^\d{6}$/, 'portal.code.invalid'));

export const codeForm = z.object({ code, next });
export const switchForm = z.object({ personId: z.guid().catch(''), next });
