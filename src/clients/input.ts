/** What the services of clients take. Forms and files are read into the same fields, with the same rules. */
import { z } from 'zod';
import { isCountry } from '#clients/countries.ts';
import { CLIENT_KINDS, type ClientDetails, composeName, GENDERS } from '#clients/model.ts';
import { idSchema } from '#platform/db/ids.ts';
import { compactId, isSiren, isSiret, isVatNumber } from '#platform/format/company-ids.ts';
import { choice, emailAddress, freeText, requiredText, tidyText } from '#platform/format/fields.ts';
import { isCurrency } from '#platform/format/money.ts';
import { isLocalDay } from '#platform/format/zoned.ts';
import type { MessageKey } from '#platform/i18n/translate.ts';

const LONGEST_NAME = 200;
const LONGEST_NOTE = 20_000;
const MOST_FURTHER = 50;

/** Kept as its digits and letters alone. */
function companyId(isValid: (text: string) => boolean, message: MessageKey) {
  return tidyText(40)
    .transform((text) => (text === null ? null : compactId(text)))
    .refine((id) => id === null || isValid(id), message);
}

function code(isKnown: (code: string) => boolean) {
  return tidyText().refine((text) => text === null || isKnown(text), 'platform.form.choice');
}

const further = z
  .array(z.object({ label: z.string().max(LONGEST_NAME), value: z.string().max(2_000) }))
  .max(MOST_FURTHER, 'clients.error.tooMany')
  .default([]);

/** PostgreSQL accepts these, and no client was born earlier. */
const birthday = tidyText(20).refine(
  (day) => day === null || (isLocalDay(day) && day >= '1800-01-01'),
  'clients.error.day',
);

export const clientFields = z.object({
  kind: choice(CLIENT_KINDS).transform((kind) => kind ?? 'person'),
  name: z.string().max(LONGEST_NAME).default(''),
  artistName: freeText(),
  prefix: freeText(),
  firstName: freeText(),
  middleName: freeText(),
  lastName: freeText(),
  suffix: freeText(),
  email: emailAddress(),
  phone: freeText(),
  phones: further,
  emails: further,
  websites: further,
  street: freeText(500),
  postalCode: freeText(),
  city: freeText(),
  region: freeText(),
  country: code(isCountry),
  deliveryAddress: freeText(2_000),
  birthday,
  gender: choice(GENDERS),
  language: code((text) => /^[a-z]{2,3}$/.test(text)),
  currency: code(isCurrency),
  notes: freeText(LONGEST_NOTE),
  isVip: z.boolean().default(false),
  portalAccess: z.boolean().default(false),
  siren: companyId(isSiren, 'clients.error.siren'),
  siret: companyId(isSiret, 'clients.error.siret'),
  vatNumber: companyId(isVatNumber, 'clients.error.vatNumber'),
  defaultDepositPercent: z.number().int().min(0).max(10_000, 'clients.error.percent').nullable().default(null),
  customFields: further,
});

export function checkTogether(value: ClientDetails, ctx: z.RefinementCtx): void {
  const say = (path: keyof ClientDetails, message: MessageKey, params = {}) =>
    ctx.addIssue({ code: 'custom', path: [path], message, params });
  const composed = value.name === '' ? composeName(value) : null;
  if (composed === '') say('name', 'platform.form.required');
  if (composed !== null && composed.length > LONGEST_NAME)
    say('name', 'platform.form.tooLong', { maximum: LONGEST_NAME });
  if (value.portalAccess && value.email === null && value.kind === 'person')
    say('email', 'clients.error.portalNeedsEmail');
  if (value.siren !== null && value.siret !== null && !value.siret.startsWith(value.siren))
    say('siret', 'clients.error.siretOfAnother');
}

/** A name is put together from its parts, and a SIREN taken from its SIRET, where they were left out. */
export function completeDetails(value: ClientDetails): ClientDetails {
  return {
    ...value,
    name: value.name || composeName(value),
    siren: value.siren ?? value.siret?.slice(0, 9) ?? null,
  };
}

export const contactFields = z.object({
  firstName: freeText(),
  lastName: freeText(),
  title: freeText(),
  email: emailAddress(),
  phone: freeText(),
  isPrimary: z.boolean().default(false),
});

export type ContactDetails = Readonly<z.output<typeof contactFields>>;

export function checkContact({ firstName, lastName, email, phone }: ContactDetails, ctx: z.RefinementCtx): void {
  if ((firstName ?? lastName ?? email ?? phone) === null)
    ctx.addIssue({ code: 'custom', path: ['firstName'], message: 'clients.error.contactEmpty' });
}

export const memberInput = z.object({
  memberId: idSchema<'client'>(),
  role: freeText(),
  isPrimary: z.boolean().default(false),
});

export type MemberInput = Readonly<z.output<typeof memberInput>>;
export type MemberDetails = Omit<MemberInput, 'memberId'>;

export const noteInput = z.object({ note: requiredText(LONGEST_NOTE) });
