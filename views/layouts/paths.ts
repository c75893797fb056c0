/** Where the shells lead; what belongs to a module is in its own paths.ts. */
export const HOME = '/';

/** Where the staff's pages hear what changes. */
export const livePath = (topics: readonly string[]): string => `/live?topics=${topics.join(',')}`;

/** The studio's own accent; `revision` changes whenever it may have changed. */
export const brandCss = (revision: number): string => `/brand.css?v=${revision}`;
