/** Who works in the demo studios, and who is asked to. The owner is there already: it is who signed up. */
import { invite } from '#identity/invitations/service.ts';
import { addMember, findOwnerHash } from '#identity/members/service.ts';
import { accepted } from '#platform/refusal.ts';
import type { Scope } from '#platform/scope.ts';

const ROLES = ['admin', 'manager', 'user'] as const;

const NAMES: Readonly<Record<string, readonly [string, string, string]>> = {
  'studio-pro': ['Hugo Petit', 'Claire Vasseur', 'Noé Carlier'],
  'beat-lab': ['Léa Fontaine', 'Thomas Roche', 'Yanis Mercier'],
  'home-studio': ['Paul Ferrand', 'Manon Girard', 'Adèle Blanc'],
};

const INVITED: Readonly<Record<string, string>> = {
  'studio-pro': 'nour@haddad.example',
  'beat-lab': 'sami@lopes.example',
  'home-studio': 'elise@lambert.example',
};

export async function seed(scope: Scope): Promise<void> {
  const { slug } = scope.studio;
  const names = NAMES[slug] ?? ['Camille Renard', 'Sacha Lefort', 'Jeanne Aubry'];
  const passwordHash = await findOwnerHash(scope);
  for (const [index, role] of ROLES.entries())
    await addMember(scope, {
      name: names[index] ?? role,
      email: `${role}@${slug}.example`,
      role,
      passwordHash,
      isConfirmed: true,
    });
  const email = INVITED[slug] ?? 'nina@costa.example';
  if (scope.actor.kind === 'user') await accepted(invite(scope, scope.actor, { email, role: 'user', days: 7 }));
}
