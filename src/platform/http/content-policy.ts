/** The Content-Security-Policy of every page: one base, and what the cards of modules add for routes of theirs. */
import type { PolicyAdditions } from '#platform/contributions/contributions.ts';
import { patternFinder } from '#platform/http/patterns.ts';

const BASE = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'img-src': ["'self'", 'data:'],
  'font-src': ["'self'"],
  'connect-src': ["'self'"],
  'form-action': ["'self'"],
  'manifest-src': ["'self'"],
  'base-uri': ["'none'"],
  'frame-ancestors': ["'none'"],
} as const;

/** Hosts over TLS; scripts, which could do anything, only from hosts that are written out. */
const SOURCE = /^(https:\/\/(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)+(:\d+)?|blob:|data:|'self')$/;
const SCRIPT_SOURCE = /^https:\/\/[a-z0-9-]+(\.[a-z0-9-]+)+(:\d+)?$/;

/**
 * @param declared by route pattern
 * @returns the policy of a path
 * @throws when a pattern is declared twice, or a source would let in what the base keeps out everywhere
 */
export function policyFinder(declared: readonly (readonly [string, PolicyAdditions])[]): (path: string) => string {
  const base = compose({});
  const patterns = new Set<string>();
  for (const [pattern, additions] of declared) {
    if (patterns.has(pattern)) throw new Error(`csp of ${pattern} is declared twice`);
    patterns.add(pattern);
    assertHarmless(pattern, additions);
  }
  const find = patternFinder(declared.map(([pattern, additions]) => [pattern, compose(additions)]));
  return (path) => find(path) ?? base;
}

function compose(additions: PolicyAdditions): string {
  const directives = new Map<string, readonly string[]>(Object.entries(BASE));
  for (const [directive, sources] of Object.entries(additions)) {
    const kept = (directives.get(directive) ?? []).filter((source) => source !== "'none'");
    directives.set(directive, [...kept, ...sources]);
  }
  return [...directives].map(([directive, sources]) => `${directive} ${sources.join(' ')}`).join('; ');
}

function assertHarmless(pattern: string, additions: PolicyAdditions): void {
  for (const [directive, sources] of Object.entries(additions))
    for (const source of sources)
      if (!(directive === 'script-src' ? SCRIPT_SOURCE : SOURCE).test(source))
        throw new Error(`csp of ${pattern}: ${source} is no source for ${directive}`);
}
