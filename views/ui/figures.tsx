import type { Tone } from '#views/ui/chip.tsx';

export interface Figure {
  readonly label: string;
  readonly value: string;
  readonly note?: string | undefined;
  readonly tone?: Extract<Tone, 'ok' | 'warn' | 'bad'> | undefined;
}

/** The two to four numbers that matter on a page. */
export function Figures({ items }: { readonly items: readonly Figure[] }): JSX.Element {
  return (
    <dl class="figures">
      {items.map(({ label, value, note, tone }) => (
        <div>
          <dt safe>{label}</dt>
          <dd>
            <span class={tone} safe>
              {value}
            </span>
            {note !== undefined && <small safe>{note}</small>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
