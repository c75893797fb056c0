import type { z } from 'zod';
import { signUpInput } from '#identity/input.ts';
import { plainText } from '#platform/format/fields.ts';
import type { MessageKey } from '#platform/i18n/translate.ts';
import { SHORTEST_SLUG, slugProblem, suggestSlug } from '#studios/slugs/model.ts';

const MESSAGES = {
  invalid: { alone: 'identity.signUp.slugInvalid', offer: 'identity.signUp.slugInvalidOffer' },
  reserved: { alone: 'identity.signUp.slugReserved', offer: 'identity.signUp.slugReserved' },
} as const satisfies Record<string, Record<string, MessageKey>>;

/** What is wrong with an address, and one like it that would do. */
function judgeSlug(slug: string, context: z.RefinementCtx, path: string[]): void {
  const problem = slugProblem(slug);
  if (!problem) return;
  const suggestion = suggestSlug(slug);
  const offer = slugProblem(suggestion) === null ? suggestion : '';
  const message = MESSAGES[problem][offer === '' ? 'alone' : 'offer'];
  context.addIssue({ code: 'custom', path, message, params: { offer, least: SHORTEST_SLUG } });
}

const slugField = plainText()
  .transform((text) => text.trim().toLowerCase())
  .superRefine((slug, context) => {
    if (slug !== '') judgeSlug(slug, context, []);
  });

/** Without an address of its own a studio gets the one that its name suggests. */
export const signUpForm = signUpInput
  .extend({ slug: slugField })
  .transform(withSlug)
  .superRefine(({ slug }, context) => judgeSlug(slug, context, ['slug']));

/** The same for a user whom we know. */
export const newStudioForm = signUpInput
  .pick({ studioName: true, locale: true })
  .extend({ slug: slugField })
  .transform(withSlug)
  .superRefine(({ slug }, context) => judgeSlug(slug, context, ['slug']));

function withSlug<T extends { readonly studioName: string; readonly slug: string }>(value: T): T {
  return { ...value, slug: value.slug || suggestSlug(value.studioName) };
}
