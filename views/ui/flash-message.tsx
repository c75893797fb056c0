import type { Flash, Ui } from '#platform/http/ui.ts';
import { Button } from '#views/ui/button.tsx';
import { ButtonLink } from '#views/ui/button-link.tsx';
import { Form } from '#views/ui/form.tsx';
import { Icon } from '#views/ui/icon.tsx';

const ICON = { ok: 'check', bad: 'alert', info: 'info' } as const;

interface Props {
  readonly ui: Ui;
  readonly flash: Flash | null;
  /** Address of the guide's next step, where there is one. */
  readonly next?: string | undefined;
}

/** What just happened, on top of the page that a form led to. */
export function FlashMessage({ ui, flash, next }: Props): JSX.Element {
  if (flash === null) return '';
  return (
    <div class={`flash ${flash.tone}`} role={flash.tone === 'bad' ? 'alert' : 'status'}>
      <Icon ui={ui} name={ICON[flash.tone]} />
      <p safe>{flash.text}</p>
      {flash.undo !== undefined && (
        <Form ui={ui} action={flash.undo.action} inline>
          <Button ui={ui} label={flash.undo.label} icon="undo" small />
        </Form>
      )}
      {next !== undefined && <ButtonLink ui={ui} label={ui.t('ui.flash.next')} href={next} icon="right" small />}
    </div>
  );
}

/** Where scripts show what happened without a new page; empty until then. */
export function ToastRegion({ ui }: { readonly ui: Ui }): JSX.Element {
  return (
    <div
      id="toasts"
      class="toasts"
      role="status"
      aria-live="polite"
      data-failed={ui.t('ui.toast.failed')}
      data-offline={ui.t('ui.toast.offline')}
      data-close={ui.t('ui.close')}
    ></div>
  );
}
