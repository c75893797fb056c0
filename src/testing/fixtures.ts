/** What tests need again and again: a studio with rooms and a client, a booking, an invoice. Made through HTTP, as users make them. */

import { ACTIVATION_KINDS } from '#activations/model.ts';
import { asSystem } from '#platform/platform.ts';
import { roomActivation } from '#rooms/paths.ts';
import { seed } from '#studios/seed.ts';
import { updateProfile } from '#studios/service.ts';
import type { TestStudio } from '#testing/studio.ts';
import type { Fields, Visitor } from '#testing/visit.ts';

/** Sends a form and returns the id in the address to which it leads. */
export async function create(visitor: Visitor, path: string, fields: Fields = {}): Promise<string> {
  const { status, location, text } = await visitor.post(path, fields);
  const id = /[0-9a-f-]{36}/.exec(location ?? '')?.[0];
  if (status !== 303 || !id)
    throw new Error(`POST ${path} answered ${status}: ${/<main[\s\S]*/.exec(text)?.[0].slice(0, 1_500)}`);
  return id;
}

/** Both activations given, open day and night, 60 € an hour. @returns its id */
export async function aRoom(owner: Visitor, fields: Fields = {}): Promise<string> {
  const room = { name: 'Grande salle', type: 'recording', color: '1', hourlyRate: '60', vatRate: '2000' };
  const id = await create(owner, '/rooms', { ...room, ...fields });
  for (const kind of ACTIVATION_KINDS) await owner.post(roomActivation(id, kind));
  return id;
}

export function aClient(visitor: Visitor, fields: Fields = {}): Promise<string> {
  const client = { name: 'Mona Vasseur', email: `mona-${Math.random().toString(36).slice(2)}@vasseur.example` };
  return create(visitor, '/clients', { ...client, ...fields });
}

/** @param when local times of the studio, "YYYY-MM-DDTHH:MM" @returns the session's id */
export function aBooking(
  visitor: Visitor,
  roomId: string,
  when: { readonly startsAt: string; readonly endsAt: string },
  fields: Fields = {},
): Promise<string> {
  return create(visitor, '/sessions', { roomId, ...when, title: 'Prise de voix', kind: 'recording', ...fields });
}

/** Fills in what the law wants said of a seller. */
export async function mayIssue(studio: TestStudio, changes: Parameters<typeof updateProfile>[1] = {}): Promise<void> {
  await updateProfile(await studio.scope('owner'), {
    legalName: 'Studio Lumen',
    legalForm: 'SARL',
    addressLine1: '12 rue des Vignoles',
    postalCode: '75020',
    city: 'Paris',
    siren: '732829320',
    siret: '73282932000074',
    rcs: 'Paris',
    vatNumber: 'FR44732829320',
    vatRegime: 'normal',
    email: 'compta@studiolumen.example',
    iban: 'FR1420041010050500013M02606',
    bic: 'PSSTFRPPPAR',
    ...changes,
  });
}

export const LINE = { description: 'Prise de voix', quantity: '1', unit: 'hour', unitPrice: '100,00', vat: 'S-2000' };

/** @returns the id of a draft with these lines */
export async function aDraft(visitor: Visitor, clientId: string, lines: readonly Fields[] = [LINE]): Promise<string> {
  const id = await create(visitor, '/invoices', { clientId });
  for (const line of lines) await create(visitor, `/invoices/${id}/lines`, { ...LINE, ...line });
  return id;
}

/** @returns the id of an issued invoice: 120,00 € unless the lines say otherwise */
export async function anIssuedInvoice(visitor: Visitor, clientId: string, lines?: readonly Fields[]): Promise<string> {
  const id = await aDraft(visitor, clientId, lines);
  await create(visitor, `/invoices/${id}/issuance`);
  return id;
}

export interface BasicStudio {
  readonly owner: Visitor;
  /** Open day and night, 60 € an hour. */
  readonly roomId: string;
  readonly otherRoomId: string;
  readonly clientId: string;
  readonly clientEmail: string;
}

/** The least that a studio needs to work: rooms that can be booked, a client who may enter the portal, its legal mentions. */
export async function basicStudio({ as, installation, studio }: TestStudio): Promise<BasicStudio> {
  await asSystem(installation.platform, studio.id, 'seed', seed);
  const owner = await as('owner');
  const clientEmail = 'mona@vasseur.example';
  const client = { kind: 'person', name: 'Mona Vasseur', email: clientEmail, portalAccess: 'on' };
  return {
    owner,
    roomId: await aRoom(owner),
    otherRoomId: await aRoom(owner, { name: 'Cabine', color: '2' }),
    clientId: await create(owner, '/clients', client),
    clientEmail,
  };
}
