import type { PropsWithChildren } from '@kitajs/html';
import type { Ui } from '#platform/http/ui.ts';
import { Icon } from '#views/ui/icon.tsx';
import type { IconName } from '#views/ui/icons.ts';
import { present } from '#views/ui/present.ts';

interface Props {
  readonly ui: Ui;
  readonly title: string;
  readonly text?: string | undefined;
  readonly icon?: IconName | undefined;
}

/** Nothing here yet: says what would be, and (children) what to do next. */
export function Empty({ ui, title, text, icon, children }: PropsWithChildren<Props>): JSX.Element {
  return (
    <div class="empty">
      {icon !== undefined && <Icon ui={ui} name={icon} />}
      <p class="title" safe>
        {title}
      </p>
      {text !== undefined && (
        <p class="quiet" safe>
          {text}
        </p>
      )}
      {present(children) && <div class="row wrap">{children}</div>}
    </div>
  );
}
