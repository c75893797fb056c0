import { attr } from '#views/ui/attr.ts';

interface ProgressProps {
  readonly label: string;
  /** Null while it is not known how far it is. */
  readonly value: number | null;
  readonly max?: number | undefined;
  /** In words, shown: "120 of 1 000 rows". */
  readonly text?: string | undefined;
}

/** How far a long work is. */
export function Progress({ label, value, max = 100, text }: ProgressProps): JSX.Element {
  return (
    <div class="progress">
      <progress aria-label={attr(label)} max={max} value={value ?? undefined}></progress>
      {text !== undefined && (
        <span class="small quiet" safe>
          {text}
        </span>
      )}
    </div>
  );
}

interface MeterProps {
  readonly label: string;
  readonly value: number;
  readonly max?: number | undefined;
  /** '1' to '12': takes that room's colour. */
  readonly room?: string | undefined;
}

/** How much of something there is. */
export function Meter({ label, value, max = 100, room }: MeterProps): JSX.Element {
  return <meter aria-label={attr(label)} min={0} max={max} value={value} data-room={room}></meter>;
}
