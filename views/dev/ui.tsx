import type { Ui } from '#platform/http/ui.ts';
import { ActionSamples, FeedbackSamples } from '#views/dev/ui-actions.tsx';
import { DataSamples, SurfaceSamples } from '#views/dev/ui-data.tsx';
import { FieldSamples } from '#views/dev/ui-fields.tsx';
import { TokenSamples } from '#views/dev/ui-tokens.tsx';
import { Badge } from '#views/ui/badge.tsx';
import { PageHead } from '#views/ui/page-head.tsx';

const THEMES = [
  { theme: 'light', name: 'Clair' },
  { theme: 'dark', name: 'Sombre' },
] as const;

/** Every part of the design system in every state, both themes side by side. Development only. */
export function DevUi({ ui }: { readonly ui: Ui }): JSX.Element {
  return (
    <>
      <PageHead
        ui={ui}
        eyebrow="Régie"
        title="Système de design"
        lead="Chaque composant, dans chaque état, dans les deux thèmes. Un changement d’apparence se relit ici."
        chips={<Badge label="DEV" />}
      />
      <div class="themes" hx-disable>
        {THEMES.map(({ theme, name }) => (
          <section class="stack" data-theme={theme} aria-label={name}>
            <h2>{name}</h2>
            <TokenSamples ui={ui} />
            <ActionSamples ui={ui} scope={theme} />
            <FieldSamples ui={ui} scope={theme} />
            <FeedbackSamples ui={ui} />
            <DataSamples ui={ui} />
            <SurfaceSamples ui={ui} />
          </section>
        ))}
      </div>
    </>
  );
}
