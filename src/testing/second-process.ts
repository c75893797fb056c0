/** Another process on the same databases, as a second machine would run it. */
import { buildApp } from '#app.ts';
import type { BuiltApp } from '#platform/http/create-app.ts';
import { openPlatform, type Platform, type PlatformOptions } from '#platform/platform.ts';
import { ROOT, type TestInstallation } from '#testing/installation.ts';
import { createMemoryQueue } from '#testing/memory-queue.ts';

export interface SecondProcess {
  readonly platform: Platform;
  readonly app: BuiltApp['app'];
}

/** The caller closes its platform. */
export async function secondProcess(
  { platform: { options }, dataDir }: TestInstallation,
  further: Partial<PlatformOptions> = {},
): Promise<SecondProcess> {
  const carrier = { send: async () => {}, close: async () => {} };
  const platform = await openPlatform({ ...options, queue: createMemoryQueue(), carrier, ...further });
  const { publicUrl } = options;
  const config = { production: false, publicUrl, proxy: 'none', smtpUrl: null, dataDir } as const;
  const { app } = await buildApp({ root: ROOT, config, platform });
  return { platform, app };
}
