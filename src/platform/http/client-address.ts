import type { AppContext } from '#platform/http/env.ts';

/** Who is calling. What a header says counts only where our own proxy has written it. */
export function clientAddress(c: AppContext, proxy: 'none' | 'fly' | 'forwarded'): string {
  const socket = c.env?.incoming?.socket.remoteAddress ?? '127.0.0.1';
  if (proxy === 'fly') return c.req.header('fly-client-ip') ?? socket;
  // The last entry is the one that the nearest proxy added; those before it are hearsay.
  if (proxy === 'forwarded') return c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() || socket;
  return socket;
}
