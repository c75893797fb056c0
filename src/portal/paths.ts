export const PORTAL = '/portal';
export const portalLoginPath = '/portal/login';
export const portalSentPath = '/portal/login/sent';
export const portalCodePath = '/portal/login/code';
export const portalLogoutPath = '/portal/logout';
export const portalMePath = '/portal/me';
export const portalAccessPath = '/portal/access';
export const portalEndingPath = (id: string) => `${portalAccessPath}/${id}/revocation`;
export const portalEndingOthersPath = `${portalAccessPath}/revocation`;
/** Where a person of several clients says for which. */
export const portalClientsPath = '/portal/clients';
/** Staff's, hence outside the portal. */
export const PORTAL_LOGINS = '/portal-logins';
export const portalRevocationPath = (id: string) => `${PORTAL_LOGINS}/${id}/revocation`;
export const PORTAL_PEOPLE = '/portal-people';
export const portalPersonPath = (id: string) => `${PORTAL_PEOPLE}/${id}`;
export const portalInvitationPath = (id: string) => `${PORTAL_PEOPLE}/${id}/invitation`;

/** @param next the page of the portal that was asked for */
export const withNext = (path: string, next: string) =>
  next === PORTAL ? path : `${path}?next=${encodeURIComponent(next)}`;
export const portalEntryPath = (token: string, next = PORTAL) => withNext(`/portal/entry/${token}`, next);
