/** What can be done in this module: the audit trail's and the subscribers' types. */
import type { Permission, Role } from '#platform/scope.ts';

interface Named {
  readonly name: string;
}

declare module '#platform/scope.ts' {
  interface Actions {
    /** With a studio of one's own. */
    'identity.sign-up': { subject: 'user'; details: Named };
    /** By what, besides the password or in its place. */
    'identity.login': {
      subject: 'user';
      details: Named & { readonly by?: 'code' | 'backup' | 'device' | 'ticket' | 'passkey' };
    };
    /** The password was right, and the second factor is asked for. */
    'identity.half-login': { subject: 'user'; details: Named };
    'identity.logout': { subject: 'user'; details: Named };
    /** A link was asked for, for an address that may be anybody's; `fields` once a new password is chosen. */
    'identity.reset': { subject: 'user' | null; details: Partial<Named> & { readonly fields?: readonly ['password'] } };
    /** A link was asked for that proves an address; or used. */
    'identity.confirm': { subject: 'user'; details: Named & { readonly step: 'asked' | 'done' } };
    'identity.profile': { subject: 'user'; details: Named & { readonly fields: readonly string[] } };
    'identity.second-factor': {
      subject: 'user';
      details: Named & { readonly step: 'added' | 'removed' | 'renewed' | 'forgotten' };
    };
    /** Once more, before something risky. */
    'identity.prove': {
      subject: 'user';
      details: Named & { readonly by: 'password' | 'code' | 'backup' | 'passkey' };
    };
    'identity.refuse-proof': { subject: 'user'; details: Named };
    /** The second factor is said to be lost; that wait was ended, or it is over and the factor is off. */
    'identity.recover': { subject: 'user'; details: Named & { readonly step: 'asked' | 'cancelled' | 'done' } };
    /** By an owner, for another. */
    'identity.lift-factor': { subject: 'user'; details: Named };
    /** A signed-in user asked for a ticket to another host. */
    'identity.hand-over': { subject: 'user'; details: Named };
    'identity.passkey': {
      subject: 'user';
      details: Named & { readonly step: 'added' | 'renamed' | 'removed'; readonly passkey: string };
    };
    /** How members come in. */
    'identity.set-policy': { subject: 'studio'; details: { readonly policy: 'factor' | 'logins' | 'addresses' } };
    /** From elsewhere than the studio lets its members come; with whose login, if with any. */
    'identity.refuse-address': { subject: 'user' | null; details: Partial<Named> };
    /** How many logins ended. */
    'identity.revoke': { subject: 'user'; details: Named & { readonly count: number } };
    /** A wrong password or passkey; without a subject for an address or a passkey that is not known here. */
    'identity.refuse-login': { subject: 'user' | null; details: Partial<Named> & { readonly by?: 'passkey' } };
    /** Something was asked for that the role does not allow. */
    'identity.deny': { subject: null; details: { readonly permission: Permission } };
    /** There were too many tries; `route` as it is registered, `/login`. */
    'identity.limit': { subject: null; details: { readonly route: string } };
    /** A list was taken along, or the log was read. */
    'identity.view': { subject: null; details: { readonly permission: Permission } };
    /** How long the log is kept, in years; null: without limit. */
    'identity.keep-audit': { subject: null; details: { readonly from: number | null; readonly years: number | null } };
    /** Rows older than that were removed: how many, and up to which day. */
    'identity.cut-audit': { subject: null; details: { readonly count: number; readonly until: string } };
    'identity.members': { subject: 'user'; details: Named & { readonly role: Role } };
    'identity.change-role': { subject: 'user'; details: Named & { readonly from: Role; readonly role: Role } };
    'identity.remove': { subject: 'user'; details: Named & { readonly role: Role } };
    /** An invitation's name is its address. */
    'identity.invite': { subject: null; details: Named & { readonly role: Role } };
    'identity.invite-again': { subject: null; details: Named & { readonly role: Role } };
    'identity.withdraw': { subject: null; details: Named & { readonly role: Role } };
    /** By an invitation. */
    'identity.join': { subject: 'user'; details: Named & { readonly role: Role } };
    'identity.depart': { subject: 'user'; details: Named & { readonly role: Role } };
  }
}
