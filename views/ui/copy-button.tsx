import type { Ui } from '#platform/http/ui.ts';
import { attr } from '#views/ui/attr.ts';
import { Button } from '#views/ui/button.tsx';

interface Props {
  readonly ui: Ui;
  /** What goes to the clipboard; it must also be readable on the page. */
  readonly text: string;
  readonly label?: string | undefined;
}

/** Needs a script, so it is hidden until there is one. */
export function CopyButton({ ui, text, label }: Props): JSX.Element {
  return (
    <Button
      ui={ui}
      type="button"
      variant="plain"
      icon="copy"
      iconOnly
      small
      label={label ?? ui.t('ui.copy')}
      attrs={{ 'data-copy': attr(text), 'data-done': ui.t('ui.copied'), hidden: true }}
    />
  );
}
