/** Messages are message keys; what was typed is kept as it is, but for numbers and codes, which lose their spaces. */
import { z } from 'zod';
import { compactId, isSiren, isSiret, isVatNumber } from '#platform/format/company-ids.ts';
import { compactIban, isBic, isIban } from '#platform/format/iban.ts';
import { parseMoney } from '#platform/format/parse-money.ts';
import { zoneExists } from '#platform/format/zoned.ts';
import { LOCALES } from '#platform/i18n/locale.ts';
import type { Locale } from '#platform/scope.ts';
import { COUNTRIES, CURRENCIES, type ProfileChanges, VAT_REGIMES } from '#studios/model.ts';

const text = (most: number) => z.string().max(most).default('');

/** Empty, or what `accepts` takes, kept as `keep` writes it. */
function optional(accepts: (value: string) => boolean, keep: (value: string) => string, message: string) {
  return z
    .string()
    .max(300)
    .default('')
    .refine((value) => value.trim() === '' || accepts(value), { message })
    .transform((value) => keep(value));
}

function isWebAddress(value: string): boolean {
  return URL.canParse(value.trim()) && /^https?:\/\/[^/]+\./i.test(value.trim());
}

export const studioForm = z.object({
  name: z
    .string()
    .min(1)
    .max(200)
    .refine((name) => name.trim() !== '', { message: 'platform.form.required' }),
  locale: z.enum(LOCALES),
  timeZone: z.string().refine(zoneExists, { message: 'platform.form.choice' }),
  currency: z.enum(CURRENCIES),
  accentHue: z
    .string()
    .regex(/^$|^(?:[12]?\d{1,2}|3[0-5]\d|360)$/, { message: 'platform.form.choice' })
    .default('')
    .transform((hue) => (hue === '' ? null : Number(hue))),
});

const ape = (value: string) => compactId(value);

/** @param currency of the capital */
export function companyForm(currency: string, locale: Locale) {
  return z
    .object({
      legalName: z.string().min(1).max(200),
      legalForm: text(100),
      capital: text(50).transform((value, context) => readCapital(value, currency, locale, context)),
      addressLine1: text(200),
      addressLine2: text(200),
      postalCode: text(20),
      city: text(100),
      country: z.enum(COUNTRIES).default('FR'),
      siren: optional(isSiren, compactId, 'studios.error.siren'),
      siret: optional(isSiret, compactId, 'studios.error.siret'),
      rcs: text(100),
      apeCode: optional((value) => /^\d{4}[A-Z]$/.test(ape(value)), ape, 'studios.error.apeCode'),
      vatNumber: optional(isVatNumber, compactId, 'studios.error.vatNumber'),
      vatRegime: z.enum(VAT_REGIMES),
      phone: text(50),
      email: optional(
        (value) => z.email().safeParse(value.trim()).success,
        (value) => value.trim(),
        'platform.form.email',
      ),
      website: optional(isWebAddress, (value) => value.trim(), 'studios.error.website'),
    })
    .superRefine(({ siren, siret }, context) => {
      if (siren !== '' && siret !== '' && !siret.startsWith(siren))
        context.addIssue({ code: 'custom', path: ['siret'], message: 'studios.error.siretOfAnother' });
    })
    .transform((value): ProfileChanges => ({ ...value, siren: value.siren || value.siret.slice(0, 9) }));
}

/** Beyond it a typing slip is likelier. */
const LARGEST_CAPITAL = 10n ** 15n;

function readCapital(value: string, currency: string, locale: Locale, context: z.RefinementCtx) {
  if (value.trim() === '') return null;
  const capital = parseMoney(value, currency, locale);
  if (capital && capital.amount >= 0n && capital.amount < LARGEST_CAPITAL) return capital;
  context.addIssue({ code: 'custom', message: 'studios.error.capital' });
  return z.NEVER;
}

/** Commercial Code, art. L. 441-10: no term beyond sixty days. */
const paymentDays = z
  .string()
  .trim()
  .regex(/^(?:[0-5]?\d|60)$/, { message: 'studios.error.paymentDays' })
  .transform(Number);

export const billingForm = z.object({
  accountHolder: text(200),
  iban: optional(isIban, compactIban, 'studios.error.iban'),
  bic: optional(isBic, compactIban, 'studios.error.bic'),
  paymentDays,
  latePenaltyText: text(2_000),
  earlyPaymentText: text(2_000),
}) satisfies z.ZodType<ProfileChanges>;
