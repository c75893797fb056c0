import type { ClientChoice } from '#clients/model.ts';
import { Options } from '#views/ui/combobox.tsx';

/** What a field that chooses a client offers; see views/ui/combobox.tsx. */
export function ClientOptions({ choices }: { readonly choices: readonly ClientChoice[] }): JSX.Element {
  return <Options options={choices.map(({ id, name, hint }) => ({ value: id, label: name, hint }))} />;
}
