import type { Money as Amount } from '#platform/format/money.ts';
import type { Ui } from '#platform/http/ui.ts';

interface Props {
  readonly ui: Ui;
  readonly money: Amount;
  /** Without the currency, in columns whose head names it. */
  readonly bare?: boolean | undefined;
}

/** An amount that never breaks over lines. */
export function Money({ ui, money, bare }: Props): JSX.Element {
  return (
    <span class="money" safe>
      {bare ? ui.format.moneyPlain(money) : ui.format.money(money)}
    </span>
  );
}
