import type { Invoice, InvoiceLine } from '#invoicing/model.ts';
import { editLinePath, linePositionPath, lineRemovalPath } from '#invoicing/paths.ts';
import { money } from '#platform/format/money.ts';
import type { Ui } from '#platform/http/ui.ts';
import { quantityOf } from '#views/invoicing/lines/table.tsx';
import { attr } from '#views/ui/attr.ts';
import { Button } from '#views/ui/button.tsx';
import { ButtonLink } from '#views/ui/button-link.tsx';
import { Card } from '#views/ui/card.tsx';
import { Form } from '#views/ui/form.tsx';
import { List, ListItem } from '#views/ui/list.tsx';

interface Props {
  readonly ui: Ui;
  readonly invoice: Invoice;
}

/** Each line with what can be done with it. */
export function DraftLines({ ui, invoice }: Props): JSX.Element {
  const { lines, net, gross, currency } = invoice;
  const sum = (amount: bigint) => ui.format.money(money(amount, currency));
  return (
    <Card
      title={ui.t('invoicing.lines')}
      note={lines.length === 0 ? undefined : ui.t('invoicing.lines.sum', { net: sum(net), gross: sum(gross) })}
    >
      {lines.length === 0 ? (
        <p class="pad quiet" safe>
          {ui.t('invoicing.lines.empty')}
        </p>
      ) : (
        <List>
          {lines.map((line, index) => (
            <DraftLine ui={ui} invoice={invoice} line={line} index={index} />
          ))}
        </List>
      )}
    </Card>
  );
}

interface LineProps extends Props {
  readonly line: InvoiceLine;
  readonly index: number;
}

function DraftLine({ ui, invoice, line, index }: LineProps): JSX.Element {
  const { id, lines, currency } = invoice;
  const sum = (amount: bigint) => ui.format.money(money(amount, currency));
  const reckoned = `${quantityOf(ui, line)} × ${sum(line.unitPrice)} = ${sum(line.net)}`;
  const position = linePositionPath(id, line.id);
  return (
    <ListItem
      id={`line-${line.id}`}
      title={line.description}
      href={editLinePath(id, line.id)}
      detail={[line.detail, reckoned].filter(Boolean).join(' · ')}
    >
      {index > 0 && <Move ui={ui} action={position} direction="up" line={line} />}
      {index < lines.length - 1 && <Move ui={ui} action={position} direction="down" line={line} />}
      <ButtonLink
        ui={ui}
        label={ui.t('invoicing.line.editThis', { line: line.description })}
        href={editLinePath(id, line.id)}
        icon="edit"
        iconOnly
        variant="plain"
      />
      <Form ui={ui} action={lineRemovalPath(id, line.id)} inline>
        <Button
          ui={ui}
          label={ui.t('invoicing.line.removeThis', { line: line.description })}
          icon="trash"
          iconOnly
          variant="plain"
        />
      </Form>
    </ListItem>
  );
}

interface MoveProps {
  readonly ui: Ui;
  readonly action: string;
  readonly direction: 'up' | 'down';
  readonly line: InvoiceLine;
}

function Move({ ui, action, direction, line }: MoveProps): JSX.Element {
  const label = ui.t(direction === 'up' ? 'invoicing.line.up' : 'invoicing.line.down', { line: line.description });
  return (
    <Form ui={ui} action={action} inline>
      <input type="hidden" name="direction" value={direction} />
      <button class="btn plain icon-only" type="submit" aria-label={attr(label)} title={attr(label)}>
        {direction === 'up' ? '↑' : '↓'}
      </button>
    </Form>
  );
}
