/** The steps of making a studio, as they happen: by events where there is a script, by reloading where there is none. */
import { Hono } from 'hono';
import { type SSEStreamingApi, streamSSE } from 'hono/streaming';
import { LOGIN, welcomePath } from '#identity/paths.ts';
import { findProgress, type Progress } from '#identity/sign-up/queries.ts';
import { isToken } from '#identity/tokens.ts';
import { parseId } from '#platform/db/ids.ts';
import { publicAccess } from '#platform/http/access.ts';
import type { AppContext, Env } from '#platform/http/env.ts';
import { notFound } from '#platform/http/errors.ts';
import { render, uiOf } from '#platform/http/render.ts';
import { log } from '#platform/telemetry/log.ts';
import { studioOrigin } from '#platform/tenancy/open-scope.ts';
import { PROVISIONING_STEPS } from '#platform/tenancy/provision.ts';
import { hostOf } from '#studios/slugs/service.ts';
import { ProgressSteps, SignUpProgress } from '#views/identity/sign-up/progress/index.tsx';

const LOOK_EVERY_MS = 200;
/** The browser asks again by itself; an open answer would hold up a restart. */
const LOOKS = 75;

export const progressRoutes = new Hono<Env>()
  .get('/:studioId/progress', publicAccess(), async (c) => {
    const page = await progressPage(c);
    return render(c, (ui) => ({
      title: ui.t('identity.progress.title'),
      layout: 'plain',
      styles: ['identity'],
      scripts: page.ready ? [] : ['vendor/htmx', 'vendor/sse'],
      body: SignUpProgress({ ui, ...page }),
    }));
  })
  .get('/:studioId/events', publicAccess(), async (c) => {
    const ui = uiOf(c);
    const first = await progressPage(c);
    const tell = async (stream: SSEStreamingApi) => {
      let shown = '';
      for (let look = 0, page = first; look < LOOKS && !stream.aborted; look += 1, page = await progressPage(c)) {
        const steps = String(await ProgressSteps({ ui, ...page }));
        if (steps !== shown) await stream.writeSSE({ event: 'progress', data: steps });
        if (page.ready) return stream.writeSSE({ event: 'closed', data: 'ready' });
        shown = steps;
        await stream.sleep(LOOK_EVERY_MS);
      }
    };
    return streamSSE(c, tell, async (error) => log.warn('identity.progress', { error }));
  })
  // Fetched by the script once everything is ready: it then leaves for the studio's own host.
  .get('/:studioId/entry', publicAccess(), async (c) => {
    const { entry } = await progressPage(c);
    if (c.req.header('hx-request') !== 'true') return c.redirect(entry, 303);
    c.header('HX-Redirect', entry);
    return c.body(null, 204);
  });

/** @throws AppError not-found without the token that signing up gave */
async function progressPage(c: AppContext) {
  const { control, now } = c.var.controlScope;
  const studioId = parseId<'studio'>(c.req.param('studioId'));
  const token = c.req.query('key');
  const progress = studioId && isToken(token) ? await findProgress(control, studioId, token, now) : null;
  if (!progress || !studioId || !token) throw notFound();
  const { name, ready } = progress;
  return { name, ready, steps: stepsOf(progress), studioId, token, entry: entryOf(c, progress, token) };
}

function stepsOf({ done, ready }: Progress) {
  const next = PROVISIONING_STEPS.find((step) => !done.includes(step));
  return PROVISIONING_STEPS.map((step) => ({
    step,
    state: ready || done.includes(step) ? ('done' as const) : step === next ? ('now' as const) : ('todo' as const),
  }));
}

/** By the token while it is good, else by the password. */
function entryOf(c: AppContext, { slug, open: opens }: Progress, token: string): string {
  const { publicUrl } = c.var.controlScope;
  const origin = studioOrigin(publicUrl, { host: hostOf(publicUrl, slug) });
  return origin + (opens ? welcomePath(token) : LOGIN);
}
