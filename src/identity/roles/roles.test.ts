import { beforeAll, describe, expect, it } from 'vitest';
import { MATRIX } from '#permissions.ts';
import type { Role } from '#platform/scope.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';
import type { TestPage } from '#testing/visit.ts';

const PAGE = '/settings/roles';
const ROLES: readonly Role[] = ['owner', 'admin', 'manager', 'user'];

let studio: TestStudio;

beforeAll(async () => {
  studio = await testStudio();
});

/** Of one right, "Oui" or "Non" for each role. */
function row(page: TestPage, right: string): readonly string[] {
  const found = page.all('main tbody tr').find((each) => each.querySelector('th span')?.text === right);
  return found?.querySelectorAll('td .hidden').map(({ text }) => text) ?? [];
}

describe('the page of roles and rights', () => {
  it('shows the matrix in words, to every role', async () => {
    for (const role of ROLES) {
      const page = await (await studio.as(role)).get(PAGE);
      expect(page.status, role).toBe(200);
      expect(row(page, 'Fixer les tarifs et la TVA d’une salle')).toEqual(['Oui', 'Non', 'Oui', 'Non']);
      expect(row(page, 'Créer une salle')).toEqual(['Oui', 'Oui', 'Non', 'Non']);
      expect(row(page, 'Voir le prix des séances et en convenir')).toEqual(['Oui', 'Oui', 'Oui', 'Non']);
    }
    expect((await studio.anonymous.get(PAGE)).location).toMatch(/^\/login\?next=/);
  });

  it('names each permission once, and on a phone the roles below it', async () => {
    const page = await (await studio.as('user')).get(PAGE);
    const shown = [...page.all('main tbody th > span'), ...page.all('main .list .what')].map(({ text }) => text);
    expect(shown).toHaveLength(Object.keys(MATRIX).length);
    expect(new Set(shown).size).toBe(shown.length);
    const phone = page.all('main tbody .on-phone').map(({ text }) => text);
    expect(phone).toContain('Propriétaire · Gestion');
    expect(phone).toContain('Tous les rôles');
  });

  it('is in the reader’s language', async () => {
    const visitor = await studio.as('manager');
    await visitor.post('/preferences', { locale: 'en' });
    const page = await visitor.get(PAGE);
    expect(page.one('.head').text).toContain('Your role: Management.');
    expect(row(page, 'Set the rates and the VAT of a room')).toEqual(['Yes', 'No', 'Yes', 'No']);
  });

  it('is reached from the settings and from the members', async () => {
    const admin = await studio.as('admin');
    expect((await admin.get('/settings')).all(`main a[href="${PAGE}"]`)).toHaveLength(1);
    expect((await (await studio.as('user')).get('/settings')).all(`main a[href="${PAGE}"]`)).toHaveLength(1);
    expect((await admin.get('/settings/members')).all(`main a[href="${PAGE}"]`)).toHaveLength(1);
  });
});
