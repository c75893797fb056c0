/** Where the shells' own links and forms lead. */
export const HOME = '/';
export const LOGOUT = '/logout';
export const LOGINS = '/settings/logins';
export const SEARCH = '/search';
export const PALETTE = '/search/palette';
export const ROOM_STATUS = '/room-status';
export const NEW_SESSION = '/sessions/new';
/** POST theme=system|light|dark or locale, returnTo */
export const PREFERENCES = '/preferences';

export const PORTAL = '/portal';
export const PORTAL_LOGOUT = '/portal/logout';

/** The studio's own accent; `revision` changes whenever it may have changed. */
export const brandCss = (revision: number): string => `/brand.css?v=${revision}`;
