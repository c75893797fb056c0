import type { PropsWithChildren } from '@kitajs/html';
import type { Ui } from '#platform/http/ui.ts';
import { attr } from '#views/ui/attr.ts';

export interface Column {
  readonly label: string;
  /** Aligned to the end, tabular figures; give the cells class "num" too. */
  readonly num?: boolean | undefined;
  /** Left out on a phone; give the cells class "wide" too. */
  readonly wide?: boolean | undefined;
  /** The label is only read out: actions, marks. */
  readonly hidden?: boolean | undefined;
  /** Address that sorts by this column (in the other direction when it does already). */
  readonly sortHref?: string | undefined;
  readonly sorted?: 'ascending' | 'descending' | undefined;
}

interface Props {
  readonly ui: Ui;
  /** Read out; shown when `captionVisible`. */
  readonly caption: string;
  readonly captionVisible?: boolean | undefined;
  readonly columns: readonly Column[];
  readonly id?: string | undefined;
  /** Id of the tbody: where further rows go. */
  readonly bodyId?: string | undefined;
  /** Adds a first column of checkboxes; rows begin with a SelectCell. */
  readonly select?: boolean | undefined;
}

/** The frame of a list; children are the rows (`<tr>`), so that a row is the very fragment that gets swapped. */
export function Table(props: PropsWithChildren<Props>): JSX.Element {
  const { ui, caption, captionVisible, columns, id, bodyId, select, children } = props;
  return (
    <div class="table">
      <table id={id}>
        <caption class={captionVisible ? undefined : 'hidden'} safe>
          {caption}
        </caption>
        <thead>
          <tr>
            {select ? (
              <th class="sel" scope="col">
                <input type="checkbox" aria-label={ui.t('ui.table.selectAll')} class="needs-script" />
              </th>
            ) : (
              ''
            )}
            {columns.map((column) => (
              <ColumnHead column={column} />
            ))}
          </tr>
        </thead>
        <tbody id={bodyId}>{children}</tbody>
      </table>
    </div>
  );
}

function ColumnHead({ column }: { column: Column }): JSX.Element {
  const { label, num, wide, hidden, sortHref, sorted } = column;
  return (
    <th class={[num ? 'num' : '', wide ? 'wide' : '']} scope="col" aria-sort={sorted}>
      {sortHref === undefined ? (
        <span class={hidden ? 'hidden' : undefined} safe>
          {label}
        </span>
      ) : (
        <a class="sort" href={attr(sortHref)} safe>
          {label}
        </a>
      )}
    </th>
  );
}

interface SelectCellProps {
  readonly name: string;
  readonly value: string;
  /** What is being selected, read out. */
  readonly label: string;
  /** Id of the form that acts on the selection, when the table is outside of it. */
  readonly form?: string | undefined;
}

/** First cell of a row in a table with `select`. */
export function SelectCell({ name, value, label, form }: SelectCellProps): JSX.Element {
  return (
    <td class="sel">
      <input type="checkbox" name={name} value={attr(value)} aria-label={attr(label)} form={form} />
    </td>
  );
}
