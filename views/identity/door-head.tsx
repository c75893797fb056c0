interface Props {
  readonly title: string;
  readonly lead: string;
}

/** How a page outside of the studio begins: what it is for, and for whom. */
export function DoorHead({ title, lead }: Props): JSX.Element {
  return (
    <div class="stack-s">
      <h1 safe>{title}</h1>
      <p class="quiet" safe>
        {lead}
      </p>
    </div>
  );
}
