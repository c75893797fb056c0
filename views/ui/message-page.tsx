import type { PropsWithChildren } from '@kitajs/html';
import type { Ui } from '#platform/http/ui.ts';
import { Icon } from '#views/ui/icon.tsx';
import type { IconName } from '#views/ui/icons.ts';
import { present } from '#views/ui/present.ts';

interface Props {
  readonly ui: Ui;
  readonly icon: IconName;
  readonly title: string;
  readonly text: string;
  /** What support asks for. */
  readonly requestId?: string | undefined;
  /** Inside another page it is not the page's own heading. */
  readonly nested?: boolean | undefined;
}

/** A whole page that only says something: what happened, why, and (children) what to do. */
export function MessagePage({
  ui,
  icon,
  title,
  text,
  requestId,
  nested,
  children,
}: PropsWithChildren<Props>): JSX.Element {
  return (
    <div class="message">
      <Icon ui={ui} name={icon} />
      {nested ? <h2 safe>{title}</h2> : <h1 safe>{title}</h1>}
      <p class="quiet" safe>
        {text}
      </p>
      {present(children) && <div class="row wrap">{children}</div>}
      {requestId !== undefined && (
        <p class="faint small" safe>
          {ui.t('ui.error.reference', { id: requestId })}
        </p>
      )}
    </div>
  );
}
