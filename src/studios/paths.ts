export const SETTINGS = '/settings';
export const STUDIO_SETTINGS = '/settings/studio';
export const COMPANY_SETTINGS = '/settings/company';
export const BILLING_SETTINGS = '/settings/billing';
export const LOGO_SETTINGS = '/settings/logo';
export const LOGO_REMOVAL = '/settings/logo/removal';
/** @param key of the picture, so that another one has another address */
export const logoImagePath = (key: string): string => `/settings/logo/image?v=${key.slice(-16, -4)}`;
