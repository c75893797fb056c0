import type { Ui } from '#platform/http/ui.ts';
import type { Hit } from '#search/model.ts';
import { presentHit } from '#views/search/present.ts';
import { attr } from '#views/ui/attr.ts';
import { StatusChip } from '#views/ui/chip.tsx';

/** Something that was found, of whatever kind. */
export function SearchRow({ ui, hit }: { readonly ui: Ui; readonly hit: Hit }): JSX.Element {
  const { id, label, href, detail, state, end } = presentHit(ui, hit);
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
      {end !== null && (
        <td class="num" safe>
          {end}
        </td>
      )}
    </tr>
  );
}
