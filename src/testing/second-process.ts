/** What another process of the same installation would be: a platform of its own, with connections and memory of its own. */
import { buildApp } from '#app.ts';
import type { BuiltApp } from '#platform/http/create-app.ts';
import { openPlatform, type Platform, type PlatformOptions } from '#platform/platform.ts';
import { ROOT } from '#testing/installation.ts';
import { createMemoryQueue } from '#testing/memory-queue.ts';
import type { TestStudio } from '#testing/studio.ts';
import { createVisitor, type Visitor } from '#testing/visit.ts';

export interface SecondProcess {
  readonly platform: Platform;
  readonly app: BuiltApp['app'];
  /** The same browser, sent there. */
  open(visitor: Visitor): Visitor;
  close(): Promise<void>;
}

export async function startSecondProcess(
  { installation, origin }: TestStudio,
  further: Partial<PlatformOptions> = {},
): Promise<SecondProcess> {
  const { platform: first, dataDir, writes } = installation;
  const carrier = { send: async () => {}, close: async () => {} };
  const platform = await openPlatform({ ...first.options, queue: createMemoryQueue(), carrier, ...further });
  const { publicUrl } = first.options;
  const config = { production: false, publicUrl, proxy: 'none', smtpUrl: 'smtp://regie.test', dataDir } as const;
  const { app } = await buildApp({ root: ROOT, config, platform });
  return {
    platform,
    app,
    open: (visitor) => createVisitor({ app, origin, actionsOf: writes.actionsOf }, visitor.cookies),
    close: platform.close,
  };
}
