/** What the services of a studio take: its settings, its legal profile, how it is paid. Codes are kept without spaces. */
import { z } from 'zod';
import { compactId, isSiren, isSiret, isVatNumber } from '#platform/format/company-ids.ts';
import { emailAddress, plainText, requiredName, requiredText } from '#platform/format/fields.ts';
import { compactIban, isBic, isIban } from '#platform/format/iban.ts';
import { zoneExists } from '#platform/format/zoned.ts';
import { LOCALES } from '#platform/i18n/locale.ts';
import type { MessageKey } from '#platform/i18n/translate.ts';
import { COUNTRIES, CURRENCIES, type ProfileChanges, VAT_REGIMES } from '#studios/model.ts';

/** Beyond it a typing slip is likelier. Minor units. */
const LARGEST_CAPITAL = 10n ** 15n;

/** Empty, or what `accepts` takes, kept as `keep` writes it. */
function optional(accepts: (value: string) => boolean, keep: (value: string) => string, message: MessageKey) {
  return plainText(300)
    .refine((value) => value.trim() === '' || accepts(value), { message })
    .transform((value) => keep(value));
}

function isWebAddress(value: string): boolean {
  return URL.canParse(value.trim()) && /^https?:\/\/[^/]+\./i.test(value.trim());
}

export const studioInput = z.object({
  name: requiredName(),
  locale: z.enum(LOCALES),
  /** IANA. */
  timeZone: z.string().refine(zoneExists, { message: 'platform.form.choice' }),
  /** ISO 4217. */
  currency: z.enum(CURRENCIES),
  accentHue: z.number().int().min(0).max(360, 'platform.form.choice').nullable(),
});

export type StudioInput = Readonly<z.output<typeof studioInput>>;

const capital = z
  .object({ amount: z.bigint().min(0n, 'studios.error.capital'), currency: z.string() })
  .refine(({ amount }) => amount < LARGEST_CAPITAL, 'studios.error.capital')
  .nullable();

export const companyFields = z.object({
  legalName: requiredText(),
  legalForm: plainText(100),
  capital,
  addressLine1: plainText(),
  addressLine2: plainText(),
  postalCode: plainText(20),
  city: plainText(100),
  country: z.enum(COUNTRIES).default('FR'),
  siren: optional(isSiren, compactId, 'studios.error.siren'),
  siret: optional(isSiret, compactId, 'studios.error.siret'),
  rcs: plainText(100),
  apeCode: optional((value) => /^\d{4}[A-Z]$/.test(compactId(value)), compactId, 'studios.error.apeCode'),
  vatNumber: optional(isVatNumber, compactId, 'studios.error.vatNumber'),
  vatRegime: z.enum(VAT_REGIMES),
  phone: plainText(50),
  email: emailAddress().transform((email) => email ?? ''),
  website: optional(isWebAddress, (value) => value.trim(), 'studios.error.website'),
});

type Company = z.output<typeof companyFields>;

export function checkCompany({ siren, siret }: Company, context: z.RefinementCtx): void {
  if (siren !== '' && siret !== '' && !siret.startsWith(siren))
    context.addIssue({ code: 'custom', path: ['siret'], message: 'studios.error.siretOfAnother' });
}

/** The SIREN is the beginning of the SIRET. */
export function completeCompany(company: Company): ProfileChanges {
  return { ...company, siren: company.siren || company.siret.slice(0, 9) };
}

/** Commercial Code, art. L. 441-10. */
const LONGEST_TERM = 60;

export const billingFields = z.object({
  accountHolder: plainText(),
  iban: optional(isIban, compactIban, 'studios.error.iban'),
  bic: optional(isBic, compactIban, 'studios.error.bic'),
  paymentDays: z.number().int().min(0).max(LONGEST_TERM, 'studios.error.paymentDays'),
  latePenaltyText: plainText(2_000),
  earlyPaymentText: plainText(2_000),
}) satisfies z.ZodType<ProfileChanges>;
