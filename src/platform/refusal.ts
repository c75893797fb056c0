/**
 * Refusals: input that is right in itself and still cannot be carried out, for reasons that people can mend. Services
 * return them as values; the transaction that met one is rolled back.
 */
import { postgresFault } from '#platform/db/errors.ts';
import { AppError } from '#platform/http/errors.ts';
import type { MessageFacts } from '#platform/i18n/message-facts.ts';
import type { MessageKey } from '#platform/i18n/translate.ts';
import type { Action, ControlScope, ControlWrite, Scope, WriteOf } from '#platform/scope.ts';

export interface Refusal<Data = never> {
  /** `stale`: another user saved first. */
  readonly kind: 'invalid' | 'conflict' | 'stale';
  /** Name in the input; empty is the form as a whole, null what the page shows in a way of its own. */
  readonly field: string | null;
  readonly messageKey: MessageKey;
  readonly values?: MessageFacts;
  /** What the page needs beside the message. */
  readonly data?: Data;
}

export type Result<T, Data = never> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: Refusal<Data> };

/** Both ask outside of the transaction that failed: `load` looks up the data, `explain` what there is to say. */
type Violation<Data> = Refusal & {
  readonly load?: (scope: Scope) => Promise<Data>;
  readonly explain?: (scope: Scope) => Promise<Refusal<Data>>;
};

/** Name of a constraint, as in the migration → what its violation means. */
export type Violations<Data = never> = Readonly<Record<string, Violation<Data>>>;

/** Undoes every transaction that it passes through; where nothing awaits it, it answers like any AppError. */
class Refused extends AppError {
  readonly violation: Violation<unknown>;

  constructor(violation: Violation<unknown>, cause?: unknown) {
    const { kind, messageKey, values = {} } = violation;
    super(kind === 'invalid' ? 'invalid' : 'conflict', messageKey, { values, cause });
    this.violation = violation;
  }
}

/** Ends the write that it is called in. */
export function refuse(refusal: Refusal): never {
  throw new Refused(refusal);
}

/**
 * `scope.write`, with what `work` refuses and the violations of named constraints as a result. Within an outer write
 * the refusal is thrown, because that transaction cannot go on either: the outermost `tryWrite` returns it.
 */
export async function tryWrite<A extends Action, T, Data = never>(
  scope: Scope,
  action: A,
  work: (write: WriteOf<A>) => Promise<T>,
  violations: Violations<Data> = {},
): Promise<Result<T, Data>> {
  try {
    return { ok: true, value: await scope.write(action, work) };
  } catch (error) {
    const refused = error instanceof Refused ? error : refusedBy(error, violations);
    if (!refused) throw error;
    if ('tx' in scope) throw refused;
    const { load, explain, ...refusal } = refused.violation as Violation<Data>;
    if (explain) return { ok: false, refusal: await explain(scope) };
    return { ok: false, refusal: load ? { ...refusal, data: await load(scope) } : refusal };
  }
}

/** The same for a write of the control database. */
export async function tryControlWrite<A extends Action, T>(
  { control }: ControlScope,
  action: A,
  work: (write: ControlWrite<A>) => Promise<T>,
  violations: Violations = {},
): Promise<Result<T>> {
  try {
    return { ok: true, value: await control.write(action, work) };
  } catch (error) {
    const refused = error instanceof Refused ? error : refusedBy(error, violations);
    if (!refused) throw error;
    const { load: _, explain: __, ...refusal } = refused.violation;
    return { ok: false, refusal };
  }
}

function refusedBy(error: unknown, violations: Violations<unknown>): Refused | null {
  const name = postgresFault(error)?.constraint_name;
  const violation = name !== undefined && Object.hasOwn(violations, name) ? violations[name] : undefined;
  return violation ? new Refused(violation, error) : null;
}

/** The value, where there is no form to show a refusal in. @throws AppError with the message of the refusal */
export async function accepted<T>(attempt: Promise<Result<T, unknown>>): Promise<T> {
  const result = await attempt;
  return result.ok ? result.value : refuse(withoutData(result.refusal));
}

function withoutData({ data: _, ...refusal }: Refusal<unknown>): Refusal {
  return refusal;
}
