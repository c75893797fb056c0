/** What people write in a file for what we keep as a code. French and English, with or without accents. */
import { COUNTRIES, countryName, isCountry, LANGUAGES, languageName } from '#clients/countries.ts';
import { plainWords } from '#platform/imports/plain-words.ts';

function dictionary(entries: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(entries).flatMap(([code, words]) =>
      words.split(',').map((word) => [plainWords(word), code] as const),
    ),
  );
}

const KINDS = dictionary({
  person: 'person,personne,individual,individu,particulier,artist,artiste,musicien,musicienne,musician,p',
  company:
    'company,société,entreprise,organisation,organization,org,label,agence,agency,association,structure,business,professionnel,pro,personne morale,e,s',
});

const GENDERS = dictionary({
  female: 'female,f,femme,féminin,mme,madame,mlle,mrs,ms,woman',
  male: 'male,m,h,homme,masculin,monsieur,mr,man',
  other: 'other,autre,x,o,non binaire,nonbinary,non binary',
});

const TICKS = dictionary({
  on: 'oui,yes,true,vrai,1,x,o,y,on,ok',
  '': 'non,no,false,faux,0,n,off',
});

const CURRENCY_SIGNS: Readonly<Record<string, string>> = { '€': 'EUR', $: 'USD', '£': 'GBP', '¥': 'JPY' };

/** Address books write countries and languages in the language of their owner. */
const LOCALES = ['fr', 'en', 'de', 'es', 'it', 'nl', 'pt'];

function named(codes: readonly string[], nameOf: (code: string, locale: string) => string): Map<string, string> {
  return new Map(codes.flatMap((code) => LOCALES.map((locale) => [plainWords(nameOf(code, locale)), code] as const)));
}

let countries: Map<string, string> | undefined;
let languages: Map<string, string> | undefined;

const COUNTRY_NICKNAMES = dictionary({
  GB: 'UK,Great Britain,England,Angleterre,Grande-Bretagne',
  US: 'USA,United States of America,États-Unis d’Amérique',
});

function readCountry(text: string): string | undefined {
  countries ??= named(COUNTRIES, countryName);
  const words = plainWords(text);
  const code = text.toUpperCase();
  return isCountry(code) ? code : (countries.get(words) ?? COUNTRY_NICKNAMES.get(words));
}

function readLanguage(text: string): string {
  languages ??= named(LANGUAGES, languageName);
  return languages.get(plainWords(text)) ?? text.toLowerCase().split(/[-_]/, 1)[0] ?? text;
}

/** Days as they are written in Europe, the day first; ISO 8601 as it is. Anything else is left for the check to refuse. */
function readDay(text: string): string {
  const [, day, month, year] = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$/.exec(text) ?? [];
  if (day && month && year) return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const [, y, m, d] = /^(\d{4})-?(\d{2})-?(\d{2})(?:T.*)?$/.exec(text) ?? [];
  return y && m && d ? `${y}-${m}-${d}` : text;
}

const READERS: Readonly<Record<string, (text: string) => string | undefined>> = {
  kind: (text) => KINDS.get(plainWords(text)),
  gender: (text) => GENDERS.get(plainWords(text)),
  isVip: (text) => TICKS.get(plainWords(text)),
  portalAccess: (text) => TICKS.get(plainWords(text)),
  country: readCountry,
  language: readLanguage,
  currency: (text) => CURRENCY_SIGNS[text] ?? text.toUpperCase(),
  birthday: readDay,
};

/** The code for what a cell says; null when the cell says nothing that we know. Free text stays as it is. */
export function readWord(field: string, text: string): string | null {
  const read = READERS[field];
  if (!read) return text;
  const tidy = text.trim();
  return tidy === '' ? '' : (read(tidy) ?? null);
}
