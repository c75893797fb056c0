import { attr } from '#views/ui/attr.ts';

export interface Lamp {
  readonly label: string;
  /** `live`: recording now; `next`: soon. */
  readonly state: 'live' | 'next' | 'free';
  readonly href?: string | undefined;
}

/** The lamps over the doors: the fragment that GET /tally answers. */
export function Tally({ lamps }: { readonly lamps: readonly Lamp[] }): JSX.Element {
  return (
    <>
      {lamps.map(({ label, state, href }) =>
        href === undefined ? (
          <span class={`lamp ${state}`} safe>
            {label}
          </span>
        ) : (
          <a class={`lamp ${state}`} href={attr(href)} safe>
            {label}
          </a>
        ),
      )}
    </>
  );
}
