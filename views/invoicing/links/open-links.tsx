import { linksRemovalPath } from '#invoicing/paths.ts';
import type { Ui } from '#platform/http/ui.ts';
import { Button } from '#views/ui/button.tsx';
import { Card } from '#views/ui/card.tsx';
import { Form } from '#views/ui/form.tsx';

interface Props {
  readonly ui: Ui;
  readonly id: string;
  readonly links: readonly { readonly expiresAt: Date }[];
}

/** On the studio's page of an invoice: that links in mails open it to their holders, and how to end that. */
export function OpenLinks({ ui, id, links }: Props): JSX.Element {
  const last = new Date(Math.max(...links.map(({ expiresAt }) => expiresAt.getTime())));
  const values = { count: links.length, date: ui.format.date(last, 'long') };
  return (
    <Card title={ui.t('invoicing.links')} pad>
      <div class="stack">
        <p class="quiet" safe>
          {ui.t('invoicing.links.text', values)}
        </p>
        {ui.can('invoicing.revoke-links') && (
          <Form ui={ui} action={linksRemovalPath(id)} inline>
            <Button ui={ui} label={ui.t('invoicing.links.revoke', { count: links.length })} icon="lock" />
          </Form>
        )}
      </div>
    </Card>
  );
}
