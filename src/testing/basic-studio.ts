/** The least that a studio needs to work: rooms that can be booked, a client who may enter the portal, its legal mentions. */

import { asSystem } from '#platform/platform.ts';
import { ACTIVATION_KINDS } from '#rooms/model.ts';
import { roomActivation } from '#rooms/paths.ts';
import { seed } from '#studios/seed.ts';
import type { TestStudio } from '#testing/studio.ts';
import type { Fields, Visitor } from '#testing/visit.ts';

export interface BasicStudio {
  readonly owner: Visitor;
  /** Open day and night, 60 € an hour. */
  readonly roomId: string;
  readonly otherRoomId: string;
  readonly clientId: string;
  readonly clientEmail: string;
}

/** Sends a form and returns the id at the end of the address to which it leads. */
export async function create(visitor: Visitor, path: string, fields: Fields): Promise<string> {
  const { status, location, text } = await visitor.post(path, fields);
  const id = /[0-9a-f-]{36}/.exec(location ?? '')?.[0];
  if (status !== 303 || !id)
    throw new Error(`POST ${path} answered ${status}: ${/<main[\s\S]*/.exec(text)?.[0].slice(0, 1_500)}`);
  return id;
}

async function openRoom(owner: Visitor, name: string, color: string): Promise<string> {
  const id = await create(owner, '/rooms', { name, type: 'recording', color, hourlyRate: '60', vatRate: '2000' });
  for (const kind of ACTIVATION_KINDS) await owner.post(roomActivation(id, kind));
  return id;
}

export async function basicStudio({ as, installation, studio }: TestStudio): Promise<BasicStudio> {
  await asSystem(installation.platform, studio.id, 'seed', seed);
  const owner = await as('owner');
  const clientEmail = 'mona@vasseur.example';
  const client = { kind: 'person', name: 'Mona Vasseur', email: clientEmail, portalAccess: 'on' };
  return {
    owner,
    roomId: await openRoom(owner, 'Grande salle', '1'),
    otherRoomId: await openRoom(owner, 'Cabine', '2'),
    clientId: await create(owner, '/clients', client),
    clientEmail,
  };
}
