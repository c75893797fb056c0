/** Initials of a name; decoration beside the name itself. */
export function Avatar({ name }: { readonly name: string }): JSX.Element {
  return (
    <span class="avatar" aria-hidden="true" safe>
      {initials(name)}
    </span>
  );
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : ''];
  return letters
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toLocaleUpperCase();
}

interface StudioBadgeProps {
  readonly name: string;
  /** Null for the product's own colour. */
  readonly hue: number | null;
}

/** Any studio's initials on its accent (tokens.css), on pages of another one: as attributes, since nothing may be styled inline. */
export function StudioBadge({ name, hue }: StudioBadgeProps): JSX.Element {
  const angle = hue ?? PRODUCT_HUE;
  return (
    <svg class="avatar" viewBox="0 0 28 28" aria-hidden="true">
      <rect width="28" height="28" fill={`oklch(0.8 0.15 ${angle})`} />
      <text x="14" y="18" text-anchor="middle" fill={`oklch(0.24 0.04 ${angle})`} safe>
        {initials(name)}
      </text>
    </svg>
  );
}

/** `--accent-h` in tokens.css. */
const PRODUCT_HUE = 72;
