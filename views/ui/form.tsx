import type { PropsWithChildren } from '@kitajs/html';
import type { Ui } from '#platform/http/ui.ts';
import { type Attrs, attr } from '#views/ui/attr.ts';
import { ErrorSummary } from '#views/ui/error-summary.tsx';
import type { FormState } from '#views/ui/form-state.ts';
import { RequestKey } from '#views/ui/request-key.tsx';

interface Props {
  readonly ui: Ui;
  readonly action: string;
  /** Default post. Cross-site requests are refused by their headers; no token is needed. */
  readonly method?: 'get' | 'post' | undefined;
  /** Shows its errors on top when given. */
  readonly form?: FormState | undefined;
  readonly scope?: string | undefined;
  readonly id?: string | undefined;
  /** For files. */
  readonly multipart?: boolean | undefined;
  /** One line: fields and button side by side. */
  readonly inline?: boolean | undefined;
  readonly attrs?: Attrs | undefined;
}

/** The browser's own checks are off: ours are in the reader's language and lose nothing that was typed. */
export function Form(props: PropsWithChildren<Props>): JSX.Element {
  const { ui, action, method = 'post', form, scope, id, multipart, inline, attrs, children } = props;
  return (
    <form
      class={inline ? 'form inline' : 'form'}
      id={id}
      action={attr(action)}
      method={method}
      enctype={multipart ? 'multipart/form-data' : undefined}
      novalidate
      attrs={attrs ?? {}}
    >
      {method === 'post' && <RequestKey ui={ui} />}
      {form !== undefined && (
        <ErrorSummary ui={ui} form={form} scope={scope} safeFields={[children].flat(3).join('')} />
      )}
      {children}
    </form>
  );
}

/** The row of buttons that ends a form. */
export function FormActions({ children }: PropsWithChildren): JSX.Element {
  return <div class="actions">{children}</div>;
}
