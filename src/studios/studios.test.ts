import { deflateSync } from 'node:zlib';
import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { connect } from '#platform/db/client.ts';
import { readRows } from '#platform/db/raw.ts';
import { getProfile, updateProfile } from '#studios/service.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';
import type { Visitor } from '#testing/visit.ts';

let studio: TestStudio;
let owner: Visitor;

beforeAll(async () => {
  studio = await testStudio({ name: 'Studio « Éclair » & <fils>' });
  owner = await studio.as('owner');
});

const company = {
  legalName: 'Lumen Audio',
  legalForm: 'SARL',
  capital: '10 000',
  addressLine1: '14 rue du Faubourg-Poissonnière',
  addressLine2: '',
  postalCode: '75010',
  city: 'Paris',
  country: 'FR',
  siren: '852 739 168',
  siret: '852 739 168 00015',
  rcs: 'Paris',
  apeCode: '59.20z',
  vatNumber: 'fr 44 852739168',
  vatRegime: 'debits',
  phone: '01 42 00 00 00',
  email: 'bonjour@lumen.example',
  website: 'https://lumen.example',
};

describe('a new studio', () => {
  it('begins with its name and the mentions that the law wants', async () => {
    const profile = await getProfile(await studio.scope());
    expect(profile).toMatchObject({
      legalName: 'Studio « Éclair » & <fils>',
      country: 'FR',
      paymentDays: 30,
      logo: null,
    });
    expect(profile.latePenaltyText).toContain('L. 441-10');
    expect(profile.earlyPaymentText).toContain('escompte');
  });

  it('can be filled again without losing what was set', async () => {
    const { createProfile } = await import('#studios/service.ts');
    await owner.post('/settings/billing', { paymentDays: 45, latePenaltyText: 'x', earlyPaymentText: 'y' });
    await createProfile(await studio.scope(), { latePenaltyText: 'other' });
    expect(await getProfile(await studio.scope())).toMatchObject({ paymentDays: 45, latePenaltyText: 'x' });
  });
});

