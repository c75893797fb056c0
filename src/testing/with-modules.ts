/** The product with modules that a test invents, on the same databases: to see what the platform does with a card. */
import { buildApp } from '#app.ts';
import { modules } from '#modules.ts';
import { policyFinder } from '#platform/http/content-policy.ts';
import type { Module } from '#platform/module.ts';
import { ROOT } from '#testing/installation.ts';
import type { TestStudio } from '#testing/studio.ts';
import { createVisitor, type Visitor } from '#testing/visit.ts';

/** A browser for that product, signed in as the one given, or not at all. */
export async function withModules(
  { installation, origin }: TestStudio,
  invented: readonly Module[],
): Promise<(like?: Visitor) => Visitor> {
  const { platform, dataDir } = installation;
  const { publicUrl } = platform.options;
  const config = { production: false, publicUrl, proxy: 'none', smtpUrl: null, dataDir } as const;
  const all = [...modules, ...invented];
  const { app } = await buildApp({ root: ROOT, config, platform, modules: all });
  const policyFor = policyFinder(all.flatMap(({ csp }) => Object.entries(csp ?? {})));
  return (like) => createVisitor({ app, origin, policyFor }, new Map(like?.cookies));
}
