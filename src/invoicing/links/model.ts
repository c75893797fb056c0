/** How long the link in a mail opens its invoice. Pure. */

export const LINK_DAYS = 180;
/** Once it is paid or cancelled: time enough to fetch the PDF for the accounts. */
export const SETTLED_DAYS = 60;