describe('settings', () => {
  it('show everybody their own account, and the desk the studio', async () => {
    const hrefs = async (visitor: Visitor) =>
      (await visitor.get('/settings')).all('main a.what').map((a) => a.getAttribute('href'));
    const expected = [
      '/settings/studio',
      '/settings/company',
      '/settings/billing',
      '/settings/logo',
      '/settings/members',
      '/settings/audit',
      '/settings/profile',
      '/settings/logins',
    ];
    // Other modules may put theirs between them.
    expect((await hrefs(owner)).filter((href) => expected.includes(href ?? ''))).toEqual(expected);
    expect(await hrefs(await studio.as('manager'))).toContain('/settings/audit');
    expect(await hrefs(await studio.as('user'))).toEqual([
      '/settings/roles',
      '/settings/profile',
      '/settings/logins',
      '/settings/two-factor',
      '/settings/passkeys',
      '/settings/members/departure',
    ]);
  });

  it.each(['studio', 'company', 'billing', 'logo'])(
    'keep /settings/%s from role user and from strangers',
    async (page) => {
      const user = await studio.as('user');
      expect((await user.get(`/settings/${page}`)).status).toBe(403);
      expect((await user.post(`/settings/${page}`, { name: 'x' })).status).toBe(403);
      const stranger = await studio.anonymous.get(`/settings/${page}`);
      expect([stranger.status, stranger.location]).toEqual([303, `/login?next=%2Fsettings%2F${page}`]);
    },
  );

  it('leave who is paid and what invoices say to owners and managers', async () => {
    const [admin, manager] = [await studio.as('admin'), await studio.as('manager')];
    const links = (await admin.get('/settings')).all('main a.what').map((link) => link.getAttribute('href'));
    expect(links).toContain('/settings/studio');
    for (const page of ['company', 'billing']) {
      expect(links).not.toContain(`/settings/${page}`);
      expect((await admin.get(`/settings/${page}`)).status, page).toBe(403);
      expect((await manager.get(`/settings/${page}`)).status, page).toBe(200);
    }
    const typed = { accountHolder: 'Autre', iban: 'FR7630001007941234567890185', paymentDays: '30' };
    const before = await getProfile(await studio.scope());
    expect((await admin.post('/settings/billing', typed)).status).toBe(403);
    expect((await admin.post('/settings/company', { legalName: 'Autre', vatRegime: 'normal' })).status).toBe(403);
    expect(await getProfile(await studio.scope())).toEqual(before);
    const scope = await studio.scope('admin');
    await expect(updateProfile(scope, { iban: typed.iban })).rejects.toMatchObject({ code: 'forbidden' });
    expect(
      (await manager.post('/settings/billing', { ...typed, paymentDays: String(before.paymentDays) })).status,
    ).toBe(303);
    await updateProfile(await studio.scope(), before);
  });

  it('change the studio for every process', async () => {
    const saved = await owner.post('/settings/studio', {
      name: 'Studio Éclair',
      locale: 'en',
      timeZone: 'Indian/Reunion',
      currency: 'CHF',
      accentHue: 285,
    });
    expect([saved.status, saved.location]).toEqual([303, '/settings/studio']);
    await expect
      .poll(() => studio.installation.platform.directory.byId(studio.studio.id))
      .toMatchObject({
        name: 'Studio Éclair',
        locale: 'en',
        timeZone: 'Indian/Reunion',
        currency: 'CHF',
        accentHue: 285,
      });
    const page = await owner.get('/settings/studio');
    expect(page.one('html').getAttribute('lang')).toBe('en');
    expect(page.one('[name="accentHue"][checked]').getAttribute('value')).toBe('285');
    await owner.post('/settings/studio', {
      name: 'Studio Lumen',
      locale: 'fr',
      timeZone: 'Europe/Paris',
      currency: 'EUR',
      accentHue: '',
    });
    await expect
      .poll(() => studio.installation.platform.directory.byId(studio.studio.id))
      .toMatchObject({ accentHue: null });
  });

  it('are shown as they were saved, before any announcement of the change', async () => {
    const form = { locale: 'fr', timeZone: 'Europe/Paris', currency: 'EUR', accentHue: '' };
    const { sql: control } = studio.installation.platform.control;
    const { cluster } = studio.installation;
    const { sql: admin } = connect(cluster.admin(cluster.control), { max: 1, name: 'test' });
    await owner.get('/settings/studio');
    await admin`alter table studios disable trigger user`;
    try {
      await owner.post('/settings/studio', { ...form, name: 'Studio Muet' });
      const page = await owner.get('/settings/studio');
      expect(page.one('[name=name]').getAttribute('value')).toBe('Studio Muet');
      expect(page.one('title').text).toContain('Studio Muet');
      // As another process saves it: the page still reads what is there.
      await control`update studios set name = 'Studio Lumen' where id = ${studio.studio.id}`;
      expect((await owner.get('/settings/studio')).one('[name=name]').getAttribute('value')).toBe('Studio Lumen');
    } finally {
      await admin`alter table studios enable trigger user`;
      await admin.end({ timeout: 1 });
      studio.installation.platform.directory.forget(studio.studio.id);
    }
  });

  it.each([
    ['name', ''],
    ['name', '   '],
    ['name', 'x'.repeat(201)],
    ['locale', 'de'],
    ['timeZone', 'Europe/Atlantis'],
    ['timeZone', '../../etc'],
    ['currency', 'ABC'],
    ['accentHue', '361'],
    ['accentHue', '1e2'],
  ])('refuse a wrong %s (case %#) beside its field', async (name, value) => {
    const form = { name: 'Studio Lumen', locale: 'fr', timeZone: 'Europe/Paris', currency: 'EUR', accentHue: '' };
    const page = await owner.post('/settings/studio', { ...form, [name]: value });
    expect(page.status).toBe(422);
    expect(page.one(`#f-${name}-error`).text).not.toBe('');
  });
});

