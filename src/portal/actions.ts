/** What can be done in this module: the audit trail's and the subscribers' types. */

type Empty = Readonly<Record<string, never>>;

declare module '#platform/scope.ts' {
  interface Actions {
    /** A link was asked for, for an address that may be no client's; or a link was used to enter. */
    'portal.login': { subject: 'client' | null; details: { readonly step: 'asked' | 'unknown' | 'entered' } };
    'portal.logout': { subject: 'client'; details: Empty };
    /** The studio ended one of a client's logins. */
    'portal.revoke': { subject: 'client'; details: Empty };
  }
}

export {};
