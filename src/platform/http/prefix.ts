/** Whether a path is the prefix itself or below it: `/portal` has `/portal/me`, not `/portals`. */
export function isBelow(prefix: string, path: string): boolean {
  return prefix === '/' || path === prefix || path.startsWith(`${prefix}/`);
}