describe('the legal profile', () => {
  it('keeps numbers without spaces and everything else as it was typed', async () => {
    const saved = await owner.post('/settings/company', company);
    expect([saved.status, saved.location]).toEqual([303, '/settings/company']);
    expect(await getProfile(await studio.scope())).toMatchObject({
      ...company,
      capital: { amount: 1_000_000n, currency: 'EUR' },
      siren: '852739168',
      siret: '85273916800015',
      apeCode: '5920Z',
      vatNumber: 'FR44852739168',
    });
    const page = await owner.get('/settings/company');
    expect(page.one('[name="siret"]').getAttribute('value')).toBe('85273916800015');
    expect(page.one('[name="capital"]').getAttribute('value')).toBe('10\u202f000,00');
    expect((await owner.post('/settings/company', fieldsOf(page))).status).toBe(303);
  });

  it('takes the SIREN from the SIRET', async () => {
    await owner.post('/settings/company', { ...company, siren: '' });
    expect(await getProfile(await studio.scope())).toMatchObject({ siren: '852739168' });
  });

  it.each([
    ['legalName', ''],
    ['siren', '852739167'],
    ['siret', '85273916800016'],
    ['siret', '80351472800010'],
    ['vatNumber', 'FR00852739168'],
    ['vatRegime', 'none'],
    ['apeCode', '59.2'],
    ['capital', 'beaucoup'],
    ['capital', '-1'],
    ['capital', '99999999999999999999'],
    ['country', 'ZZ'],
    ['email', 'no-address'],
    ['website', 'javascript:alert(1)'],
    ['website', 'lumen.example'],
    ['city', 'x'.repeat(101)],
  ])('refuses a wrong %s (case %#) and loses nothing that was typed', async (name, value) => {
    const page = await owner.post('/settings/company', { ...company, rcs: ' a & "b" <c> ', [name]: value });
    expect(page.status).toBe(422);
    expect(page.one(`#f-${name}-error`).text).not.toBe('');
    expect(page.text).toContain('value=" a &amp; &#34;b&#34; <c> "');
    expect((await getProfile(await studio.scope())).rcs).toBe('Paris');
  });

  it('says what invoices still lack', async () => {
    await owner.post('/settings/company', { ...company, city: '', vatNumber: '' });
    expect((await owner.get('/settings')).text).toContain('2 mentions manquent');
    await owner.post('/settings/company', { ...company, vatNumber: '', vatRegime: 'franchise' });
    expect((await owner.get('/settings')).text).not.toContain('manque');
  });
});

describe('billing', () => {
  it.each([
    ['iban', 'FR76 3000 1007 9412 3456 7890 186'],
    ['bic', 'BDFEFR'],
    ['paymentDays', '61'],
    ['paymentDays', '-1'],
    ['paymentDays', ''],
    ['latePenaltyText', 'x'.repeat(2001)],
  ])('refuses a wrong %s (case %#)', async (name, value) => {
    const page = await owner.post('/settings/billing', { paymentDays: 30, [name]: value });
    expect(page.status).toBe(422);
    expect(page.one(`#f-${name}-error`).text).not.toBe('');
  });

  it('keeps the account', async () => {
    const fields = {
      iban: 'fr76 3000 1007 9412 3456 7890 185',
      bic: 'bdfefrppcct',
      accountHolder: 'Lumen',
      paymentDays: '0',
    };
    expect((await owner.post('/settings/billing', fields)).status).toBe(303);
    expect(await getProfile(await studio.scope())).toMatchObject({
      iban: 'FR7630001007941234567890185',
      bic: 'BDFEFRPPCCT',
      paymentDays: 0,
      latePenaltyText: '',
    });
  });

  it('gives texts back byte for byte', async () => {
    const naughty = '\r\n  "><script>alert(1)</script>\t﷽ \u202eabc &amp; \u{1f469}‍🚀 ';
    await owner.post('/settings/billing', { paymentDays: 30, latePenaltyText: naughty });
    expect((await getProfile(await studio.scope())).latePenaltyText).toBe(naughty);
    const page = await owner.get('/settings/billing');
    expect(page.all('script:not([src])')).toEqual([]);
  });

  it('refuses what no database can keep', async () => {
    const page = await owner.post('/settings/billing', { paymentDays: 30, accountHolder: 'a\u0000b' });
    expect(page.status).toBe(422);
    expect(page.one('#f-accountHolder-error').text).toContain('nul');
  });
});

