/** `live` is for "recording now" and for nothing else. */
export type Tone = 'ok' | 'warn' | 'bad' | 'info' | 'live' | 'neutral';

interface Props {
  readonly label: string;
  readonly tone?: Tone | undefined;
}

/** A state, with its dot. */
export function StatusChip({ label, tone = 'neutral' }: Props): JSX.Element {
  return (
    <span class={tone === 'neutral' ? 'chip' : `chip ${tone}`} safe>
      {label}
    </span>
  );
}

/** A kind or a tag: no dot. */
export function Chip({ label, tone = 'neutral' }: Props): JSX.Element {
  return (
    <span class={tone === 'neutral' ? 'chip tag' : `chip tag ${tone}`} safe>
      {label}
    </span>
  );
}
