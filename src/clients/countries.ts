/** ISO 3166-1 alpha-2, all that are assigned, and their names in any language. */
const CODES =
  'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW';

export const COUNTRIES: readonly string[] = CODES.split(' ');
const KNOWN: ReadonlySet<string> = new Set(COUNTRIES);

/** Languages in which a studio may be asked to write. ISO 639-1. */
export const LANGUAGES = ['fr', 'en', 'de', 'es', 'it', 'nl', 'pt', 'ar', 'ja', 'zh'] as const;

/** Currencies offered first; any other of ISO 4217 is accepted. */
export const CURRENCIES = ['EUR', 'GBP', 'CHF', 'USD', 'CAD', 'JPY', 'SEK', 'NOK', 'DKK', 'PLN', 'MAD', 'XOF'] as const;

type Names = 'region' | 'language' | 'currency';
const names = new Map<string, Intl.DisplayNames>();

function nameOf(type: Names, code: string, locale: string): string {
  const key = `${type} ${locale}`;
  const known = names.get(key) ?? new Intl.DisplayNames(locale, { type, fallback: 'code' });
  names.set(key, known);
  return known.of(code) ?? code;
}

export function isCountry(code: string): boolean {
  return KNOWN.has(code);
}

export function countryName(code: string, locale: string): string {
  return isCountry(code) ? nameOf('region', code, locale) : code;
}

export function languageName(code: string, locale: string): string {
  return nameOf('language', code, locale);
}

export function currencyName(code: string, locale: string): string {
  return nameOf('currency', code, locale);
}

export interface Named {
  readonly value: string;
  readonly label: string;
}

const sorted = new Map<string, readonly Named[]>();

/** For a select box: sorted as the language sorts, built once. */
export function listCountries(locale: string): readonly Named[] {
  const known = sorted.get(locale);
  if (known) return known;
  const collator = new Intl.Collator(locale);
  const built = COUNTRIES.map((value) => ({ value, label: countryName(value, locale) })).sort((a, b) =>
    collator.compare(a.label, b.label),
  );
  sorted.set(locale, built);
  return built;
}