describe('the logo', () => {
  const send = (content: Uint8Array, name = 'logo.png', type = 'image/png') =>
    owner.post('/settings/logo', { logo: new File([new Uint8Array(content)], name, { type }) }, { multipart: true });
  const shown = async () =>
    (await owner.get('/settings/logo')).document.querySelector('.logo-proof img')?.getAttribute('src');

  it('is kept without anything that is not picture', async () => {
    const secret = chunk('tEXt', Buffer.from('Comment\0taken at home'));
    const saved = await send(Buffer.concat([png(3, 2, { extra: secret }), Buffer.from('<script>tail</script>')]));
    expect(saved.status).toBe(303);
    const image = await owner.request(String(await shown()), {});
    const bytes = Buffer.from(await image.arrayBuffer());
    expect([image.status, image.headers.get('content-type')]).toEqual([200, 'image/png']);
    expect(bytes.equals(png(3, 2))).toBe(true);
    const files = await studio.scope();
    expect((await getProfile(files)).logo).toMatchObject({ type: 'image/png', width: 3, height: 2 });
  });

  it('gives way to another one, whose file takes the place of the first', async () => {
    const before = (await getProfile(await studio.scope())).logo?.key ?? '';
    const first = await shown();
    expect((await send(png(4, 4))).status).toBe(303);
    expect(await shown()).not.toBe(first);
    expect(await (await studio.scope()).files.get(before)).toBeNull();
  });

  it('may be a JPEG, of which place and comment go', async () => {
    const saved = await send(jpeg({ exif: 'GPS 48.85' }), 'x.bin', 'text/html');
    expect(saved.status).toBe(303);
    const image = await owner.request(String(await shown()), {});
    const bytes = Buffer.from(await image.arrayBuffer());
    expect(image.headers.get('content-type')).toBe('image/jpeg');
    expect(bytes.includes('GPS')).toBe(false);
    expect(bytes.equals(jpeg({}))).toBe(true);
  });

  it('is kept no larger than it is ever shown, in 8 bits', async () => {
    expect((await send(png(2_000, 500, { bits: 16, pixels: 500 * 12_001 }))).status).toBe(303);
    const image = await owner.request(String(await shown()), {});
    const bytes = Buffer.from(await image.arrayBuffer());
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20), bytes.readUInt8(24)]).toEqual([960, 240, 8]);
    expect((await getProfile(await studio.scope())).logo).toMatchObject({ width: 960, height: 240 });
  });

  it.each<[string, Uint8Array, string]>([
    ['nothing', Buffer.alloc(0), 'Choisissez'],
    ['a script', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'), 'ni un PNG'],
    ['a GIF', Buffer.from('GIF89a\u0001\u0000\u0001\u0000'), 'ni un PNG'],
    ['a signature and no picture', png(1, 1).subarray(0, 20), 'abîmé'],
    ['a picture cut off', png(40, 40).subarray(0, 60), 'abîmé'],
    ['fewer pixels than announced', png(100, 100, { pixels: 10 }), 'abîmé'],
    ['a bomb', png(10, 10, { pixels: 50_000_000 }), 'abîmé'],
    ['fifty thousand pixels a side', png(50_000, 50_000, { pixels: 10 }), 'trop grande'],
    ['four million pixels of 16 bits', png(4_000, 1_000, { bits: 16, pixels: 24_001_000 }), '2\u00a0millions en 16'],
    ['a PNG of empty chunks', png(2, 2, { extra: chunk('tEXt', Buffer.alloc(0)), repeat: 100_000 }), 'abîmé'],
    ['a JPEG of empty segments', Buffer.concat([jpeg({}).subarray(0, 2), emptySegments(400_000)]), 'abîmé'],
    ['a JPEG of fifty thousand pixels a side', jpeg({ side: 50_000 }), 'trop grande'],
    ['a JPEG of two sizes', jpeg({ frames: 2 }), 'abîmé'],
    ['a JPEG that is drawn a thousand times', jpeg({ scans: 1_000 }), 'abîmé'],
    ['a JPEG that ends in a header', jpeg({}).subarray(0, 12), 'abîmé'],
    ['three megabytes less a bit', Buffer.concat([png(2, 2), Buffer.alloc(2_100_000)]), '2 Mo'],
  ])('is not %s', async (_, content, said) => {
    const before = await shown();
    const page = await send(content);
    expect(page.status).toBe(422);
    expect(page.one('#f-logo-error').text).toContain(said);
    expect(await shown()).toBe(before);
  });

  it('stops an upload that is far too large', async () => {
    expect((await send(Buffer.alloc(3_100_000))).status).toBe(413);
  });

  it('can be taken away', async () => {
    expect((await owner.post('/settings/logo/removal')).status).toBe(303);
    expect(await shown()).toBeUndefined();
    expect((await owner.get('/settings/logo/image')).status).toBe(404);
  });

  it('stays consistent when two come at once', async () => {
    await Promise.all([send(png(5, 5)), send(png(6, 6)), send(png(7, 7))]);
    const scope = await studio.scope();
    const { logo } = await getProfile(scope);
    expect(await scope.files.get(logo?.key ?? '')).not.toBeNull();
  });
});

