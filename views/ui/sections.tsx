import type { Figure } from '#platform/contributions/contribution.ts';
import type { LoadedSection } from '#platform/contributions/load-sections.ts';
import type { Ui } from '#platform/http/ui.ts';
import type { MessageKey } from '#platform/i18n/translate.ts';
import { Card } from '#views/ui/card.tsx';
import { Notice } from '#views/ui/notice.tsx';

interface Props {
  readonly ui: Ui;
  readonly sections: readonly LoadedSection[];
}

/** Cards of other modules; one that could not be loaded says so in its place. */
export function SectionBodies({ ui, sections, place }: Props & { readonly place: 'main' | 'side' }): JSX.Element {
  return (
    <>
      {sections
        .filter(({ section }) => section.place === place)
        .map(
          ({ section, parts }) =>
            parts?.body ?? (parts === null ? <FailedSection ui={ui} title={section.title} /> : ''),
        )}
    </>
  );
}

export function FailedSection({ ui, title }: { readonly ui: Ui; readonly title: MessageKey }): JSX.Element {
  return (
    <Card title={ui.t(title)} pad>
      <Notice tone="bad" title={ui.t('ui.section.failed')} text={ui.t('ui.section.failed.text')} />
    </Card>
  );
}

export function SectionNotices({ sections }: Pick<Props, 'sections'>): JSX.Element {
  return <>{sections.map(({ parts }) => parts?.notice ?? '')}</>;
}

export function SectionActions({ sections }: Pick<Props, 'sections'>): JSX.Element {
  return <>{sections.map(({ parts }) => parts?.actions ?? '')}</>;
}

export function sectionFigures(sections: readonly LoadedSection[]): readonly Figure[] {
  return sections.flatMap(({ parts }) => parts?.figures ?? []);
}
