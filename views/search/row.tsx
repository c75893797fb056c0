import type { SearchHit } from '#platform/contributions/search-kind.ts';
import { attr } from '#views/ui/attr.ts';
import { StatusChip } from '#views/ui/chip.tsx';

/** Something that was found, of whatever kind. */
export function SearchRow({ hit }: { readonly hit: SearchHit }): JSX.Element {
  const { id, label, href, detail, state, end } = hit;
  return (
    <tr id={id}>
      <td>
        <a class="what" href={attr(href)} safe>
          {label}
        </a>
        <div class="quiet small" safe>
          {detail}
        </div>
      </td>
      <td class="wide">{state !== null && <StatusChip label={state.label} tone={state.tone} />}</td>
      {end !== undefined && (
        <td class="num" safe>
          {end}
        </td>
      )}
    </tr>
  );
}
