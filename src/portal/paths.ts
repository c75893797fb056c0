export const PORTAL = '/portal';
export const portalLoginPath = '/portal/login';
export const portalSentPath = '/portal/login/sent';
export const portalLogoutPath = '/portal/logout';
export const portalMePath = '/portal/me';
/** Staff's, hence outside the portal. */
export const PORTAL_LOGINS = '/portal-logins';
export const portalRevocationPath = (id: string) => `${PORTAL_LOGINS}/${id}/revocation`;
/** @param next the page of the portal that was asked for */
export const portalEntryPath = (token: string, next = PORTAL) =>
  `/portal/entry/${token}${next === PORTAL ? '' : `?next=${encodeURIComponent(next)}`}`;
