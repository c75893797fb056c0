import type { Ui } from '#platform/http/ui.ts';

/** In every form that posts: the second post of one form is answered as the first was, and changes nothing. */
export function RequestKey({ ui }: { readonly ui: Ui }): JSX.Element {
  return <input type="hidden" name="requestKey" value={ui.requestKey()} />;
}
