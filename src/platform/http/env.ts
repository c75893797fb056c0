import type { IncomingMessage } from 'node:http';
import type { Context } from 'hono';
import type { MachineRoutes } from '#platform/contributions/contributions.ts';
import type { FormBody } from '#platform/http/form-body.ts';
import type { AppServices } from '#platform/http/services.ts';
import type { Ui } from '#platform/http/ui.ts';
import type { MessageKey } from '#platform/i18n/translate.ts';
import type { Actor, ControlScope, Scope, Studio } from '#platform/scope.ts';
import type { HostResult } from '#platform/tenancy/hostname.ts';

/** What the middleware leaves for handlers. */
export interface Env {
  Bindings: {
    /** Set by the Node adapter; absent in `app.request()`. */
    readonly incoming?: IncomingMessage;
    /** Which host it is for, found before the app was chosen. */
    readonly requested?: HostResult;
    /** Set by a handler: carried out after this request, by the same browser, and answered in its place. */
    instead?: Request;
  };
  Variables: {
    /** What the app was built with. */
    services: AppServices;
    requestId: string;
    /** Address of the caller, from the socket or from the proxy that we trust. */
    address: string;
    /** At a studio's host only. */
    scope: Scope;
    /** The same scope once more, for an answer that goes on after its handler. The caller releases it. */
    reopen: () => Promise<{ readonly scope: Scope; release(): void }>;
    /** Who is asking now, for an answer that lasts: anonymous once the login has ended or the studio is closed. */
    recognize: () => Promise<Actor>;
    /** On every host. */
    controlScope: ControlScope;
    studio: Studio | null;
    /** Built when first asked for: see `uiOf`. */
    ui: Ui | undefined;
    /** Read when first asked for: see `readBody`. */
    formBody: Promise<FormBody> | undefined;
    /** Where anonymous visitors are sent. */
    loginPath: string;
    /** See `Authenticator`. */
    askProof: Authenticator['askProof'];
    hold: Authenticator['hold'];
    /** Set where the path belongs to a machine. */
    machine: MachineRoutes | undefined;
    /** The page's answer, to which nothing is to be added. */
    sealed: Response | undefined;
  };
}

export type AppContext = Context<Env>;

/** Finds out who is asking from the request's cookie; `scope` is still anonymous. */
export interface Authenticator {
  readonly loginPath: string;
  identify(c: AppContext, scope: Scope): Promise<Actor>;
  /**
   * Null where the login is still proof of who is asking; otherwise the way to prove it once more.
   * @param what is asked for
   * @param whom names the person whom it concerns
   */
  askProof?(c: AppContext, what: MessageKey, whom?: (c: AppContext) => Promise<string>): Promise<Response | null>;
  /**
   * What the studio asks of its members besides their rights, on every route that needs a login and, with `isDoor`, on those that lead to
   * one. Null where nothing stands in the way. @throws AppError forbidden
   */
  hold?(c: AppContext, isDoor: boolean): Response | null;
  /** As `identify` without the studio's database, anonymous where `hold` holds; only where logins are rows of the control database. */
  recognize?(c: AppContext, scope: StudioControlScope): Promise<Actor>;
}

/** The same on the main host, where a user has no role. */
export interface MainAuthenticator {
  readonly loginPath: string;
  identify(c: AppContext, scope: ControlScope): Promise<Actor>;
  askProof?: NonNullable<Authenticator['askProof']>;
}

export interface StudioControlScope extends ControlScope {
  readonly studio: Studio;
}
