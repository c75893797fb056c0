/** Loads what other modules show on the page of one thing, side by side. */

import { attempt } from '#platform/contributions/attempt.ts';
import type { Section, SectionParts } from '#platform/contributions/contributions.ts';
import { partContext } from '#platform/contributions/part-context.ts';
import type { AppContext } from '#platform/http/env.ts';
import { uiOf } from '#platform/http/render.ts';
import type { SubjectKind } from '#platform/scope.ts';

/** A section with its parts, or null in their place where it could not be loaded. */
export interface LoadedSection {
  readonly section: Pick<Section, 'name' | 'title' | 'place'>;
  readonly parts: SectionParts | null;
}

/** In order of rank; what the reader may not see is not loaded. One that fails costs the page nothing but itself. */
export function loadSections(c: AppContext, kind: SubjectKind, id: string): Promise<readonly LoadedSection[]> {
  const ui = uiOf(c);
  const sections = c.var.services.contributions.sectionsOn(kind);
  return Promise.all(
    sections.filter(({ permission }) => ui.can(permission)).map((section) => loadSection(c, section, id)),
  );
}

async function loadSection(c: AppContext, section: Section, id: string): Promise<LoadedSection> {
  const parts = await attempt(c, section.name, async () =>
    section.view({ ui: uiOf(c), id, data: await section.load(c.var.scope, id, partContext(c)) }),
  );
  return { section, parts };
}
