/** The first step: which host is asked for, and which studio is it? Nothing else reads the Host header. */
import type { MiddlewareHandler } from 'hono';
import { HostError } from '#platform/http/answer-error.ts';
import type { Env } from '#platform/http/env.ts';
import { AppError } from '#platform/http/errors.ts';
import type { Directory } from '#platform/tenancy/directory.ts';
import { type HostResult, requestedHost } from '#platform/tenancy/hostname.ts';

/** From Node's raw request; in tests, where there is none, from the Request itself. */
export function hostOf(request: Request, { incoming }: Env['Bindings']): HostResult {
  if (!incoming) return requestedHost({ hosts: [request.headers.get('host') ?? ''], target: '/' });
  const hosts: string[] = [];
  const { rawHeaders } = incoming;
  for (let i = 0; i < rawHeaders.length; i += 2)
    if (rawHeaders[i]?.toLowerCase() === 'host') hosts.push(rawHeaders[i + 1] ?? '');
  return requestedHost({ hosts, target: incoming.url ?? '/' });
}

/** The colour of a studio that is closed just now. */
const BRAND = '/brand.css';

/** On every host but the main one: which studio lives there, and is it open? */
export function resolveStudio(directory: Directory): MiddlewareHandler<Env> {
  return async function resolveStudio(c, next) {
    // Load balancers and container engines ask for health by address; a page that says no wants to look like something, too.
    if (/^\/(health|static)\//.test(c.req.path)) return next();
    const requested = c.env.requested ?? { refused: 400 };
    if ('refused' in requested) throw new HostError(requested.refused);
    const studio = await directory.byHost(requested.host);
    if (!studio) throw new HostError(404);
    c.set('studio', studio);
    if (c.req.path === BRAND) return next();
    if (studio.status === 'suspended') throw new AppError('unavailable', 'platform.error.suspended');
    if (studio.status === 'provisioning')
      throw new AppError('unavailable', 'platform.error.provisioning', { retryAfter: 2 });
    return next();
  };
}
