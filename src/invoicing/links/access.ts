import { identifyByLink } from '#invoicing/links/service.ts';
import { PAY } from '#invoicing/paths.ts';
import type { AppContext, Authenticator } from '#platform/http/env.ts';

export const tokenOf = (c: AppContext) => c.req.path.slice(PAY.length + 1).split('/', 1)[0] ?? '';

/** The address alone says who asks, for this request: no cookie is read or set. */
export const linkAuthenticator: Authenticator = {
  loginPath: PAY,
  identify: (c, scope) => identifyByLink(scope, tokenOf(c)),
};
