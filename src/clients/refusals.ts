/** What only the database can know of a client: constraints as in the migrations, and what their violation means. */
import type { Violations } from '#platform/refusal.ts';

export const CLIENT_VIOLATIONS: Violations = {
  clients_portal_email: { kind: 'invalid', field: 'email', messageKey: 'clients.error.portalEmailTaken' },
  company_members_company: { kind: 'invalid', field: 'kind', messageKey: 'clients.error.hasMembers' },
  company_members_person: { kind: 'invalid', field: 'kind', messageKey: 'clients.error.isMember' },
};

export const MEMBER_VIOLATIONS: Violations = {
  company_members_once: { kind: 'invalid', field: 'memberId', messageKey: 'clients.error.memberTwice' },
};
