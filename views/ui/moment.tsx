import type { Ui } from '#platform/http/ui.ts';

interface Props {
  readonly ui: Ui;
  readonly at: Date;
  readonly as?: 'dateTime' | 'date' | 'time' | 'relative' | undefined;
}

/** A point in time for people and for machines. */
export function Moment({ ui, at, as = 'dateTime' }: Props): JSX.Element {
  return (
    <time datetime={at.toISOString()} safe>
      {inWords(ui, at, as)}
    </time>
  );
}

function inWords(ui: Ui, at: Date, as: NonNullable<Props['as']>): string {
  if (as === 'relative') return ui.format.relative(at, ui.now);
  if (as === 'date') return ui.format.date(at, 'medium');
  return as === 'time' ? ui.format.time(at) : ui.format.dateTime(at);
}
