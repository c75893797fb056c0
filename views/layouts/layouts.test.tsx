import { parse } from 'node-html-parser';
import { describe, expect, test } from 'vitest';
import { createFormatter } from '#platform/format/formatter.ts';
import type { Layouts } from '#platform/http/layout.ts';
import type { NavItem, Ui } from '#platform/http/ui.ts';
import { catalogs } from '#platform/i18n/catalogs.ts';
import { createTranslator } from '#platform/i18n/translate.ts';
import type { Permission, Studio } from '#platform/scope.ts';
import { DevMail, DevMailList } from '#views/dev/mail.tsx';
import { DevUi } from '#views/dev/ui.tsx';
import { PlainLayout } from '#views/layouts/plain.tsx';
import { PortalLayout } from '#views/layouts/portal.tsx';
import { remember } from '#views/layouts/remember.ts';
import { StaffLayout } from '#views/layouts/staff.tsx';
import { FormOutput } from '#views/ui/form-output.tsx';

const layouts: Layouts = { staff: StaffLayout, portal: PortalLayout, plain: PlainLayout };

const studio: Studio = {
  id: '1',
  slug: 'lumen',
  name: 'Lumen & <Fils>',
  status: 'ready',
  database: 'lumen',
  host: 'lumen.localhost',
  locale: 'fr',
  timeZone: 'Europe/Paris',
  currency: 'EUR',
  accentHue: null,
  revision: 7,
};

const item = (href: string, permission: Permission): NavItem => ({
  label: 'ui.search',
  href,
  icon: 'clients',
  group: 'studio',
  rank: 1,
  permission,
  primary: true,
});

const ui: Ui = {
  t: createTranslator(catalogs, 'fr'),
  format: createFormatter({ locale: 'fr', timeZone: 'Europe/Paris', currency: 'EUR' }),
  locale: 'fr',
  theme: 'system',
  topics: [],
  rail: false,
  now: new Date('2026-11-20T12:42:00Z'),
  studio,
  actor: { kind: 'user', id: '1', loginId: '1', name: 'Inès Morel', email: 'i@x.example', role: 'user', locale: null },
  can: (permission) => permission !== 'invoicing.read',
  whoMay: () => 'un propriétaire',
  path: '/clients/imports?step=2',
  flash: null,
  guided: false,
  requestKey: () => 'k',
  nav: [
    item('/', 'dashboard.read'),
    item('/clients', 'clients.read'),
    item('/clients/imports', 'clients.import'),
    item('/client', 'rooms.read'),
    item('/invoices', 'invoicing.read'),
  ],
  portalNav: [
    { href: '/portal/sessions', label: 'sessions.portal.nav', rank: 1 },
    { href: '/portal/invoices', label: 'invoicing.portal.nav', rank: 2 },
  ],
  asset: (file) => `/static/${file}`,
  local: new Set(['mail']),
};

const page = { title: 'Import', body: '<h1>Import</h1>' };

async function draw(layout: keyof Layouts, over: Partial<Ui> = {}, body: JSX.Element = page.body) {
  const html = await layouts[layout]({ ui: { ...ui, ...over }, page: { ...page, body } });
  return { html, root: parse(html) };
}

