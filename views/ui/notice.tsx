import type { PropsWithChildren } from '@kitajs/html';

interface Props {
  readonly title: string;
  readonly tone?: 'ok' | 'warn' | 'bad' | 'info' | undefined;
  readonly text?: string | undefined;
  /** Read out at once and given the focus: the answer to what the reader just did. */
  readonly alert?: boolean | undefined;
  readonly id?: string | undefined;
}

/** Something to know before going on: a conflict, a limit, a consequence. Children say what can be done. */
export function Notice({ title, tone = 'info', text, alert, id, children }: PropsWithChildren<Props>): JSX.Element {
  return (
    <div
      class={`notice ${tone}`}
      id={id}
      role={alert ? 'alert' : undefined}
      tabindex={alert ? '-1' : undefined}
      attrs={alert ? { autofocus: true } : {}}
    >
      <h2 safe>{title}</h2>
      {text !== undefined && <p safe>{text}</p>}
      {children}
    </div>
  );
}
