/** The first step: which host is asked for, and which studio is it? Nothing else reads the Host header. */
import type { MiddlewareHandler } from 'hono';
import { HostError } from '#platform/http/answer-error.ts';
import type { AppContext, Env } from '#platform/http/env.ts';
import { AppError } from '#platform/http/errors.ts';
import type { Directory } from '#platform/tenancy/directory.ts';
import { requestedHost } from '#platform/tenancy/hostname.ts';

/** From Node's raw request; in tests, where there is none, from the Request itself. */
function rawRequest(c: AppContext): { hosts: string[]; target: string } {
  const incoming = c.env?.incoming;
  if (!incoming) return { hosts: [c.req.header('host') ?? ''], target: '/' };
  const hosts: string[] = [];
  const { rawHeaders } = incoming;
  for (let i = 0; i < rawHeaders.length; i += 2)
    if (rawHeaders[i]?.toLowerCase() === 'host') hosts.push(rawHeaders[i + 1] ?? '');
  return { hosts, target: incoming.url ?? '/' };
}

/** The colour of a studio that is closed just now. */
const BRAND = '/brand.css';

/** Answers everything that is asked of one host that is neither a studio's nor the main one. */
export interface SpecialHost {
  readonly host: string;
  answer(c: AppContext): Promise<Response>;
}

export function resolveHost(
  directory: Directory,
  mainHost: string,
  files: SpecialHost | null = null,
): MiddlewareHandler<Env> {
  return async function resolveHost(c, next) {
    c.set('studio', null);
    const result = requestedHost(rawRequest(c));
    if (files && 'host' in result && result.host === files.host) return files.answer(c);
    // Load balancers and container engines ask for health by address; a page that says no wants to look like something, too.
    if (/^\/(health|static)\//.test(c.req.path)) return next();
    if ('refused' in result) throw new HostError(result.refused);
    if (result.host === mainHost) return next();
    const studio = await directory.byHost(result.host);
    if (!studio) throw new HostError(404);
    c.set('studio', studio);
    if (c.req.path === BRAND) return next();
    if (studio.status === 'suspended') throw new AppError('unavailable', 'platform.error.suspended');
    if (studio.status === 'provisioning')
      throw new AppError('unavailable', 'platform.error.provisioning', { retryAfter: 2 });
    return next();
  };
}
