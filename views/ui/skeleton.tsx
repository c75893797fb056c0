import type { Ui } from '#platform/http/ui.ts';

/** The place of lines that are still on their way. */
export function Skeleton({ ui, lines = 3 }: { readonly ui: Ui; readonly lines?: number | undefined }): JSX.Element {
  return (
    <div class="skeleton" role="status" aria-label={ui.t('ui.loading')}>
      {Array.from({ length: lines }, () => (
        <span></span>
      ))}
    </div>
  );
}
