import type { Attrs } from '#views/ui/attr.ts';

interface Props {
  /** Its name in static/js/components. */
  readonly component: 'swatches';
  /** Parameters of the component: data-*. */
  readonly attrs?: Attrs | undefined;
}

/** A line that says what the fields of its form come to while they are filled in. It needs a script and keeps its place. */
export function FormOutput({ component, attrs }: Props): JSX.Element {
  return <output class="help" x-data={component} x-bind="formOutput" x-cloak attrs={attrs ?? {}}></output>;
}
