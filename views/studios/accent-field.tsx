import type { Ui } from '#platform/http/ui.ts';
import { attr } from '#views/ui/attr.ts';
import { FieldNotes, type FieldProps } from '#views/ui/field.tsx';
import { FormOutput } from '#views/ui/form-output.tsx';
import { fieldId } from '#views/ui/form-state.ts';

/** Hues in degrees, as `data-hue` in studios.css knows them; the empty one is the product's amber. */
const HUES = [
  ['', 'studios.hue.amber'],
  ['25', 'studios.hue.coral'],
  ['100', 'studios.hue.mustard'],
  ['140', 'studios.hue.green'],
  ['180', 'studios.hue.teal'],
  ['225', 'studios.hue.azure'],
  ['255', 'studios.hue.blue'],
  ['285', 'studios.hue.violet'],
  ['320', 'studios.hue.magenta'],
  ['350', 'studios.hue.rose'],
] as const;

/** The studio's colour, as swatches with names. A hue that is none of them is offered as it is. */
export function AccentField(props: FieldProps & { readonly ui: Ui }): JSX.Element {
  const { ui, form, name, label, scope } = props;
  const id = fieldId(name, scope);
  const chosen = form.values[name] ?? '';
  const listed = HUES.map(([hue, key]) => ({ hue: hue as string, text: ui.t(key) }));
  const own = listed.some(({ hue }) => hue === chosen) ? [] : [{ hue: chosen, text: `${chosen}°` }];
  const error = form.errors[name];
  return (
    <fieldset class={['field', error === undefined ? '' : 'wrong']}>
      <legend safe>{label}</legend>
      <div class="swatches hues">
        {[...listed, ...own].map(({ hue, text }, index) => (
          <label data-hue={attr(hue)} title={attr(text)}>
            <input
              type="radio"
              id={index === 0 ? id : `${id}-${index}`}
              name={name}
              value={attr(hue)}
              checked={hue === chosen}
            />
            <span class="hidden" safe>
              {text}
            </span>
          </label>
        ))}
      </div>
      <FormOutput component="swatches" />
      <FieldNotes id={id} help={ui.t('studios.studio.accentHue.help')} error={error} />
    </fieldset>
  );
}
