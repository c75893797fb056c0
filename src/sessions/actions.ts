/** What can be done in this module: the audit trail's and the subscribers' types. */

interface Titled {
  /** None where client and kind name the session. */
  readonly title?: string;
}

/** ISO 8601. */
interface Instants {
  readonly startsAt: string;
  readonly endsAt: string;
}

interface Decided extends Titled {
  readonly reason?: string;
}

declare module '#platform/scope.ts' {
  interface Actions {
    'sessions.create': { subject: 'session'; details: Titled & { readonly room: string } & Instants };
    'sessions.update': { subject: 'session'; details: Titled };
    'sessions.move': {
      subject: 'session';
      details: Titled & {
        readonly room: string;
        readonly from: Instants & { readonly room: string };
        readonly to: Instants;
      };
    };
    'sessions.confirm': { subject: 'session'; details: Decided };
    'sessions.start': { subject: 'session'; details: Decided };
    'sessions.complete': { subject: 'session'; details: Decided };
    'sessions.no-show': { subject: 'session'; details: Decided };
    'sessions.cancel': { subject: 'session'; details: Decided };
    'sessions.reinstate': { subject: 'session'; details: Decided };
  }
}

export {};
