import type { PropsWithChildren } from '@kitajs/html';

interface Props {
  readonly legend?: string | undefined;
  readonly help?: string | undefined;
}

/** A group of fields in a grid of twelve; with a legend it is a fieldset. */
export function Fields({ legend, help, children }: PropsWithChildren<Props>): JSX.Element {
  if (legend === undefined) return <div class="fields">{children}</div>;
  return (
    <fieldset class="fields">
      <legend safe>{legend}</legend>
      {help !== undefined && (
        <p class="help" safe>
          {help}
        </p>
      )}
      {children}
    </fieldset>
  );
}
