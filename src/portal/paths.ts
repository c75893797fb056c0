export const PORTAL = '/portal';
export const portalLoginPath = '/portal/login';
export const portalSentPath = '/portal/login/sent';
export const portalLogoutPath = '/portal/logout';
export const portalMePath = '/portal/me';
/** Staff's, hence outside the portal. */
export const PORTAL_LOGINS = '/portal-logins';
export const portalRevocationPath = (id: string) => `${PORTAL_LOGINS}/${id}/revocation`;
export const portalEntryPath = (token: string) => `/portal/entry/${token}`;