it('writes an audit row for every change', async () => {
  const scope = await studio.scope();
  const rows = await readRows(scope.db, sql`select count(*)::int as count from audit where action = 'studios.update'`);
  expect(Number(rows[0]?.count)).toBeGreaterThan(5);
});

function fieldsOf(page: {
  all(selector: string): { getAttribute(name: string): string | undefined }[];
}): Record<string, string> {
  const fields = page.all('main input:not([type="radio"]), main [type="radio"][checked], main option[selected]');
  const entries = fields.map((field) => [field.getAttribute('name') ?? 'country', field.getAttribute('value') ?? '']);
  return Object.fromEntries(entries);
}

function chunk(name: string, data: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(data.length);
  head.write(name, 4, 'latin1');
  return Buffer.concat([head, data, Buffer.alloc(4)]);
}

/** Checksums are zero: no reader of ours checks them. */
function png(
  width: number,
  height: number,
  {
    extra = Buffer.alloc(0),
    pixels = height * (width * 3 + 1),
    bits = 8,
    repeat = 1,
  }: { extra?: Buffer; pixels?: number; bits?: number; repeat?: number } = {},
): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width);
  header.writeUInt32BE(height, 4);
  header.set([bits, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const body = [
    chunk('IHDR', header),
    ...Array<Buffer>(repeat).fill(extra),
    chunk('IDAT', deflateSync(Buffer.alloc(pixels))),
    chunk('IEND', Buffer.alloc(0)),
  ];
  return Buffer.concat([signature, ...body]);
}

function emptySegments(count: number): Buffer {
  return Buffer.from('ffdb0002'.repeat(count), 'hex');
}

interface JpegParts {
  readonly exif?: string;
  readonly side?: number;
  readonly frames?: number;
  readonly scans?: number;
}

function jpeg({ exif, side, frames = 1, scans = 1 }: JpegParts): Buffer {
  const segment = (marker: number, data: Buffer) => {
    const head = Buffer.from([0xff, marker, 0, 0]);
    head.writeUInt16BE(data.length + 2, 2);
    return Buffer.concat([head, data]);
  };
  const frame = Buffer.from([8, 0, 9, 0, 12, 1, 1, 0x11, 0]);
  if (side) for (const at of [1, 3]) frame.writeUInt16BE(side, at);
  const scan = [segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])), Buffer.from([0x12, 0xff, 0, 0x34, 0xff, 0xd0, 0x56])];
  const place = exif && [Buffer.from(`Exif\0\0${exif}`), Buffer.from(`JFXX\0${exif}`), Buffer.from(exif)];
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, Buffer.from('JFIF\0\u0001\u0001\0\0\u0001\0\u0001\0\0')),
    ...(place ? [0xe1, 0xe0, 0xfe].map((marker, index) => segment(marker, place[index] ?? Buffer.alloc(0))) : []),
    ...Array.from({ length: frames }, () => segment(0xc0, frame)),
    ...Array.from({ length: scans }, () => scan).flat(),
    Buffer.from([0xff, 0xd9]),
    ...(exif ? [Buffer.from(`tail ${exif}`)] : []),
  ]);
}
