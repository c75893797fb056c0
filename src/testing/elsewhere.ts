/** The product behind a proxy that says where its visitors come from. */

import { buildApp } from '#app.ts';
import { catalogs } from '#platform/i18n/catalogs.ts';
import { ROOT } from '#testing/installation.ts';
import type { TestStudio } from '#testing/studio.ts';
import { createVisitor, type Visitor } from '#testing/visit.ts';

/** @returns a browser at an address, with the cookies of another where one is given */
export async function behindProxy({ installation: { platform, dataDir, writes } }: TestStudio) {
  const { publicUrl } = platform.options;
  const config = { production: false, publicUrl, proxy: 'forwarded', smtpUrl: null, dataDir } as const;
  const { app } = await buildApp({ root: ROOT, config, platform, catalogs });
  return (address: string, origin: string, cookies?: Map<string, string>): Visitor => {
    const calls = createVisitor({ app, origin, actionsOf: writes.actionsOf }, cookies);
    const from = (given: Readonly<Record<string, string>> = {}) => ({ 'x-forwarded-for': address, ...given });
    const visitor: Visitor = {
      ...calls,
      get: (path, { headers } = {}) => calls.get(path, { headers: from(headers) }),
      post: (path, fields, options = {}) => calls.post(path, fields, { ...options, headers: from(options.headers) }),
      request: (path, init) =>
        calls.request(path, { ...init, headers: from(init.headers as Readonly<Record<string, string>>) }),
      follow: (page) => visitor.get(page.location ?? ''),
    };
    return visitor;
  };
}
