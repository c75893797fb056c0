import type { Context } from 'hono';
import type { Layout } from '#platform/http/layout.ts';
import type { Actor, ControlScope, Scope, Studio } from '#platform/scope.ts';

/** What the middleware leaves for handlers: `c.var.scope`, `c.var.requestId`. */
export interface Env {
  Bindings: {
    /** Set by the Node adapter; absent in `app.request()`. */
    readonly incoming?: import('node:http').IncomingMessage;
  };
  Variables: {
    requestId: string;
    /** At a studio's host; on the main host reading it throws. */
    scope: Scope;
    /** On every host. */
    controlScope: ControlScope;
    studio: Studio | null;
    layout: Layout;
  };
}

/** Finds out who is asking from the request's cookie; reads the database at most once. */
export type Authenticate = (c: Context<Env>, studio: Studio, open: (actor: Actor) => Scope) => Promise<Actor>;
