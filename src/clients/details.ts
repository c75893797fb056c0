/** What was typed or imported about a client → `ClientDetails`, or what is wrong with which field. */
import { z } from 'zod';
import { isCountry } from '#clients/countries.ts';
import { CLIENT_KINDS, type ClientDetails, composeName, GENDERS } from '#clients/model.ts';
import { compactId, isSiren, isSiret, isVatNumber } from '#platform/format/company-ids.ts';
import { isCurrency } from '#platform/format/money.ts';
import { parsePercent } from '#platform/format/parse-money.ts';
import { isLocalDay } from '#platform/format/zoned.ts';

export const LONGEST_NAME = 200;
const LONGEST_NOTE = 20_000;
const MOST_FURTHER = 50;

/** One @, no space or list sign, a dot in the domain; international addresses included (RFC 6531). Whether it exists only a mail tells. */
const EMAIL = /^[^\s@<>()[\],;:"\\]+@[^\s@<>()[\],;:"\\.]+(\.[^\s@<>()[\],;:"\\.]+)+$/u;

/** Free text comes back byte for byte; an empty field is null. */
export function freeText(longest = LONGEST_NAME) {
  return z
    .string()
    .max(longest)
    .default('')
    .transform((text) => (text === '' ? null : text));
}

/** A value of which the surrounding spaces are not meant. */
function tidyText(longest = LONGEST_NAME) {
  return z
    .string()
    .max(longest)
    .default('')
    .transform((text) => text.trim() || null);
}

export function emailAddress() {
  return tidyText(254).refine((email) => email === null || EMAIL.test(email), 'platform.form.email');
}

function choice<const T extends readonly string[]>(values: T) {
  const known: readonly string[] = values;
  return tidyText()
    .refine((value) => value === null || known.includes(value), 'platform.form.choice')
    .transform((value) => value as T[number] | null);
}

/** Kept as its digits and letters alone. */
function companyId(isValid: (text: string) => boolean, message: string) {
  return tidyText(40)
    .transform((text) => (text === null ? null : compactId(text)))
    .refine((id) => id === null || isValid(id), message);
}

/** A box that is not ticked is not sent. */
export const tick = z
  .string()
  .default('')
  .transform((value) => value !== '');

const percent = tidyText(20)
  .refine((text) => text === null || isShare(text), 'clients.error.percent')
  .transform((text) => (text === null ? null : parsePercent(text)));

function isShare(text: string): boolean {
  const basisPoints = parsePercent(text);
  return basisPoints !== null && basisPoints <= 10_000;
}

const further = z
  .array(z.object({ label: z.string().max(LONGEST_NAME), value: z.string().max(2_000) }))
  .max(MOST_FURTHER, 'clients.error.tooMany')
  .default([]);

/** PostgreSQL and people agree on these; no living person was born earlier. */
const birthday = tidyText(20).refine(
  (day) => day === null || (isLocalDay(day) && day >= '1800-01-01'),
  'clients.error.day',
);

const fields = z.object({
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
  country: tidyText().refine((code) => code === null || isCountry(code), 'platform.form.choice'),
  deliveryAddress: freeText(2_000),
  birthday,
  gender: choice(GENDERS),
  language: tidyText().refine((code) => code === null || /^[a-z]{2,3}$/.test(code), 'platform.form.choice'),
  currency: tidyText().refine((code) => code === null || isCurrency(code), 'platform.form.choice'),
  notes: freeText(LONGEST_NOTE),
  isVip: tick,
  portalAccess: tick,
  siren: companyId(isSiren, 'clients.error.siren'),
  siret: companyId(isSiret, 'clients.error.siret'),
  vatNumber: companyId(isVatNumber, 'clients.error.vatNumber'),
  defaultDepositPercent: percent,
  customFields: further,
});

type Fields = z.output<typeof fields>;

function checkTogether(value: Fields, ctx: z.RefinementCtx): void {
  const say = (path: keyof Fields, message: string, params = {}) =>
    ctx.addIssue({ code: 'custom', path: [path], message, params });
  const composed = value.name === '' ? composeName(value) : null;
  if (composed === '') say('name', 'platform.form.required');
  if (composed !== null && composed.length > LONGEST_NAME)
    say('name', 'platform.form.tooLong', { maximum: LONGEST_NAME });
  if (value.portalAccess && value.email === null) say('email', 'clients.error.portalNeedsEmail');
  if (value.siren !== null && value.siret !== null && !value.siret.startsWith(value.siren))
    say('siret', 'clients.error.siretOfAnother');
}

/** A name is put together from its parts, and a SIREN taken from its SIRET, where they were left out. */
export const clientDetails = fields.superRefine(checkTogether).transform(
  (value): ClientDetails => ({
    ...value,
    name: value.name || composeName(value),
    siren: value.siren ?? value.siret?.slice(0, 9) ?? null,
  }),
);
