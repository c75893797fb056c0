import { sourceField } from '#invoicing/paths.ts';
import type { Billable } from '#platform/contributions/billables.ts';
import type { Ui } from '#platform/http/ui.ts';
import { attr } from '#views/ui/attr.ts';
import { type FormState, fieldId } from '#views/ui/form-state.ts';
import { Money } from '#views/ui/money.tsx';

interface Props {
  readonly ui: Ui;
  readonly rows: readonly Billable[];
  readonly ticked: (id: string) => boolean;
  /** For what is wrong with what was ticked. */
  readonly form?: FormState | undefined;
}

/** What can be billed, each with a box: its name, where and when, and what it comes to before VAT. */
export function Offers({ ui, rows, ticked, form }: Props): JSX.Element {
  const kinds = [...new Set(rows.map(({ source }) => source.kind))];
  return (
    <>
      {kinds.map((kind) => (
        <KindError name={sourceField(kind)} form={form} />
      ))}
      <ul class="offers">
        {rows.map((billable) => (
          <Offer ui={ui} billable={billable} isTicked={ticked(billable.source.id)} />
        ))}
      </ul>
    </>
  );
}

function KindError({ name, form }: { readonly name: string; readonly form: FormState | undefined }): JSX.Element {
  const error = form?.errors[name];
  if (error === undefined) return '';
  return (
    <p class="error" id={fieldId(name)} tabindex="-1" safe>
      {error}
    </p>
  );
}

interface OfferProps {
  readonly ui: Ui;
  readonly billable: Billable;
  readonly isTicked: boolean;
}

function Offer({ ui, billable, isTicked }: OfferProps): JSX.Element {
  const { source, title, detail, net } = billable;
  return (
    <li>
      <label>
        <input type="checkbox" name={sourceField(source.kind)} value={attr(source.id)} checked={isTicked} />
        <span>
          <span class="what" safe>
            {title}
          </span>
          <span class="quiet small" safe>
            {detail}
          </span>
        </span>
        <Money ui={ui} money={net} />
      </label>
    </li>
  );
}
