/** Who works in the demo studios, and who is asked to. The owner is there already: it is who signed up. */
import { invite } from '#identity/invitations/service.ts';
import { addMember, findOwnerHash } from '#identity/members/service.ts';
import { findOwnerOfAddress } from '#identity/queries.ts';
import { findSecondFactor } from '#identity/two-factor/queries.ts';
import { insertSecondFactor } from '#identity/two-factor/service.ts';
import type { Id } from '#platform/db/ids.ts';
import { accepted } from '#platform/refusal.ts';
import type { Role, Scope } from '#platform/scope.ts';

const ROLES = ['admin', 'manager', 'user'] as const;

/** Of the fifth person of every demo studio, who signs in in two steps. The terminal shows it, for an authenticator app. */
export const DEMO_SECRET = 'REGIEDEMOREGIEDEMOREGIEDEMOREGIE';

const NAMES: Readonly<Record<string, readonly [string, string, string, string]>> = {
  'studio-pro': ['Hugo Petit', 'Claire Vasseur', 'Noé Carlier', 'Sarah Lambert'],
  'beat-lab': ['Léa Fontaine', 'Thomas Roche', 'Yanis Mercier', 'Inaya Costa'],
  'home-studio': ['Paul Ferrand', 'Manon Girard', 'Adèle Blanc', 'Marc Delmas'],
};

const INVITED: Readonly<Record<string, string>> = {
  'studio-pro': 'nour@haddad.example',
  'beat-lab': 'sami@lopes.example',
  'home-studio': 'elise@lambert.example',
};

/** Who works in another demo studio too, so that the studio's menu has something to offer. */
const GUESTS: Readonly<Record<string, { readonly email: string; readonly role: Role }>> = {
  'beat-lab': { email: 'owner@studio-pro.example', role: 'manager' },
};

export async function seed(scope: Scope): Promise<void> {
  const { slug } = scope.studio;
  const names = NAMES[slug] ?? ['Camille Renard', 'Sacha Lefort', 'Jeanne Aubry', 'Alix Garnier'];
  const passwordHash = await findOwnerHash(scope);
  for (const [index, role] of ROLES.entries())
    await addMember(scope, {
      name: names[index] ?? role,
      email: `${role}@${slug}.example`,
      role,
      passwordHash,
      isConfirmed: true,
    });
  const name = names[ROLES.length] ?? 'secure';
  const email = `secure@${slug}.example`;
  const id = await addMember(scope, { name, email, role: 'user', passwordHash, isConfirmed: true });
  await seedSecondFactor(scope, { id: id as Id<'user'>, name });
  await seedGuest(scope);
  const invited = INVITED[slug] ?? 'nina@costa.example';
  if (scope.actor.kind === 'user')
    await accepted(invite(scope, scope.actor, { email: invited, role: 'user', days: 7 }));
}

/** The demo studios are made at once: where the other one is not there yet, its owner is left to it. */
async function seedGuest(scope: Scope): Promise<void> {
  const guest = GUESTS[scope.studio.slug];
  const known = guest && (await findOwnerOfAddress(scope.control, guest.email));
  if (known) await addMember(scope, { ...known, role: guest.role, isConfirmed: true });
}

/** A studio that is made anew finds its users again, as they were. */
async function seedSecondFactor(scope: Scope, { id, name }: { id: Id<'user'>; name: string }): Promise<void> {
  if (await findSecondFactor(scope.control, id)) return;
  await scope.control.write('identity.second-factor', async (w) => {
    await insertSecondFactor(w.tx, scope, id, { secret: DEMO_SECRET, usedSteps: [] });
    w.about({ kind: 'user', id }, { name, step: 'added' });
  });
}
