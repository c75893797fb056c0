/** migrations/tenant/0002_organizations_profile.sql */
import { boolean, integer, pgTable, smallint, text } from 'drizzle-orm/pg-core';
import { currency, instant, minorUnits } from '#platform/db/columns.ts';
import type { LogoType, VatRegime } from '#studios/model.ts';

const given = (name: string) => text(name).notNull().default('');

export const studioProfile = pgTable('studio_profile', {
  id: boolean('id').primaryKey().default(true),
  legalName: given('legal_name'),
  legalForm: given('legal_form'),
  capital: minorUnits('capital'),
  capitalCurrency: currency('capital_currency'),
  addressLine1: given('address_line1'),
  addressLine2: given('address_line2'),
  postalCode: given('postal_code'),
  city: given('city'),
  country: text('country').notNull().default('FR'),
  siren: given('siren'),
  siret: given('siret'),
  rcs: given('rcs'),
  apeCode: given('ape_code'),
  vatNumber: given('vat_number'),
  vatRegime: text('vat_regime').$type<VatRegime>().notNull().default('normal'),
  phone: given('phone'),
  email: given('email'),
  website: given('website'),
  iban: given('iban'),
  bic: given('bic'),
  accountHolder: given('account_holder'),
  paymentDays: smallint('payment_days').notNull().default(30),
  latePenaltyText: given('late_penalty_text'),
  earlyPaymentText: given('early_payment_text'),
  logoKey: text('logo_key'),
  logoType: text('logo_type').$type<LogoType>(),
  logoWidth: integer('logo_width'),
  logoHeight: integer('logo_height'),
  updatedAt: instant('updated_at').notNull().defaultNow(),
});
