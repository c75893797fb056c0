import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COUNTRIES, countryName, listCountries } from '#clients/countries.ts';
import { clientDetails } from '#clients/details.ts';
import {
  type Address,
  addressLines,
  changedFields,
  composeName,
  displayName,
  greetingName,
  isVisible,
  phoneTail,
} from '#clients/model.ts';

const NOWHERE: Address = { street: null, postalCode: null, city: null, region: null, country: null };

describe('addressLines', () => {
  it.each<[Partial<Address>, string[]]>([
    [{}, []],
    [
      { street: '14 rue Oberkampf', postalCode: '75011', city: 'Paris', country: 'FR' },
      ['14 rue Oberkampf', '75011 Paris', 'France'],
    ],
    [{ street: 'a\r\nb\nc\rd\n\n', city: 'Paris' }, ['a', 'b', 'c', 'd', 'Paris']],
    [
      { street: '20 City Road', postalCode: 'EC1Y 1AA', city: 'London', country: 'GB' },
      ['20 City Road', 'London EC1Y 1AA', 'Royaume-Uni'],
    ],
    [{ city: 'Austin', region: 'TX', postalCode: '78701', country: 'US' }, ['Austin TX 78701', 'États-Unis']],
    [{ city: 'Brest', region: 'Bretagne' }, ['Brest', 'Bretagne']],
    [{ street: '   ', city: '' }, []],
    [{ country: 'XX' }, ['XX']],
  ])('%j', (address, lines) => expect(addressLines({ ...NOWHERE, ...address }, 'fr-FR')).toEqual(lines));

  it('leaves the country out that goes without saying', () => {
    const paris = { ...NOWHERE, city: 'Paris', country: 'FR' };
    expect(addressLines(paris, 'fr-FR', 'FR')).toEqual(['Paris']);
    expect(addressLines(paris, 'en-GB', 'GB')).toEqual(['Paris', 'France']);
  });

  it('never shows an empty line', () => {
    const text = fc.option(fc.string());
    fc.assert(
      fc.property(
        fc.record({
          street: text,
          postalCode: text,
          city: text,
          region: text,
          country: fc.constantFrom(null, 'FR', 'US'),
        }),
        (address) =>
          addressLines(address, 'fr-FR').every(
            (line) =>
              line.trim() !== '' &&
              !/[\r\n]/.test(
                line
                  .replace(address.city ?? '', '')
                  .replace(address.region ?? '', '')
                  .replace(address.postalCode ?? '', ''),
              ),
          ),
      ),
    );
  });
});

describe('greetingName', () => {
  it.each([
    ['person', 'Marc', 'Marc'],
    ['person', null, 'Marc Ollivier'],
    ['person', ' \u200b', 'Marc Ollivier'],
    ['company', 'Marc', 'Marc Ollivier'],
  ] as const)('%s, %j: %s', (kind, firstName, greeting) =>
    expect(greetingName({ kind, firstName, name: 'Marc Ollivier' })).toBe(greeting),
  );
});

describe('displayName', () => {
  it.each([
    ['Noé', null, 'Noé'],
    [' x ', 'Nuit', ' x '],
    ['\u200b', 'Nuit', 'Nuit'],
    ['\u200b', null, '—'],
    ['\t \u00a0', '\u2028', '—'],
    ['\u0301', null, '—'],
    ['?', null, '?'],
    ['👻', null, '👻'],
  ])('%j, %j', (name, artistName, shown) => expect(displayName({ name, artistName })).toBe(shown));

  it('always shows something', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (name) => isVisible(displayName({ name, artistName: null }))));
  });
});

it('puts a name together from what is there', () => {
  expect(composeName({ firstName: 'Jean', middleName: null, lastName: 'Roux' })).toBe('Jean Roux');
  expect(composeName({})).toBe('');
});

it.each([
  ['06 39 98 20 14', '639982014'],
  ['+33 (0)6 39 98 20 14', '639982014'],
  ['0033639982014', '639982014'],
  ['112', '112'],
  ['aucun', ''],
  [null, ''],
])('phoneTail(%j)', (phone, tail) => expect(phoneTail(phone)).toBe(tail));

it('names the fields in which two clients differ', () => {
  const before = clientDetails.parse({ name: 'a', phones: [{ label: '', value: '1' }] });
  expect(changedFields(before, before)).toEqual([]);
  expect(changedFields(before, { ...before, name: 'b', phones: [], isVip: true })).toEqual(['name', 'phones', 'isVip']);
});

it('knows every country, in the order of the reader’s alphabet', () => {
  expect([COUNTRIES.length, new Set(COUNTRIES).size]).toEqual([249, 249]);
  for (const code of COUNTRIES) expect(countryName(code, 'fr-FR')).not.toBe(code);
  const names = listCountries('fr-FR').map(({ label }) => label);
  expect(names.indexOf('Éthiopie')).toBeLessThan(names.indexOf('Fidji'));
});

it('takes only what could have been typed', () => {
  expect(clientDetails.parse({ name: 'x', siret: '732 829 320 00074' })).toMatchObject({
    siren: '732829320',
    siret: '73282932000074',
  });
  expect(clientDetails.parse({ name: 'x', email: ' É@Ö.example ' }).email).toBe('É@Ö.example');
  expect(clientDetails.parse({ name: ' x ', city: '' })).toMatchObject({
    name: ' x ',
    city: null,
    kind: 'person',
    isVip: false,
  });
});
