/** What no browser sends of a form, as bodies of requests: odd names, values, lengths, types and encodings. */
import type { FoundForm } from '#testing/forms.ts';

export interface HostileBody {
  /** For the message of a failure. */
  readonly what: string;
  readonly type: string;
  readonly body: string | FormData;
}

const URL_ENCODED = 'application/x-www-form-urlencoded';
const SOME_ID = '01890000-0000-7000-8000-000000000000';

const NAMES = [
  ...['constructor', 'toString', 'valueOf', 'hasOwnProperty', '__proto__', '__defineGetter__', 'prototype', 'then'],
  ...['', ' ', 'a[b]', 'a.b', 'length', '0', 'x'.repeat(5_000), '\u0000', '%ED%A0%80', 'errors', 'values'],
].map((name) => (name.startsWith('%') ? name : encodeURIComponent(name)));

/** URL-encoded already: some are no UTF-8. */
const VALUES: Readonly<Record<string, string>> = {
  nothing: '',
  spaces: '%20%0D%0A%09',
  NUL: 'a%00b',
  'a lone surrogate': '%ED%A0%80',
  'half a character': 'a%F0%9F%98',
  'every byte': Array.from({ length: 255 }, (_, byte) => `%${(byte + 1).toString(16).padStart(2, '0')}`).join(''),
  'no escape': '%zz%',
  '61 letters': 'a'.repeat(61),
  '300 letters': 'é'.repeat(300),
  'many letters': 'x'.repeat(60_000),
  'many lines': '%0A'.repeat(20_000),
  'markup and formulas': encodeURIComponent('"\'><script>=1+1</script>{{7*7}}\\'),
  'an object’s name': '__proto__',
  'another object’s name': 'constructor',
  'a number too large': '9'.repeat(60),
  'a number with an exponent': '1e308',
  'a negative number': '-9999999999',
  'a fraction of nothing': '0.00000000000000000001',
  'no number': 'NaN',
  'an id of nothing': SOME_ID,
  'an id with a tail': `${SOME_ID}0`,
  'a day before all others': '0000-01-01',
  'the first day': '0001-01-01T00:00',
  'the last day': '9999-12-31',
  'the last minute': '9999-12-31T23:59',
  'an instant at the end': '9999-12-31T23:59Z',
  'a day beyond time': '%2B275760-09-13T00:01',
  'a day that is none': '2026-02-30T25:61',
  'a day with 61 letters': `2026-01-01T10:00:00.${'1'.repeat(41)}`,
  'a day with a tail': `2026-01-01T10:00${'0'.repeat(45)}`,
  'an hour with an offset': '2026-10-25T02:30%2B99:99',
  hours: '25:99-99:00, 00:00-00:00',
  'an address': `${'a'.repeat(64)}@${'b'.repeat(200)}.example`,
  'an address elsewhere': '//evil.example/%0d%0aSet-Cookie:%20a=b',
};

const SHARP = ['nothing', '61 letters', 'a number too large', 'an id of nothing', 'the last minute'] as const;

/** What people would fill in where the form is empty, so that one bad field meets good neighbours. */
const FILLED: Readonly<Record<string, string>> = {
  ...{ name: 'Ada', title: 'Prise', firstName: 'Ada', lastName: 'Vasseur', note: 'Note', reason: 'Erreur' },
  ...{ description: 'Prise', quantity: '1', unitPrice: '10', amount: '1', email: 'ada@vasseur.example' },
  ...{ newPassword: 'correct horse battery', password: 'correct horse battery', currentPassword: 'no such thing' },
};

type Encoded = readonly (readonly [name: string, value: string])[];

/** Without the key: what comes twice with one is answered as the first time. */
const encoded = ({ fields }: FoundForm): Encoded =>
  Object.entries(fields)
    .filter(([name]) => name !== 'requestKey')
    .map(([name, value]) => [encodeURIComponent(name), encodeURIComponent(value || (FILLED[name] ?? ''))]);

function urlEncoded(what: string, fields: Encoded): HostileBody {
  return { what, type: URL_ENCODED, body: fields.map(([name, value]) => `${name}=${value}`).join('&') };
}

function multipart(what: string, entries: readonly (readonly [string, string | Blob])[]): HostileBody {
  const body = new FormData();
  for (const [name, value] of entries) body.append(name, value);
  return { what, type: '', body };
}

/** Odd names beside good values. */
export function oddNames(form: FoundForm): HostileBody[] {
  const fields = encoded(form);
  const odd = NAMES.map((name) => [name, 'x'] as const);
  const twice = NAMES.map((name) => [name, 'y'] as const);
  return [
    urlEncoded('odd names', [...fields, ...odd]),
    urlEncoded('odd names that come twice', [...fields, ...odd, ...twice]),
    multipart('odd names of parts', [
      ...[...odd, ...twice].map(([name, value]) => [name, value] as const),
      ...NAMES.map((name) => [name, new File(['x'], name)] as const),
    ]),
  ];
}

/** Bodies that are no form, or not the one that was asked for. */
export function oddBodies(form: FoundForm): HostileBody[] {
  const fields = encoded(form);
  const names = [...Object.keys(form.fields), ...form.files];
  const file = (content: string, type: string) => new File([content], '../\u0000"\r\n.csv', { type });
  return [
    urlEncoded('every field twice', [...fields, ...fields]),
    urlEncoded(
      'lists by their names',
      fields.flatMap(([name, value]) => [[`${name}[]`, value] as const, [`${name}.0`, value] as const]),
    ),
    ...['', '%00', '%ED%A0%80', '__proto__', 'x'.repeat(60_000), `${SOME_ID}&requestKey=${SOME_ID}`].map((key) =>
      urlEncoded(`request key ${key.slice(0, 20)}`, [...fields, ['requestKey', key]]),
    ),
    multipart(
      'files for texts',
      names.map((name) => [name, file('a,b\n"', 'text/csv')]),
    ),
    multipart(
      'empty files',
      names.map((name) => [name, file('', 'image/png')]),
    ),
    multipart(
      'texts for files',
      names.map((name) => [name, 'x']),
    ),
    { what: 'a broken multipart body', type: 'multipart/form-data; boundary=x', body: '--x\r\nContent-Disposition: f' },
    { what: 'multipart without boundary', type: 'multipart/form-data', body: '--x--' },
    { what: 'JSON', type: 'application/json', body: '{"__proto__":{"a":1}}' },
    { what: 'another charset', type: `${URL_ENCODED}; charset=utf-16`, body: 'name=%00a' },
    { what: 'nothing at all', type: '', body: '' },
  ];
}

/** Each value in all fields at once, then the sharpest in one field after the other. */
export function oddValues(form: FoundForm): HostileBody[] {
  const fields = encoded(form);
  if (fields.length === 0) return [];
  const everywhere = Object.entries(VALUES).map(([what, value]) =>
    urlEncoded(
      `${what} in every field`,
      fields.map(([name]) => [name, value]),
    ),
  );
  const alone = fields.flatMap(([name]) =>
    SHARP.map((what) =>
      urlEncoded(
        `${what} in ${name}`,
        fields.map((field) => (field[0] === name ? [name, VALUES[what] ?? ''] : field)),
      ),
    ),
  );
  return [...everywhere, ...alone];
}
