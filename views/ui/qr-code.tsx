import { attr } from '#views/ui/attr.ts';
import { qrMatrix } from '#views/ui/qr-matrix.ts';

/** Quiet zone of the standard, in modules. */
const MARGIN = 4;

/** Dark on white in both themes: cameras need it so. */
export function QrCode({ payload, label }: { readonly payload: string; readonly label: string }): JSX.Element {
  const rows = qrMatrix(payload);
  const size = rows.length + 2 * MARGIN;
  return (
    <svg viewBox={`0 0 ${size} ${size}`} role="img" aria-label={attr(label)}>
      <rect width={size} height={size} fill="#fff" />
      <path d={pathOf(rows)} fill="#000" shape-rendering="crispEdges" />
    </svg>
  );
}

/** Each run of dark modules as one bar. */
function pathOf(rows: readonly (readonly boolean[])[]): string {
  const bars = rows.flatMap((row, y) => {
    const text = row.map((isDark) => (isDark ? '#' : ' ')).join('');
    return [...text.matchAll(/#+/g)].map(
      ({ index, 0: { length } }) => `M${index + MARGIN} ${y + MARGIN}h${length}v1h-${length}z`,
    );
  });
  return bars.join('');
}
