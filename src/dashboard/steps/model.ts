/** The way of a new studio from nothing to its first paid invoice. Pure. */
import type { ClientId } from '#clients/model.ts';
import type { InvoiceId } from '#invoicing/model.ts';
import type { ActivationKind, Room, RoomId } from '#rooms/model.ts';
import type { SessionId } from '#sessions/model.ts';

export const STEP_NAMES = ['mentions', 'room', 'activations', 'client', 'session', 'invoice', 'payment'] as const;
export type StepName = (typeof STEP_NAMES)[number];

/** What the database knows about how far a studio has come. */
export interface StepFacts {
  /** The client who came last. */
  readonly clientId: ClientId | null;
  readonly sessions: number;
  readonly hasIssued: boolean;
  readonly hasPaid: boolean;
  /** The latest of each that waits for the next step. */
  readonly draftId: InvoiceId | null;
  readonly unpaidId: InvoiceId | null;
  readonly billable: { readonly sessionId: SessionId; readonly clientId: ClientId } | null;
}

export interface FirstSteps extends StepFacts {
  readonly done: ReadonlySet<StepName>;
  /** The first that is still to be done. */
  readonly current: StepName;
  /** One that can be booked. */
  readonly roomId: RoomId | null;
  /** One that cannot yet. */
  readonly room: { readonly id: RoomId; readonly name: string; readonly missing: readonly ActivationKind[] } | null;
}

/** A studio that uses the calendar this much needs no guide, whether it invoices here or not. */
const AT_HOME = 20;

export function needsGuide({ hasPaid, sessions }: Pick<StepFacts, 'hasPaid' | 'sessions'>): boolean {
  return !hasPaid && sessions < AT_HOME;
}

type StepRoom = Pick<Room, 'id' | 'name' | 'missing' | 'bookable'>;

export function firstSteps(facts: StepFacts, rooms: readonly StepRoom[], mentionsMissing: number): FirstSteps | null {
  const isDone: Readonly<Record<StepName, boolean>> = {
    mentions: mentionsMissing === 0,
    room: rooms.length > 0,
    activations: rooms.some(({ bookable }) => bookable),
    client: facts.clientId !== null,
    session: facts.sessions > 0,
    invoice: facts.hasIssued,
    payment: facts.hasPaid,
  };
  const current = STEP_NAMES.find((name) => !isDone[name]);
  if (!current) return null;
  const waiting = rooms.find(({ bookable }) => !bookable);
  const roomId = rooms.find(({ bookable }) => bookable)?.id ?? null;
  return {
    ...facts,
    done: new Set(STEP_NAMES.filter((name) => isDone[name])),
    current,
    roomId,
    room: waiting ? { id: waiting.id, name: waiting.name, missing: waiting.missing } : null,
  };
}
