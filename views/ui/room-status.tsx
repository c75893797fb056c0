import { attr } from '#views/ui/attr.ts';

export interface RoomStatusItem {
  readonly label: string;
  /** `live`: recording now; `next`: soon. */
  readonly state: 'live' | 'next' | 'free';
  readonly href?: string | undefined;
}

/** The status of the rooms: the fragment that GET /room-status answers. */
export function RoomStatusBar({ items }: { readonly items: readonly RoomStatusItem[] }): JSX.Element {
  return (
    <>
      {items.map(({ label, state, href }) =>
        href === undefined ? (
          <span class={`room-light ${state}`} safe>
            {label}
          </span>
        ) : (
          <a class={`room-light ${state}`} href={attr(href)} safe>
            {label}
          </a>
        ),
      )}
    </>
  );
}
