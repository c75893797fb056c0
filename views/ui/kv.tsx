import type { PropsWithChildren } from '@kitajs/html';
import { present } from '#views/ui/present.ts';

/** Facts, each with its name; children are KvRows. */
export function Kv({ children }: PropsWithChildren): JSX.Element {
  return <dl class="kv">{children}</dl>;
}

interface RowProps {
  readonly label: string;
  /** Plain text; anything richer comes as children. A row with neither is left out. */
  readonly value?: string | null | undefined;
}

export function KvRow({ label, value, children }: PropsWithChildren<RowProps>): JSX.Element {
  if (!present(children) && (value ?? '') === '') return '';
  return (
    <div>
      <dt safe>{label}</dt>
      {present(children) ? <dd>{children}</dd> : <dd safe>{value ?? ''}</dd>}
    </div>
  );
}
