/** Who a studio is in law, how it is paid, and which VAT it may charge. */
import type { Money } from '#platform/format/money.ts';

/**
 * `normal`: VAT falls due when the invoice is paid (services, CGI art. 269, 2, c). `debits`: when it is issued, by option.
 * `franchise`: no VAT is charged (CGI art. 293 B).
 */
export const VAT_REGIMES = ['normal', 'debits', 'franchise'] as const;
export type VatRegime = (typeof VAT_REGIMES)[number];

export type LogoType = 'image/png' | 'image/jpeg';

export interface Logo {
  /** In `scope.files`; another one for every picture. */
  readonly key: string;
  readonly type: LogoType;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

/** Texts are empty where nothing was given: a document leaves such a line out. Numbers are kept without spaces. */
export interface StudioProfile {
  readonly legalName: string;
  readonly legalForm: string;
  readonly capital: Money | null;
  readonly addressLine1: string;
  readonly addressLine2: string;
  readonly postalCode: string;
  readonly city: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly siren: string;
  readonly siret: string;
  readonly rcs: string;
  readonly apeCode: string;
  readonly vatNumber: string;
  readonly vatRegime: VatRegime;
  readonly phone: string;
  readonly email: string;
  readonly website: string;
  readonly iban: string;
  readonly bic: string;
  readonly accountHolder: string;
  /** Days between issue and due date. */
  readonly paymentDays: number;
  readonly latePenaltyText: string;
  readonly earlyPaymentText: string;
  readonly logo: Logo | null;
}

export type ProfileChanges = Partial<Omit<StudioProfile, 'logo'>>;

export interface VatRate {
  /** 2000 is 20 %. */
  readonly basisPoints: number;
  readonly area: 'mainland' | 'corsica' | 'overseas' | 'all';
  /** Articles of the Code général des impôts. */
  readonly source: string;
}

/** The legal French rates (CGI; the same list as rule BR-FR on VAT rates). The first is the default. */
export const VAT_RATES: readonly VatRate[] = [
  { basisPoints: 2000, area: 'mainland', source: 'art. 278' },
  { basisPoints: 1000, area: 'mainland', source: 'art. 278 bis à 279' },
  { basisPoints: 550, area: 'mainland', source: 'art. 278-0 bis' },
  { basisPoints: 210, area: 'mainland', source: 'art. 281 quater à 281 nonies' },
  { basisPoints: 0, area: 'all', source: 'art. 261 à 263, 283, 293 B' },
  { basisPoints: 850, area: 'overseas', source: 'art. 296' },
  { basisPoints: 175, area: 'overseas', source: 'art. 296 ter' },
  { basisPoints: 105, area: 'overseas', source: 'art. 296 ter' },
  { basisPoints: 1300, area: 'corsica', source: 'art. 297' },
  { basisPoints: 90, area: 'corsica', source: 'art. 297' },
];

/** Under the franchise no VAT may be shown; a seller who shows it owes it (CGI art. 283, 3). */
export function vatRatesFor(regime: VatRegime): readonly VatRate[] {
  return regime === 'franchise' ? VAT_RATES.filter(({ basisPoints }) => basisPoints === 0) : VAT_RATES;
}

export function defaultVatRate(regime: VatRegime): number {
  return vatRatesFor(regime)[0]?.basisPoints ?? 0;
}

export function isVatRate(basisPoints: number): boolean {
  return VAT_RATES.some((rate) => rate.basisPoints === basisPoints);
}

export type Mention = 'legalName' | 'addressLine1' | 'postalCode' | 'city' | 'siren' | 'vatNumber';

export type MentionFacts = Pick<StudioProfile, Mention | 'country' | 'vatRegime'>;

/** What an invoice must say of its seller and cannot yet (C. com. art. L. 441-9 and R. 123-237, CGI ann. II art. 242 nonies A). */
export function missingMentions(profile: MentionFacts): readonly Mention[] {
  const needed: Mention[] = ['legalName', 'addressLine1', 'postalCode', 'city'];
  if (profile.country === 'FR') needed.push('siren');
  if (profile.vatRegime !== 'franchise') needed.push('vatNumber');
  return needed.filter((name) => profile[name] === '');
}

/** Where a studio may have its seat: the Union, its neighbours, and the other French-speaking markets. ISO 3166-1. */
export const COUNTRIES: readonly string[] =
  `FR GP MQ GF RE YT PM BL MF NC PF WF AD AT BE BG CA CH CY CZ DE DK DZ EE ES FI GB GR HR HU IE IS IT LI LT LU LV
   MA MC MT NL NO PL PT RO SE SI SK SN TN US`.split(/\s+/);

/** ISO 4217, the commonest first. */
export const CURRENCIES: readonly string[] =
  'EUR CHF GBP USD CAD XPF XOF MAD TND DZD NOK SEK DKK ISK PLN CZK HUF RON BGN AUD NZD JPY'.split(' ');
