/** Which people belong to which company, seen from either side. */
import { and, asc, desc, eq, isNull, ne, or, sql } from 'drizzle-orm';
import type { MemberDetails, MemberInput } from '#clients/input.ts';
import { searchWords } from '#clients/list/filter.ts';
import type { Client, ClientId } from '#clients/model.ts';
import { findClient, holdsWord } from '#clients/queries.ts';
import { MEMBER_VIOLATIONS } from '#clients/refusals.ts';
import { clients, companyMembers } from '#clients/schema.ts';
import { type Id, newId } from '#platform/db/ids.ts';
import { prepared } from '#platform/db/prepared.ts';
import type { ReadDb } from '#platform/db/types.ts';
import { notFound } from '#platform/http/errors.ts';
import { type Result, refuse, tryWrite } from '#platform/refusal.ts';
import type { Scope, Write, WriteOf } from '#platform/scope.ts';

export type MemberId = Id<'company-member'>;

/** One link, with the client at its other end. */
export interface Member extends MemberDetails {
  readonly id: MemberId;
  readonly clientId: ClientId;
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
}

const here = sql.placeholder('clientId');

/** Whichever end is not the client that was asked for. */
const otherEnd = sql`case when ${companyMembers.companyId} = ${here} then ${companyMembers.personId} else ${companyMembers.companyId} end`;

const members = prepared('clients.list-members', (db) =>
  db
    .select({
      id: companyMembers.id,
      role: companyMembers.role,
      isPrimary: companyMembers.isPrimary,
      clientId: clients.id,
      name: clients.name,
      email: clients.email,
      phone: clients.phone,
    })
    .from(companyMembers)
    .innerJoin(clients, eq(clients.id, otherEnd))
    .where(or(eq(companyMembers.companyId, here), eq(companyMembers.personId, here)))
    .orderBy(desc(companyMembers.isPrimary), asc(clients.sortName)),
);

export function listMembers(db: ReadDb, clientId: ClientId): Promise<Member[]> {
  return members(db, { clientId });
}

/** @throws AppError not-found, also when the link is between two others */
export async function getMember(db: ReadDb, clientId: ClientId, id: MemberId): Promise<Member> {
  const member = (await listMembers(db, clientId)).find((candidate) => candidate.id === id);
  if (!member) throw notFound();
  return member;
}

export interface Candidate {
  readonly id: ClientId;
  readonly name: string;
  readonly email: string | null;
  readonly city: string | null;
}

const MOST_CANDIDATES = 20;

/** Active clients of the other kind that match `q`: people for a company, companies for a person. */
export function listCandidates(db: ReadDb, client: Client, q: string): Promise<Candidate[]> {
  const words = searchWords(q).map((word) => holdsWord(sql`${word}::text`));
  return db
    .select({ id: clients.id, name: clients.name, email: clients.email, city: clients.city })
    .from(clients)
    .where(and(ne(clients.kind, client.kind), isNull(clients.archivedAt), ...words))
    .orderBy(asc(clients.sortName), asc(clients.id))
    .limit(MOST_CANDIDATES);
}

/** Refused when they are linked already, or are of one kind. @throws AppError not-found */
export function addMember(scope: Scope, clientId: ClientId, input: MemberInput): Promise<Result<MemberId>> {
  const { memberId, ...details } = input;
  const work = async (w: WriteOf<'clients.update'>) => {
    const [client, other] = [await findClient(w.db, clientId), await findClient(w.db, memberId)];
    if (!client || !other) throw notFound();
    if (client.kind === other.kind)
      refuse({ kind: 'invalid', field: 'memberId', messageKey: 'clients.error.memberKind' });
    const [company, person] = client.kind === 'company' ? [client, other] : [other, client];
    const id = newId<'company-member'>();
    await makeRoom(w, company.id, details);
    await w.tx.insert(companyMembers).values({
      ...details,
      id,
      companyId: company.id,
      personId: person.id,
      createdAt: scope.now,
      updatedAt: scope.now,
    });
    w.about({ kind: 'client', id: clientId }, { name: client.name, member: other.name });
    return id;
  };
  return tryWrite(scope, 'clients.update', work, MEMBER_VIOLATIONS);
}

/** @throws AppError not-found */
export async function updateMember(
  scope: Scope,
  clientId: ClientId,
  id: MemberId,
  details: MemberDetails,
): Promise<void> {
  await scope.write('clients.update', async (w) => {
    const companyId = await aboutMember(w, clientId, id);
    await makeRoom(w, companyId, details);
    await w.tx
      .update(companyMembers)
      .set({ ...details, updatedAt: scope.now })
      .where(eq(companyMembers.id, id));
  });
}

/** @throws AppError not-found */
export async function removeMember(scope: Scope, clientId: ClientId, id: MemberId): Promise<void> {
  await scope.write('clients.update', async (w) => {
    await aboutMember(w, clientId, id);
    await w.tx.delete(companyMembers).where(eq(companyMembers.id, id));
  });
}

async function aboutMember(w: WriteOf<'clients.update'>, clientId: ClientId, id: MemberId): Promise<ClientId> {
  const [client, member] = [await findClient(w.db, clientId), await getMember(w.db, clientId, id)];
  if (!client) throw notFound();
  w.about({ kind: 'client', id: clientId }, { name: client.name, member: member.name });
  return client.kind === 'company' ? client.id : member.clientId;
}

/** A company has one first member at most: a new one takes the place of the old one. */
async function makeRoom(w: Write, companyId: ClientId, { isPrimary }: MemberDetails): Promise<void> {
  if (!isPrimary) return;
  await w.tx
    .update(companyMembers)
    .set({ isPrimary: false })
    .where(and(eq(companyMembers.companyId, companyId), eq(companyMembers.isPrimary, true)));
}
