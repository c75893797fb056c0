import type { PropsWithChildren } from '@kitajs/html';
import { attr } from '#views/ui/attr.ts';
import { StatusChip, type Tone } from '#views/ui/chip.tsx';
import { Meter } from '#views/ui/progress.tsx';

/** Rooms and what they do now; children are RoomLines. */
export function RoomList({ children }: PropsWithChildren): JSX.Element {
  return <ol class="rooms">{children}</ol>;
}

interface Props {
  readonly name: string;
  /** '1' to '12'. */
  readonly color: string;
  readonly state: { readonly label: string; readonly tone?: Tone | undefined };
  readonly title: string;
  /** Without it the title is a quiet remark: "nothing before tomorrow". */
  readonly href?: string | undefined;
  readonly detail?: string | undefined;
  /** How much of it is over, 0 to 100, and what that is called. */
  readonly over?: { readonly label: string; readonly percent: number } | undefined;
  /** Under all that: what follows. */
  readonly after?: string | undefined;
  /** Before the buttons: "4 h 18 left". */
  readonly note?: string | undefined;
}

/** One room: its state, what is on, and at the end (children) what to do. */
export function RoomLine(props: PropsWithChildren<Props>): JSX.Element {
  const { name, color, state, note, children } = props;
  return (
    <li data-room={color}>
      <div>
        <strong safe>{name}</strong>
        <StatusChip label={state.label} tone={state.tone} />
      </div>
      <RoomDetails {...props} />
      <div class="row">
        {note !== undefined && (
          <span class="small quiet" safe>
            {note}
          </span>
        )}
        {children}
      </div>
    </li>
  );
}

function RoomDetails({ title, href, detail, over, after }: Props): JSX.Element {
  return (
    <div>
      {href === undefined ? (
        <span class="quiet" safe>
          {title}
        </span>
      ) : (
        <a class="what" href={attr(href)} safe>
          {title}
        </a>
      )}
      {detail !== undefined && (
        <span class="quiet small" safe>
          {detail}
        </span>
      )}
      {over !== undefined && <Meter label={over.label} value={over.percent} />}
      {after !== undefined && (
        <span class="faint small" safe>
          {after}
        </span>
      )}
    </div>
  );
}
