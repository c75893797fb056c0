export const TODAY = '/';
export const TALLY = '/tally';
