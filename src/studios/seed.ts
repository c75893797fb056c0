/** Who the demo studios are. Their numbers are made up, with the right check digits. */

import { frenchVatNumber } from '#platform/format/company-ids.ts';
import { money } from '#platform/format/money.ts';
import type { Scope } from '#platform/scope.ts';
import type { ProfileChanges } from '#studios/model.ts';
import { updateProfile, updateStudio } from '#studios/service.ts';

interface Company extends ProfileChanges {
  readonly hue: number | null;
  readonly siret: string;
}

const PARIS: Company = {
  hue: null,
  legalName: 'Studio Lumen',
  legalForm: 'SARL',
  capital: money(1_000_000n, 'EUR'),
  addressLine1: '14 rue du Faubourg-Poissonnière',
  postalCode: '75010',
  city: 'Paris',
  siret: '85273916800015',
  rcs: 'Paris',
};

const COMPANIES: Readonly<Record<string, Company>> = {
  'studio-pro': PARIS,
  'beat-lab': {
    hue: 285,
    legalName: 'Beat Lab',
    legalForm: 'SAS',
    capital: money(500_000n, 'EUR'),
    addressLine1: '8 quai Rambaud',
    addressLine2: 'Bâtiment des Douanes',
    postalCode: '69002',
    city: 'Lyon',
    siret: '91436257900015',
    rcs: 'Lyon',
    vatRegime: 'debits',
  },
  'home-studio': {
    hue: 162,
    legalName: 'Lucie Ferrand',
    legalForm: 'Entreprise individuelle',
    addressLine1: '3 impasse des Tilleuls',
    postalCode: '44100',
    city: 'Nantes',
    siret: '80351472800010',
    vatRegime: 'franchise',
  },
};

export async function seed(scope: Scope): Promise<void> {
  const { slug, name, locale, timeZone, currency } = scope.studio;
  const { hue, ...company } = COMPANIES[slug] ?? PARIS;
  await updateStudio(scope, { name, locale, timeZone, currency, accentHue: hue });
  const siren = company.siret.slice(0, 9);
  await updateProfile(scope, {
    ...company,
    siren,
    apeCode: '5920Z',
    vatNumber: company.vatRegime === 'franchise' ? '' : frenchVatNumber(siren),
    phone: '01 42 00 00 00',
    email: `bonjour@${slug}.example`,
    website: `https://${slug}.example`,
    accountHolder: company.legalName ?? name,
    iban: 'FR7630001007941234567890185',
    bic: 'BDFEFRPPCCT',
  });
}
