/** How many bytes a request may send: a form's worth, or what a module's card says of the route. */
import { bodyLimit } from 'hono/body-limit';
import type { AppContext } from '#platform/http/env.ts';
import { AppError } from '#platform/http/errors.ts';
import { patternFinder } from '#platform/http/patterns.ts';
import type { Module } from '#platform/module.ts';

const LARGEST_FORM = 1_000_000;

export function limitBodies(modules: readonly Module[]) {
  const limitFor = limitFinder(modules.flatMap((module) => Object.entries(module.uploads ?? {})));
  const onError = () => {
    throw new AppError('too-large', 'platform.error.tooLarge');
  };
  const limits = new Map<number, ReturnType<typeof bodyLimit>>();
  return (c: AppContext, next: () => Promise<void>) => {
    // Looking for a body makes the adapter build a whole Request, which costs a GET more than its route.
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next();
    const maxSize = limitFor(c.req.path);
    const limit = limits.get(maxSize) ?? bodyLimit({ maxSize, onError });
    limits.set(maxSize, limit);
    return limit(c, next);
  };
}

/** @param uploads route pattern and bytes */
export function limitFinder(uploads: readonly (readonly [string, number])[]): (path: string) => number {
  const find = patternFinder(uploads);
  return (path) => find(path) ?? LARGEST_FORM;
}
