/** Every route says who may take it: `can('invoicing.read')`, or `publicAccess()` for the few that need no login. Laws and boot check it. */
import type { MiddlewareHandler } from 'hono';
import { forbiddenFor } from '#platform/authz/can.ts';
import type { AppContext, Env } from '#platform/http/env.ts';
import { AppError, noProof } from '#platform/http/errors.ts';
import type { MessageKey } from '#platform/i18n/translate.ts';
import type { Permission } from '#platform/scope.ts';

const ACCESS = Symbol('access');
const PROOF = Symbol('fresh proof');

export type Access = { readonly permission: Permission } | { readonly public: true };

function mark(handler: MiddlewareHandler<Env>, access: Access): MiddlewareHandler<Env> {
  return Object.assign(handler, { [ACCESS]: access });
}

export function accessOf(handler: unknown): Access | undefined {
  return (handler as { [ACCESS]?: Access })[ACCESS];
}

function sendToLogin(c: AppContext): Response {
  const { loginPath } = c.var;
  const url = new URL(c.req.url);
  return sendElsewhere(
    c,
    c.req.method === 'GET' ? `${loginPath}?next=${encodeURIComponent(url.pathname + url.search)}` : loginPath,
  );
}

/** The whole window, also where a part of a page was asked for. */
export function sendElsewhere(c: AppContext, target: string): Response {
  if (c.req.header('hx-request') === 'true') {
    c.header('HX-Redirect', target);
    return c.body(null, 204);
  }
  return c.redirect(target, 303);
}

/** Anonymous: to the login page, a machine 401. Without the right: 403. */
export function can(permission: Permission): MiddlewareHandler<Env> {
  return mark(
    async function can(c, next) {
      const held = c.var.hold?.(c, false);
      if (held) return held;
      const { actor } = c.get('controlScope');
      if (c.get('services').can(actor, permission)) return next();
      if (actor.kind === 'anonymous' && c.var.machine) throw noProof();
      if (actor.kind === 'anonymous') return sendToLogin(c);
      throw new AppError('forbidden', forbiddenFor(actor));
    },
    { permission },
  );
}

/** For pages that lead staff to a login, and hence need none: open from where the studio lets its members come. */
export function doorAccess(): MiddlewareHandler<Env> {
  return mark(
    async function doorAccess(c, next) {
      return c.var.hold?.(c, true) ?? next();
    },
    { public: true },
  );
}

/** For other pages that need no login: a client's links, health. */
export function publicAccess(): MiddlewareHandler<Env> {
  return mark(
    async function publicAccess(_c, next) {
      return next();
    },
    { public: true },
  );
}

/**
 * For what is risky, after `can`: a login of some time ago proves itself once more, and then what was asked for is done.
 * @param what in words, for the page that asks
 * @param whom names the person whom it concerns
 */
export function freshProof(what: MessageKey, whom?: (c: AppContext) => Promise<string>): MiddlewareHandler<Env> {
  return Object.assign(
    async function freshProof(c, next) {
      const { askProof } = c.var;
      if (!askProof) throw new AppError('forbidden', 'platform.error.forbidden');
      return (await askProof(c, what, whom)) ?? next();
    } satisfies MiddlewareHandler<Env>,
    { [PROOF]: true },
  );
}

export function asksProof(handler: unknown): boolean {
  return (handler as { [PROOF]?: true })[PROOF] === true;
}
