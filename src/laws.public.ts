/** The routes that need nobody to be known. Each is here because the person cannot have signed in yet, or a machine asks. */
export const PUBLIC_ROUTES: readonly string[] = [];

/** The development pages are not there in production. */
export function isTableOfPublicRoute(path: string): boolean {
  return path.startsWith('/dev/');
}
