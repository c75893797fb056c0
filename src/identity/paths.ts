export const LOGIN = '/login';
/** Asks for the second factor once the password was right. */
export const SECOND_FACTOR = '/login/second-factor';
/** For those who have lost the second factor, and the link that ends what they start there. */
export const RECOVERY = '/login/recovery';
export const cancellationPath = (token: string): string => `/recoveries/${token}`;
/** Takes the answer of a passkey, in place of password and second factor. */
export const PASSKEY_LOGIN = '/login/passkey';
export const PASSKEY_LOGIN_OPTIONS = '/login/passkey/options';
export const LOGOUT = '/logout';
export const PREFERENCES = '/preferences';
export const PASSWORD_RESETS = '/password-resets';
export const PASSWORD_RESET_SENT = '/password-resets/sent';
export const passwordResetPath = (token: string): string => `/password-resets/${token}`;
export const confirmationPath = (token: string): string => `/confirmations/${token}`;
export const welcomePath = (token: string): string => `/welcome/${token}`;

/** Where one can go from here without signing in again. */
export const HAND_OVERS = '/hand-overs';
/** On the way to another host. */
export const HAND_OVER = '/hand-overs/current';

/** Where one is after signing in. */
export const homeOf = (studio: unknown): string => (studio ? '/' : ME);

export const PROFILE = '/settings/profile';
export const PASSWORD = '/settings/password';
export const EMAIL = '/settings/email';
/** Asks for another link that confirms one's own address. */
export const CONFIRMATION = '/settings/confirmation';
export const LOGINS = '/settings/logins';
export const LOGIN_REVOCATIONS = '/settings/logins/revocation';
export const loginRevocationPath = (id: string): string => `/settings/logins/${id}/revocation`;
export const TWO_FACTOR = '/settings/two-factor';
export const TWO_FACTOR_REMOVAL = '/settings/two-factor/removal';
export const BACKUP_CODES = '/settings/two-factor/backup-codes';
export const deviceRevocationPath = (id: string): string => `/settings/two-factor/devices/${id}/revocation`;
export const PASSKEYS = '/settings/passkeys';
export const PASSKEY_OPTIONS = '/settings/passkeys/options';
export const passkeyPath = (id: string): string => `/settings/passkeys/${id}`;
export const passkeyRemovalPath = (id: string): string => `/settings/passkeys/${id}/removal`;
export const MEMBERS = '/settings/members';
export const DEPARTURE = '/settings/members/departure';
export const memberPath = (id: string): string => `/settings/members/${id}`;
export const memberRolePath = (id: string): string => `/settings/members/${id}/role`;
export const memberRemovalPath = (id: string): string => `/settings/members/${id}/removal`;
export const ROLES_AND_RIGHTS = '/settings/roles';
export const memberFactorRemovalPath = (id: string): string => `/settings/members/${id}/second-factor/removal`;
export const INVITATIONS = '/settings/members/invitations';
export const NEW_INVITATION = '/settings/members/invitations/new';
export const invitationResendingPath = (id: string): string => `/settings/members/invitations/${id}/resending`;
export const invitationRevocationPath = (id: string): string => `/settings/members/invitations/${id}/revocation`;
/** Where the link of the mail leads. */
export const invitationPath = (token: string): string => `/invitations/${token}`;
/** Asks once more who is there, before something risky. */
export const PROOF = '/proof';
export const PROOF_OPTIONS = '/proof/options';
export const proofPath = (waiting: { readonly form: string } | { readonly page: string }): string =>
  `${PROOF}?${new URLSearchParams(waiting)}`;
export const SECURITY = '/settings/security';
export const SECURITY_FACTOR = '/settings/security/second-factor';
export const SECURITY_LOGINS = '/settings/security/logins';
export const SECURITY_ADDRESSES = '/settings/security/addresses';
export const AUDIT = '/settings/audit';
export const auditOf = (subjectId: string): string => `${AUDIT}?subject=${subjectId}`;
export const AUDIT_RETENTION = '/settings/audit/retention';
export const AUDIT_CSV = '/settings/audit/export.csv';
export const AUDIT_JSONL = '/settings/audit/export.jsonl';

/** On the main host. */
export const ME = '/me';
export const NEW_STUDIO = '/me/studios/new';
export const OWN_STUDIOS = '/me/studios';
export const ownInvitationPath = (id: string): string => `/me/invitations/${id}/acceptance`;
export const SIGN_UP = '/sign-up';
export const FIND_STUDIO = '/studios';
export const progressPath = (studioId: string, key: string): string => `/sign-up/${studioId}/progress?key=${key}`;
export const progressEventsPath = (studioId: string, key: string): string => `/sign-up/${studioId}/events?key=${key}`;
export const progressEntryPath = (studioId: string, key: string): string => `/sign-up/${studioId}/entry?key=${key}`;
