/** The address book of a French studio: artists, their labels and agencies, and the contact people there. */

import { addContact } from '#clients/contacts/service.ts';
import { addMember } from '#clients/members/service.ts';
import type { ClientId, ClientInput } from '#clients/model.ts';
import { addNote } from '#clients/notes/service.ts';
import { ARTISTS, COMPANIES, CONTACTS, LINKS, NOTES, PORTAL } from '#clients/seed-data.ts';
import { createClient, grantPortal } from '#clients/service.ts';
import { accepted } from '#platform/refusal.ts';
import type { Scope } from '#platform/scope.ts';

/** "Théo Lambert" → "theo.lambert" */
function mailName(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '.')
    .replace(/^\.|\.$/g, '');
}

function artist(
  [first, last, artistName, postalCode, city, street]: (typeof ARTISTS)[number],
  index: number,
): ClientInput {
  const name = `${first} ${last}`;
  return {
    kind: 'person',
    name,
    artistName: artistName || null,
    firstName: first,
    lastName: last,
    email: `${mailName(name)}@courriel.example`,
    phone: `06 ${39 + (index % 50)} 98 ${10 + ((index * 7) % 89)} ${10 + ((index * 13) % 89)}`,
    street,
    postalCode,
    city,
    country: 'FR',
    language: 'fr',
  };
}

function company(
  [name, postalCode, city, street, siren, more]: (typeof COMPANIES)[number],
  index: number,
): ClientInput {
  const domain = mailName(name).replaceAll('.', '-');
  return {
    kind: 'company',
    name,
    email: `contact@${domain}.example`,
    phone: `01 99 00 ${10 + ((index * 11) % 89)} ${10 + ((index * 17) % 89)}`,
    websites: [{ label: '', value: `https://${domain}.example` }],
    street,
    postalCode,
    city,
    country: 'FR',
    language: 'fr',
    siren,
    ...more,
  };
}

/** The client who has access to the portal in every demo studio. */
function portalClient(slug: string): ClientInput {
  return {
    kind: 'person',
    name: 'Noé Carlier',
    artistName: 'Nuit Blanche',
    firstName: 'Noé',
    lastName: 'Carlier',
    email: `client@${slug}.example`,
    phone: '06 39 98 20 14',
    street: '14 rue Oberkampf',
    postalCode: '75011',
    city: 'Paris',
    country: 'FR',
    language: 'fr',
    birthday: '1994-06-21',
    portalAccess: true,
    isVip: true,
    notes: 'Préfère enregistrer l’après-midi. Allergique aux cacahuètes.',
  };
}

export async function seed(scope: Scope): Promise<void> {
  await scope.write('clients.create', async (w) => {
    const ids = new Map<string, ClientId>();
    const inputs = [portalClient(scope.studio.slug), ...ARTISTS.map(artist), ...COMPANIES.map(company)];
    for (const input of inputs) ids.set(input.name, await accepted(createClient(w, input)));
    const idOf = (name: string): ClientId => {
      const id = ids.get(name);
      if (!id) throw new Error(`the seed knows no client ${name}`);
      return id;
    };
    for (const [name, contact] of CONTACTS) {
      const contactId = await addContact(w, idOf(name), contact);
      const opened = PORTAL.find(([client, email]) => client === name && email === contact.email);
      if (opened) await accepted(grantPortal(w, idOf(name), contactId, { isOpen: true, rights: opened[2] }));
    }
    for (const [companyName, personName, role, isPrimary] of LINKS)
      await accepted(addMember(w, idOf(companyName), { memberId: idOf(personName), role, isPrimary }));
    for (const [name, note] of NOTES) await addNote(w, idOf(name), note);
    w.unchanged();
  });
}
