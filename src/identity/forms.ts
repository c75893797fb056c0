/** Fields that several pages of identity share. */
import { z } from 'zod';
import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from '#identity/model.ts';
import { normalizePassword } from '#identity/passwords/hashing.ts';

/** Letters of every script before and after the @ (RFC 6531); nothing that could be read as a second address. */
const ADDRESS = /^[^\s@<>()[\],;:\\"]+@[^\s@<>()[\],;:\\"]+\.[^\s@<>()[\],;:\\"]+$/u;

export const emailField = z
  .string()
  .transform((text) => text.trim())
  .pipe(z.string().min(1).max(254).regex(ADDRESS, { message: 'platform.form.email' }));

/** One that is being chosen. How easily it is guessed is judged apart, by `findWeakness`. */
export const newPasswordField = z
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
export const passwordField = z.string().min(1).max(1_000);
