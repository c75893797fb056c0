export const TODAY = '/';
/** Leads to what the guide of a new studio asks for next. */
export const NEXT_STEP = '/next-step';
