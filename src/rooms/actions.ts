/** What can be done in this module: the audit trail's and the subscribers' types. */

interface Named {
  readonly name: string;
}

/** The reason of a withdrawal. */
interface Activated {
  readonly given: boolean;
  readonly reason?: string;
}

declare module '#platform/scope.ts' {
  interface Actions {
    'rooms.create': { subject: 'room'; details: Named };
    'rooms.update': { subject: 'room'; details: Named };
    /** Rates and VAT. */
    'rooms.price': { subject: 'room'; details: Named };
    'rooms.archive': { subject: 'room'; details: { readonly archived: boolean } };
    'rooms.activate-technical': { subject: 'room'; details: Activated };
    'rooms.activate-commercial': { subject: 'room'; details: Activated };
  }
}

export {};
