import type { AppContext } from '#platform/http/env.ts';
import { log } from '#platform/telemetry/log.ts';

/** What `work` makes of a part of a page, or null where it fails: the log says why, and the page goes on without that part. */
export async function attempt<T>(c: AppContext, section: string, work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    log.error('platform.section', { request: c.var.requestId, studio: c.var.studio?.slug, section, error });
    return null;
  }
}
