/** What can be done in this module: the audit trail's and the subscribers' types. */

import type { Source } from '#platform/contributions/billables.ts';

type Empty = Readonly<Record<string, never>>;

interface Numbered {
  readonly number: string;
}

declare module '#platform/scope.ts' {
  interface Actions {
    'invoicing.create': { subject: 'invoice'; details: { readonly sources?: readonly Source[] } };
    /** What the lines say that were added, changed or removed. */
    'invoicing.update': {
      subject: 'invoice';
      details: Partial<Record<'added' | 'changed' | 'removed', readonly string[]>>;
    };
    'invoicing.delete': { subject: 'invoice'; details: Empty };
    'invoicing.restore': { subject: 'invoice'; details: Empty };
    /** Deleted more than a day ago, and erased now. */
    'invoicing.purge-draft': { subject: 'invoice'; details: Empty };
    'invoicing.issue': { subject: 'invoice'; details: Numbered };
    'invoicing.send': { subject: 'invoice'; details: Numbered & { readonly to: string } };
    'invoicing.remind': { subject: 'invoice'; details: Numbered & { readonly to: string } };
    'invoicing.withdraw-reminder': { subject: 'invoice'; details: Numbered & { readonly to: string } };
    /** The links in mails that showed it. */
    'invoicing.revoke-links': { subject: 'invoice'; details: Numbered & { readonly count: number } };
    'invoicing.credit': {
      subject: 'invoice';
      details: Numbered & { readonly creditNoteId: string; readonly creditNote: string; readonly reason: string };
    };
    'invoicing.mark-sent': { subject: 'invoice'; details: Numbered & { readonly mailId: string } };
    'invoicing.mark-failed': { subject: 'invoice'; details: Numbered & { readonly mailId: string } };
    'invoicing.mark-overdue': { subject: 'invoice'; details: Numbered };
  }
}
