export const PORTAL = '/portal';
export const portalLoginPath = '/portal/login';
export const portalSentPath = '/portal/login/sent';
export const portalLogoutPath = '/portal/logout';
export const portalMePath = '/portal/me';
export const portalEntryPath = (token: string) => `/portal/entry/${token}`;
