import { percentOf } from '#platform/format/money.ts';
import type { Ui } from '#platform/http/ui.ts';
import type { SessionPrice } from '#sessions/model.ts';
import { UNITS } from '#views/sessions/labels.ts';
import { Card } from '#views/ui/card.tsx';
import { Money } from '#views/ui/money.tsx';
import { Table } from '#views/ui/table.tsx';

interface Props {
  readonly ui: Ui;
  readonly price: SessionPrice;
  /** Basis points. */
  readonly vatRate: number;
}

/** How the price comes about; the total is net, as the rates are. */
export function PriceCard({ ui, price, vatRate }: Props): JSX.Element {
  if (price.lines.length === 0)
    return (
      <Card title={ui.t('sessions.price')} pad>
        <p class="quiet" safe>
          {ui.t('sessions.price.none')}
        </p>
      </Card>
    );
  return (
    <Card title={ui.t('sessions.price')} note={ui.t('sessions.price.note')}>
      <Table
        ui={ui}
        caption={ui.t('sessions.price')}
        columns={[
          { label: ui.t('sessions.price.unit') },
          { label: ui.t('sessions.price.quantity'), num: true, wide: true },
          { label: ui.t('sessions.price.rate'), num: true, wide: true },
          { label: ui.t('sessions.price.net'), num: true },
        ]}
      >
        {price.lines.map((line) => (
          <tr>
            <td>
              <span safe>{ui.t(UNITS[line.unit])}</span>
              <div class="on-phone quiet small" safe>
                {`${ui.format.number(line.quantity)} × ${ui.format.money(line.unitPrice)}`}
              </div>
            </td>
            <td class="num wide" safe>
              {ui.format.number(line.quantity)}
            </td>
            <td class="num wide">
              <Money ui={ui} money={line.unitPrice} />
            </td>
            <td class="num">
              <Money ui={ui} money={line.net} />
            </td>
          </tr>
        ))}
        <Totals ui={ui} price={price} vatRate={vatRate} />
      </Table>
    </Card>
  );
}

function Totals({ ui, price, vatRate }: Props): JSX.Element {
  const vat = percentOf(price.total, vatRate);
  return (
    <>
      <tr class="total">
        <th scope="row" safe>
          {ui.t('sessions.price.total')}
        </th>
        <td class="wide" colspan="2"></td>
        <td class="num">
          <strong>
            <Money ui={ui} money={price.total} />
          </strong>
        </td>
      </tr>
      <tr>
        <td class="quiet" safe>
          {ui.t('sessions.price.vat', { rate: ui.format.percent(vatRate) })}
        </td>
        <td class="wide" colspan="2"></td>
        <td class="num quiet">
          <Money ui={ui} money={vat} />
        </td>
      </tr>
    </>
  );
}
