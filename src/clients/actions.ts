/** What can be done in this module: the audit trail's and the subscribers' types. */
import type { ImportFact } from '#platform/imports/model.ts';

interface Named {
  readonly name: string;
}

declare module '#platform/scope.ts' {
  interface Actions {
    'clients.create': { subject: 'client'; details: Named };
    /** Either fields of the client itself (`changed`), or one of its contacts or members by name. */
    'clients.update': {
      subject: 'client';
      details: Named & { readonly changed?: readonly string[]; readonly contact?: string; readonly member?: string };
    };
    'clients.archive': { subject: 'client'; details: Named & { readonly archived: boolean } };
    /** Who may enter the portal for a client, and what they may do there. */
    'clients.grant-portal': { subject: 'client'; details: Named & { readonly person: string; readonly open: boolean } };
    /** What was written stays between the note and its readers. */
    'clients.note': { subject: 'client'; details: Named };
    'clients.import': { subject: 'client-import'; details: ImportFact };
  }
}
