import type { PartContext } from '#platform/contributions/billables.ts';
import type { AppContext } from '#platform/http/env.ts';
import { uiOf } from '#platform/http/render.ts';

/** What the reader of the page may see of what modules offer to one another. */
export function partContext(c: AppContext): PartContext {
  const { can, locale } = uiOf(c);
  return { locale, billables: c.var.services.contributions.billables.filter(({ permission }) => can(permission)) };
}
