import type { PropsWithChildren } from '@kitajs/html';

/** One component of the catalogue page, under its name. */
export function Sample({ name, children }: PropsWithChildren<{ readonly name: string }>): JSX.Element {
  return (
    <div class="sample stack-s">
      <h3 class="eyebrow" safe>
        {name}
      </h3>
      {children}
    </div>
  );
}
