import { eq } from 'drizzle-orm';
import type { Id } from '#platform/db/ids.ts';
import { prepared } from '#platform/db/prepared.ts';
import type { ReadDb } from '#platform/db/types.ts';
import { money } from '#platform/format/money.ts';
import type { Studio } from '#platform/scope.ts';
import { studios } from '#platform/tenancy/schema.ts';
import type { Logo, StudioProfile } from '#studios/model.ts';
import { studioProfile } from '#studios/schema.ts';

export type SavedSettings = Pick<Studio, 'name' | 'locale' | 'timeZone' | 'currency' | 'accentHue'>;

export async function findSettings(control: ReadDb, studioId: string): Promise<SavedSettings | null> {
  const { name, locale, timeZone, currency, accentHue } = studios;
  const [row] = await control
    .select({ name, locale, timeZone, currency, accentHue })
    .from(studios)
    .where(eq(studios.id, studioId as Id<'studio'>));
  return row ?? null;
}

const selectProfile = prepared('studios.find-profile', (db) =>
  db
    .select({
      legalName: studioProfile.legalName,
      legalForm: studioProfile.legalForm,
      capital: studioProfile.capital,
      capitalCurrency: studioProfile.capitalCurrency,
      addressLine1: studioProfile.addressLine1,
      addressLine2: studioProfile.addressLine2,
      postalCode: studioProfile.postalCode,
      city: studioProfile.city,
      country: studioProfile.country,
      siren: studioProfile.siren,
      siret: studioProfile.siret,
      rcs: studioProfile.rcs,
      apeCode: studioProfile.apeCode,
      vatNumber: studioProfile.vatNumber,
      vatRegime: studioProfile.vatRegime,
      phone: studioProfile.phone,
      email: studioProfile.email,
      website: studioProfile.website,
      iban: studioProfile.iban,
      bic: studioProfile.bic,
      accountHolder: studioProfile.accountHolder,
      paymentDays: studioProfile.paymentDays,
      latePenaltyText: studioProfile.latePenaltyText,
      earlyPaymentText: studioProfile.earlyPaymentText,
      logoKey: studioProfile.logoKey,
      logoType: studioProfile.logoType,
      logoWidth: studioProfile.logoWidth,
      logoHeight: studioProfile.logoHeight,
    })
    .from(studioProfile),
);

type Row = Awaited<ReturnType<typeof selectProfile>>[number];

/** Null before provisioning has written it. */
export async function findProfile(db: ReadDb): Promise<StudioProfile | null> {
  const [row] = await selectProfile(db, {});
  return row ? toProfile(row) : null;
}

function toProfile(row: Row): StudioProfile {
  const { capital, capitalCurrency, logoKey, logoType, logoWidth, logoHeight, ...same } = row;
  const logo: Logo | null =
    logoKey && logoType && logoWidth && logoHeight
      ? { key: logoKey, type: logoType, width: logoWidth, height: logoHeight }
      : null;
  return { ...same, capital: capital !== null && capitalCurrency ? money(capital, capitalCurrency) : null, logo };
}