describe.each(['staff', 'portal', 'plain'] as const)('the %s shell', (layout) => {
  test('is a whole document that the strict CSP lets pass', async () => {
    const { html, root } = await draw(layout);
    expect(html.startsWith('<!doctype html><html lang="fr">')).toBe(true);
    expect(root.querySelector('title')?.text).toBe('Import · Lumen & <Fils>');
    expect(root.querySelector('[style], style, [onclick], [hx-on]')).toBeNull();
    expect(root.querySelectorAll('script').every((script) => script.hasAttribute('src') && script.text === '')).toBe(
      true,
    );
    const ids = root.querySelectorAll('[id]').map((each) => each.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(root.querySelectorAll('h1')).toHaveLength(1);
  });

  test('wears the chosen theme, and the studio’s accent when it has one', async () => {
    const plain = await draw(layout);
    expect(plain.root.querySelector('html')?.getAttribute('data-theme')).toBeUndefined();
    expect(plain.html).not.toContain('brand.css');
    const own = await draw(layout, { theme: 'dark', studio: { ...studio, accentHue: 0 } });
    expect(own.root.querySelector('html')?.getAttribute('data-theme')).toBe('dark');
    expect(own.root.querySelector('link[href="/brand.css?v=7"]')).not.toBeNull();
  });

  test('says what is not real, and says nothing when all is', async () => {
    expect((await draw(layout)).root.querySelector('.badges a')?.getAttribute('href')).toBe('/dev/mail');
    expect((await draw(layout, { local: new Set() })).root.querySelector('.badges, .foot')).toBeNull();
  });
});

describe('the staff navigation', () => {
  test('shows what the reader may do, and where they are', async () => {
    const { root } = await draw('staff');
    const links = root.querySelectorAll('.nav li a');
    expect(links.map((link) => link.getAttribute('href'))).toEqual(['/', '/clients', '/clients/imports', '/client']);
    const current = links.filter((link) => link.getAttribute('aria-current') === 'page');
    expect(current.map((link) => link.getAttribute('href'))).toEqual(['/clients/imports']);
  });

  test('keeps apart people who may do different things', async () => {
    const all = await draw('staff', { can: () => true });
    expect(all.root.querySelector('.nav a[href="/invoices"]')).not.toBeNull();
    expect((await draw('staff')).root.querySelector('.nav a[href="/invoices"]')).toBeNull();
    const english = await draw('staff', { locale: 'en', t: createTranslator(catalogs, 'en') });
    expect(english.root.querySelector('.nav .eyebrow')?.text).toBe('Studio');
    expect(english.root.querySelector('.nav li a')?.text).toBe('Search');
  });

  test('names its studio, however often it was drawn for another', async () => {
    const other = await draw('staff', { studio: { ...studio, name: 'Autre studio' } });
    expect(other.html).toContain('Autre studio');
    expect(other.html).not.toContain('Lumen');
  });
});

describe('what is drawn once and kept', () => {
  const as = (name: string, role: 'owner' | 'user', studioName: string, more: Partial<Ui> = {}) =>
    draw('staff', {
      studio: { ...studio, name: studioName },
      actor: { kind: 'user', id: '1', loginId: '1', name, email: 'x@x.example', role, locale: null },
      ...more,
    });

  test('is never another’s, whatever names are made to look like', async () => {
    const sprite = ui.asset('icons/sprite.svg');
    const names = [
      'Ada',
      'Ada ',
      'Ada","user',
      '"Ada"',
      'user","Ada',
      'owner',
      `fr","system","owner","Ada`,
      '',
      sprite,
      '<b>',
    ];
    for (const round of [1, 2])
      for (const name of names)
        for (const role of ['owner', 'user'] as const)
          for (const theme of ['light', 'dark'] as const) {
            const { root } = await as(name, role, `Studio ${name}`, { theme });
            const label = `${round} ${name} ${role} ${theme}`;
            expect(root.querySelector('.user .who strong')?.textContent, label).toBe(name);
            expect(root.querySelector('.user .who .quiet')?.text, label).toBe(ui.t(`ui.role.${role}`));
            expect(root.querySelector('.top .brand .name')?.textContent, label).toBe(`Studio ${name}`);
            expect(root.querySelector('.user [aria-pressed=true]')?.getAttribute('value'), label).toBe(theme);
          }
  });

  test('shows nothing of a page: no path, no flash, no right that only another has', async () => {
    await as('Ada', 'owner', 'Lumen', {
      can: () => true,
      path: '/clients?q=secret',
      flash: { tone: 'ok', text: 'secret' },
    });
    const { html, root } = await as('Ada', 'owner', 'Lumen', { can: () => false, path: '/' });
    expect(html).not.toMatch(/secret|requestKey/);
    expect(root.querySelectorAll('.nav li, #room-status')).toEqual([]);
  });

  test('is bounded: the oldest goes', () => {
    let drawn = 0;
    const draw = (index: number) =>
      remember(ui.t, ['bounded', index], () => {
        drawn += 1;
        return String(index);
      });
    for (let index = 0; index < 3_000; index += 1) draw(index);
    expect([draw(2_999), drawn]).toEqual(['2999', 3_000]);
    expect([draw(0), drawn]).toEqual(['0', 3_001]);
  });
});

test.each(['staff', 'portal', 'plain'] as const)('the %s shell brings Alpine to components only', async (layout) => {
  const scripts = async (body: JSX.Element) =>
    (await draw(layout, {}, body)).root.querySelectorAll('script').map((script) => script.getAttribute('src'));
  const typed: string = '<output x-data="swatches">';
  const without = await scripts(<p safe>{typed}</p>);
  expect(without).not.toContain('/static/js/components.js');
  expect(await scripts(<FormOutput component="swatches" />)).toEqual([...without, '/static/js/components.js']);
});

test('the portal needs no script', async () => {
  const client = { kind: 'client', id: '1', loginId: '1', name: 'Noé Carlier', locale: null } as const;
  const { root } = await draw('portal', { actor: client, path: '/portal/invoices/1' });
  expect(root.querySelector('script')).toBeNull();
  expect(root.querySelector('[aria-current=page]')?.getAttribute('href')).toBe('/portal/invoices');
});

describe('development pages', () => {
  test('the catalogue of components repeats no id', async () => {
    const { root } = await draw('staff', {}, <DevUi ui={ui} />);
    const ids = root.querySelectorAll('[id]').map((each) => each.id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    expect(root.querySelectorAll('h1')).toHaveLength(1);
  });

  test('a mail’s addresses are links and nothing else in it is anything', async () => {
    const message = {
      id: '7',
      from: 'studio@lumen.example',
      to: 'noe@carlier.example',
      subject: 'Votre lien <ici>',
      sentAt: ui.now,
      text: 'Ouvrez http://lumen.localhost:3000/portal/enter?token=a&x=1. <script>alert(1)</script>',
      html: '<p>Bonjour</p>',
      studio: null,
      attachments: [{ name: 'FAC "1".pdf', size: 2048, href: '/dev/mail/7/0' }],
    };
    const root = parse(await (<DevMail ui={ui} message={message} />));
    const link = root.querySelector('.mailtext a');
    expect(link?.getAttribute('href')).toBe('http://lumen.localhost:3000/portal/enter?token=a&x=1');
    expect(link?.text).toBe('http://lumen.localhost:3000/portal/enter?token=a&x=1');
    expect(root.querySelector('script')).toBeNull();
    const list = parse(await (<DevMailList ui={ui} messages={[message]} />));
    expect(list.querySelector('.what')?.getAttribute('href')).toBe('/dev/mail/7');
  });
});
