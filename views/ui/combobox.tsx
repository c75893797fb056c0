import type { Ui } from '#platform/http/ui.ts';
import { attr } from '#views/ui/attr.ts';
import { Button } from '#views/ui/button.tsx';
import { controlAttrs, Field, type FieldProps } from '#views/ui/field.tsx';
import { fieldId } from '#views/ui/form-state.ts';

export interface ComboboxOption {
  readonly value: string;
  readonly label: string;
  /** Tells it from others of its name; empty where nothing is known. */
  readonly hint: string;
}

export interface ComboboxSource {
  /** Answers `?q=` with `Options`, and with `create` a POST of `name` and `kind` with the one that was made. */
  readonly options: string;
  /** Kind → label of the offer to create what was typed, with {name} for it. */
  readonly create?: Readonly<Record<string, string>> | undefined;
  /** A page where one is chosen without scripts; it gets the fields of the form, and leads back to `returnTo`. */
  readonly pick: string;
}

interface Props extends FieldProps {
  readonly ui: Ui;
  /** Of many, those that are most likely wanted, and the chosen one. */
  readonly options: readonly ComboboxOption[];
  readonly source: ComboboxSource;
  /** Path of the form. */
  readonly returnTo: string;
  /** The choice of none. */
  readonly empty: string;
  readonly autofocus?: boolean | undefined;
  /** Stays a select with a link to the page of choices, where a page must ask for little. */
  readonly plain?: boolean | undefined;
}

/** A select that a script makes searchable (js/components/combobox.js): one field, with or without. */
export function Combobox(props: Props): JSX.Element {
  const { ui, form, name, label, scope, options, source, returnTo, empty, autofocus, plain } = props;
  const control = controlAttrs(props);
  const listId = `${fieldId(name, scope)}-options`;
  const value = form.values[name] ?? '';
  return (
    <Field {...props}>
      <div
        class="combobox"
        x-data={plain ? undefined : 'combobox'}
        data-source={source.options}
        data-failed={ui.t('ui.toast.failed')}
        data-create={source.create && JSON.stringify(source.create)}
      >
        <select {...control} autofocus={autofocus} x-ref="select">
          <option value="" selected={value === ''} safe>
            {empty}
          </option>
          <Options options={options} value={value} />
        </select>
        <PickButton ui={ui} page={source.pick} returnTo={returnTo} iconOnly={plain} />
        {!plain && <Search id={listId} ui={ui} empty={empty} label={label} control={control} />}
      </div>
    </Field>
  );
}

interface PickProps extends Pick<Props, 'ui' | 'returnTo'> {
  readonly page: string;
  readonly iconOnly: boolean | undefined;
}

function PickButton({ ui, page, returnTo, iconOnly }: PickProps): JSX.Element {
  return (
    <>
      {/* Enter in any field presses the first submit button of its form. */}
      <button type="submit" hidden></button>
      <Button
        ui={ui}
        label={ui.t('ui.combobox.pick')}
        name="returnTo"
        value={returnTo}
        variant={iconOnly ? undefined : 'plain'}
        icon={iconOnly ? 'search' : undefined}
        iconOnly={iconOnly}
        small={!iconOnly}
        attrs={{ formaction: page, formmethod: 'get' }}
      />
    </>
  );
}

interface SearchProps extends Pick<Props, 'ui' | 'label' | 'empty'> {
  readonly id: string;
  readonly control: ReturnType<typeof controlAttrs>;
}

/** What the script shows in the select's place. */
function Search({ ui, id, label, empty, control }: SearchProps): JSX.Element {
  return (
    <>
      <input
        type="text"
        role="combobox"
        hidden
        placeholder={attr(empty)}
        autocomplete="off"
        aria-label={attr(label)}
        aria-autocomplete="list"
        aria-controls={id}
        aria-expanded="false"
        aria-invalid={control['aria-invalid']}
        aria-describedby={control['aria-describedby']}
        x-ref="input"
        x-bind="input"
      />
      <div id={id} role="listbox" aria-label={attr(label)} hidden x-ref="list" x-bind="list">
        <p class="none quiet" safe>
          {ui.t('ui.combobox.none')}
        </p>
      </div>
      <template x-ref="item">
        <div>
          <small></small>
        </div>
      </template>
    </>
  );
}

interface OptionsProps {
  readonly options: readonly ComboboxOption[];
  readonly value?: string;
}

export function Options({ options, value }: OptionsProps): JSX.Element {
  return (
    <>
      {options.map(({ value: own, label, hint }) => (
        <option value={attr(own)} selected={own === value} data-hint={hint === '' ? undefined : attr(hint)} safe>
          {hint === '' ? label : `${label} · ${hint}`}
        </option>
      ))}
    </>
  );
}
