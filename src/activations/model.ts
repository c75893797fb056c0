/** What can be booked needs two activations, given one by one by different roles. Modules that use a resource ask here what it lacks. */
import type { Id } from '#platform/db/ids.ts';
import type { Permission, SubjectKind } from '#platform/scope.ts';

export const ACTIVATION_KINDS = ['technical', 'commercial'] as const;
export type ActivationKind = (typeof ACTIVATION_KINDS)[number];

/**
 * A kind of things that work only while both stand, declared by the module that owns them. Who has the permission gives and
 * withdraws; its name is that of the action.
 */
export interface Activatable {
  readonly kind: SubjectKind;
  readonly permissions: Readonly<Record<ActivationKind, Permission>>;
}

/** Of a withdrawal, in characters. */
export const LONGEST_REASON = 500;

/** One giving, and what became of it. */
export interface Activation {
  readonly id: Id<'activation'>;
  readonly kind: ActivationKind;
  readonly givenAt: Date;
  readonly givenByName: string;
  /** Null while it stands. */
  readonly withdrawnAt: Date | null;
  readonly withdrawnByName: string | null;
  /** Null also for what was withdrawn before reasons were asked for. */
  readonly reason: string | null;
}

/** An activation that is missing, and the permission to give it. */
export interface Awaited {
  readonly kind: ActivationKind;
  readonly permission: Permission;
}

export interface ActivationState extends Awaited {
  readonly stands: boolean;
  /** Null when it was never given. */
  readonly last: Activation | null;
}

export function missingActivations(given: readonly ActivationKind[]): readonly ActivationKind[] {
  return ACTIVATION_KINDS.filter((kind) => !given.includes(kind));
}

/** What a thing waits for; empty when it can be used. */
export function awaitedActivations({ permissions }: Activatable, given: readonly ActivationKind[]): readonly Awaited[] {
  return missingActivations(given).map((kind) => ({ kind, permission: permissions[kind] }));
}

/** What is said of each kind: the activation that stands, else the last one that did. */
export function statesOf(resource: Activatable, history: readonly Activation[]): readonly ActivationState[] {
  return ACTIVATION_KINDS.map((kind) => {
    const own = history.filter((activation) => activation.kind === kind);
    const standing = own.find(({ withdrawnAt }) => withdrawnAt === null);
    return {
      kind,
      permission: resource.permissions[kind],
      stands: standing !== undefined,
      last: standing ?? own[0] ?? null,
    };
  });
}
