import type { ClientChoice } from '#clients/model.ts';
import { CLIENT_PICK, NEW_CLIENT } from '#clients/paths.ts';
import type { Ui } from '#platform/http/ui.ts';
import { ButtonLink } from '#views/ui/button-link.tsx';
import { Card } from '#views/ui/card.tsx';
import { Empty } from '#views/ui/empty.tsx';
import { List, ListItem } from '#views/ui/list.tsx';
import { PageHead } from '#views/ui/page-head.tsx';
import { SearchBox } from '#views/ui/search-box.tsx';

interface Props {
  readonly ui: Ui;
  readonly search: string;
  readonly found: readonly ClientChoice[];
  /** There are more. */
  readonly isCut: boolean;
  /** The form that asks, with what was typed into it. */
  readonly back: { readonly path: string; readonly fields: Readonly<Record<string, string>> };
}

/** For forms without scripts: each client leads back to the form. */
export function ClientPick({ ui, search, found, isCut, back }: Props): JSX.Element {
  const keep = { ...back.fields, returnTo: back.path };
  return (
    <>
      <PageHead ui={ui} title={ui.t('clients.pick.title')}>
        <ButtonLink ui={ui} label={ui.t('clients.pick.back')} href={address(back.path, back.fields)} variant="plain" />
      </PageHead>
      <SearchBox ui={ui} action={CLIENT_PICK} label={ui.t('clients.search')} value={search} keep={keep} />
      {found.length === 0 ? (
        <Empty ui={ui} icon="clients" title={ui.t('clients.pick.none', { search })}>
          {ui.can('clients.create') && <ButtonLink ui={ui} label={ui.t('clients.new')} href={NEW_CLIENT} />}
        </Empty>
      ) : (
        <Card>
          <List>
            {found.map(({ id, name, hint }) => (
              <ListItem
                title={name}
                detail={hint === '' ? undefined : hint}
                href={address(back.path, { ...back.fields, clientId: id })}
              />
            ))}
          </List>
        </Card>
      )}
      {isCut && (
        <p class="quiet" safe>
          {ui.t('clients.pick.more', { count: found.length })}
        </p>
      )}
    </>
  );
}

function address(path: string, fields: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams(fields).toString();
  return query === '' ? path : `${path}?${query}`;
}
