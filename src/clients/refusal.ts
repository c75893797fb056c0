/** What only the database can know: a form that is right in itself and still cannot be saved. */
import { isViolation } from '#platform/db/errors.ts';
import { AppError } from '#platform/http/errors.ts';
import type { MessageKey } from '#platform/i18n/translate.ts';

/** Outside of a form, the answer is 409 with its message; a form shows it beside `field`. */
export class Refusal extends AppError {
  readonly field: string;

  constructor(field: string, messageKey: MessageKey) {
    super('conflict', messageKey);
    this.field = field;
  }
}

/** Another user saved first. */
export class StaleRevision extends Refusal {
  constructor() {
    super('revision', 'clients.error.stale');
  }
}

/** @throws Refusal for what people can mend, else the error itself */
export function refuseViolation(error: unknown): never {
  if (isViolation(error, 'unique', 'clients_portal_email'))
    throw new Refusal('email', 'clients.error.portalEmailTaken');
  if (isViolation(error, 'foreign-key', 'company_members_company'))
    throw new Refusal('kind', 'clients.error.hasMembers');
  if (isViolation(error, 'foreign-key', 'company_members_person')) throw new Refusal('kind', 'clients.error.isMember');
  if (isViolation(error, 'unique', 'company_members_once')) throw new Refusal('memberId', 'clients.error.memberTwice');
  throw error;
}

/** The result of `work`, or the refusal that it met, so that a form can be shown again. */
export async function orRefusal<T>(work: Promise<T>): Promise<T | Refusal> {
  return work.catch((error: unknown) => {
    if (error instanceof Refusal) return error;
    throw error;
  });
}
