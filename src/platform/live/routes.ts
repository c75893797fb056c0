/** `GET /live?topics=calendar,today`: server-sent events that name what changed, for the staff's pages. */
import { Hono } from 'hono';
import { can } from '#platform/http/access.ts';
import type { AppContext, Env } from '#platform/http/env.ts';
import { AppError } from '#platform/http/errors.ts';
import type { Live } from '#platform/live/live.ts';
import type { Actor, Topic } from '#platform/scope.ts';

type UserActor = Extract<Actor, { kind: 'user' }>;

/** `close`: when the stream ends, the connection goes with it, and a process that stops does not wait for it. */
const HEADERS = {
  'Content-Type': 'text/event-stream; charset=utf-8',
  'Cache-Control': 'no-store',
  'X-Accel-Buffering': 'no',
  Connection: 'close',
};

const forbidden = () => new AppError('forbidden', 'platform.error.forbidden');

export function liveRoutes(live: Live): Hono<Env> {
  return new Hono<Env>().get('/', can('live.read'), (c) => {
    const { scope, recognize } = c.var;
    const { actor, studio } = scope;
    const topics = c.var.services.contributions.topics.parse(c.req.query('topics'));
    if (!topics) throw new AppError('invalid', 'platform.error.invalid');
    if (actor.kind !== 'user' || !mayFollow(c, actor, topics)) throw forbidden();
    if (c.req.method === 'HEAD') return c.body(null, 200, HEADERS);
    const { id: userId, loginId }: UserActor = actor;
    const body = live.open({
      ...{ studioId: studio.id, userId, loginId, topics, ageMs: readAge(c.req.query('age')) },
      async mayStill() {
        const now = await recognize();
        return now.kind === 'user' && now.loginId === loginId && mayFollow(c, now, topics);
      },
      drop: () => c.env.incoming?.socket.destroy(),
    });
    return c.body(body, 200, HEADERS);
  });
}

function mayFollow(c: AppContext, actor: Actor, topics: readonly Topic[]): boolean {
  const { can, contributions } = c.var.services;
  const granted = new Set(contributions.topics.grantedTo((permission) => can(actor, permission)));
  return topics.every((topic) => granted.has(topic));
}

function readAge(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,12}$/.test(text) ? Number(text) : null;
}
