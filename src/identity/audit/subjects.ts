import { MEMBERS } from '#identity/paths.ts';
import { COMPANY_SETTINGS } from '#studios/paths.ts';

/** Where what was acted upon can be seen, by its kind; payments and the like have no page of their own. */
const PATHS: Readonly<Record<string, (id: string) => string>> = {
  client: (id) => `/clients/${id}`,
  room: (id) => `/rooms/${id}`,
  session: (id) => `/sessions/${id}`,
  invoice: (id) => `/invoices/${id}`,
  studio: () => COMPANY_SETTINGS,
  user: () => MEMBERS,
};

export function subjectPath(kind: string | null, id: string | null): string | null {
  return kind === null || id === null ? null : (PATHS[kind]?.(id) ?? null);
}
