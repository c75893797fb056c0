import { identifyByLink } from '#invoicing/links/service.ts';
import { PAY } from '#invoicing/paths.ts';
import type { AppContext, Authenticator } from '#platform/http/env.ts';
import { render } from '#platform/http/render.ts';
import { getProfile } from '#studios/service.ts';
import { LinkGone } from '#views/invoicing/links/gone.tsx';

export const tokenOf = (c: AppContext) => c.req.path.slice(PAY.length + 1).split('/', 1)[0] ?? '';

/** The address alone says who asks, for this request: no cookie is read or set. */
export const linkAuthenticator: Authenticator = {
  loginPath: PAY,
  identify: (c, scope) => identifyByLink(scope, tokenOf(c)),
};

/** Before every route below `/pay`, those of other modules included: without an open link there is one answer. */
export async function throughLink(c: AppContext, next: () => Promise<void>): Promise<Response | undefined> {
  if (c.var.scope.actor.kind === 'client') return void (await next());
  const { email, phone } = await getProfile(c.var.scope);
  const contact = { email, phone };
  return render(
    c,
    (ui) => ({ title: ui.t('invoicing.link.gone'), layout: 'portal', body: LinkGone({ ui, contact }) }),
    410,
  );
}
