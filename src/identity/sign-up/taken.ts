import type { AppContext } from '#platform/http/env.ts';
import { uiOf } from '#platform/http/render.ts';
import { listFreeSlugs } from '#studios/slugs/service.ts';

/** The address is taken: what is free is offered instead. */
export async function explainTaken(c: AppContext, slug: string): Promise<string> {
  const { t, format } = uiOf(c);
  const free = await listFreeSlugs(c.var.controlScope.control, slug);
  if (free.length === 0) return t('identity.signUp.slugTaken', { slug });
  return t('identity.signUp.slugTakenOffer', { slug, free: format.list(free) });
}
