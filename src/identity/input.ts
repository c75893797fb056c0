/** What the services of identity take. */
import { z } from 'zod';
import { LONGEST_PASSWORD, normalizePassword, SHORTEST_PASSWORD } from '#identity/model.ts';
import { requiredEmail, requiredName } from '#platform/format/fields.ts';
import { LOCALES } from '#platform/i18n/locale.ts';
import { DEFAULT_LOCALE } from '#platform/i18n/locales.ts';

/** One that is being chosen. How easily it is guessed is judged apart, by `findWeakness`. */
export const newPassword = z
  .string()
  .max(10_000)
  .transform(normalizePassword)
  .pipe(
    z
      .string()
      .min(SHORTEST_PASSWORD, { message: 'identity.password.short' })
      .max(LONGEST_PASSWORD, { message: 'identity.password.long' }),
  );

/** One that is being checked: whatever was chosen once. */
export const givenPassword = z.string().min(1).max(1_000);

/** Of an authenticator app, which shows it in two halves. */
export const factorCode = z
  .string()
  .max(60)
  .transform((code) => code.replace(/\s/g, ''))
  .pipe(z.string().regex(/^\d{6}$/, { message: 'identity.factor.sixDigits' }));

export const signUpInput = z.object({
  studioName: requiredName(),
  slug: z.string(),
  name: requiredName(),
  email: requiredEmail(),
  password: newPassword,
  locale: z.enum(LOCALES).default(DEFAULT_LOCALE),
});

export type SignUp = Readonly<z.output<typeof signUpInput>>;

export const profileInput = z.object({
  name: requiredName(),
  /** Null is the studio's. */
  locale: z.enum(LOCALES).nullable(),
});

export const emailInput = z.object({ email: requiredEmail(), currentPassword: givenPassword });

export type ProfileChanges = Readonly<Partial<z.output<typeof profileInput>>>;
