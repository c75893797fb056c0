/** What can be done in this module: the audit trail's and the subscribers' types. */

/** Whom of the client it concerns. */
interface OfPerson {
  readonly person: string;
}

declare module '#platform/scope.ts' {
  interface Actions {
    /** A link was asked for, for an address that may be no client's; it or its code was used to enter; or a code was wrong. */
    'portal.login': {
      subject: 'client' | null;
      details: Partial<OfPerson> & { readonly step: 'asked' | 'unknown' | 'entered' | 'refused' };
    };
    'portal.logout': { subject: 'client'; details: OfPerson };
    /** A person of two clients goes on as the person of the other one. */
    'portal.switch': { subject: 'client'; details: OfPerson };
    /** A person ended own logins. */
    'portal.end-logins': { subject: 'client'; details: OfPerson & { readonly count: number } };
    /** The studio ended one of a client's logins. */
    'portal.revoke': { subject: 'client'; details: Partial<OfPerson> };
    /** The studio sent a person a link. */
    'portal.invite': { subject: 'client'; details: OfPerson };
  }
}

export {};
