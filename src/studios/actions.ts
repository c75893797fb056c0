/** What can be done in this module: the audit trail's and the subscribers' types. */

type Empty = Readonly<Record<string, never>>;

declare module '#platform/scope.ts' {
  interface Actions {
    'studios.create': { subject: 'studio'; details: Empty };
    /** Names of the fields. */
    'studios.update': { subject: 'studio'; details: { readonly fields: readonly string[] } };
    'studios.update-billing': { subject: 'studio'; details: { readonly fields: readonly string[] } };
  }
}

export {};
