/** Finding clients, sessions and invoices by whatever a user remembers of them. */
import type { Scope } from '#platform/scope.ts';
import type { Found, Hit, HitKind, Question, Results } from '#search/model.ts';
import { findClients, findInvoices, findSessions } from '#search/queries.ts';
import { FARTHEST } from '#search/ranking/queries.ts';

const FINDERS = { clients: findClients, sessions: findSessions, invoices: findInvoices } as const;

/** The best of each kind. @param mayReadInvoices leaves them out where it is false */
export async function searchAll(
  scope: Scope,
  question: Question,
  { limit, mayReadInvoices }: { readonly limit: number; readonly mayReadInvoices: boolean },
): Promise<Results> {
  const asked = { question, now: scope.now, limit, offset: 0 };
  const [clients, sessions, invoices] = await Promise.all([
    findClients(scope.db, asked),
    findSessions(scope.db, asked),
    mayReadInvoices ? findInvoices(scope.db, asked) : null,
  ]);
  return { clients, sessions, invoices };
}

export interface HitPage extends Found {
  /** How many came before the next page; null on the last. */
  readonly next: number | null;
}

/** One page of one kind. @param after how many to pass over */
export async function searchKind(
  scope: Scope,
  question: Question,
  { kind, after, limit }: { readonly kind: HitKind; readonly after: number; readonly limit: number },
): Promise<HitPage> {
  const find: (db: Scope['db'], asked: Parameters<typeof findClients>[1]) => Promise<Found<Hit>> = FINDERS[kind];
  const { hits, total } = await find(scope.db, { question, now: scope.now, limit, offset: after });
  const end = after + hits.length;
  return { hits, total, next: hits.length > 0 && end < Math.min(total, FARTHEST) ? end : null };
}
