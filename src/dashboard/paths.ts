export const TODAY = '/';
