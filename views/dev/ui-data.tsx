import type { Ui } from '#platform/http/ui.ts';
import { Sample } from '#views/dev/sample.tsx';
import { Avatar } from '#views/ui/avatar.tsx';
import { Button } from '#views/ui/button.tsx';
import { ButtonLink } from '#views/ui/button-link.tsx';
import { Card } from '#views/ui/card.tsx';
import { StatusChip, type Tone } from '#views/ui/chip.tsx';
import { Empty } from '#views/ui/empty.tsx';
import { Figures } from '#views/ui/figures.tsx';
import { Kbd } from '#views/ui/kbd.tsx';
import { Kv, KvRow } from '#views/ui/kv.tsx';
import { List, ListItem } from '#views/ui/list.tsx';
import { MessagePage } from '#views/ui/message-page.tsx';
import { Money } from '#views/ui/money.tsx';
import { Pager } from '#views/ui/pager.tsx';
import { RoomLine, RoomList } from '#views/ui/room-line.tsx';
import { SelectCell, Table } from '#views/ui/table.tsx';
import { Timeline } from '#views/ui/timeline.tsx';

interface Props {
  readonly ui: Ui;
}

const HERE = '#main';

const COLUMNS = [
  { label: 'Client', sortHref: HERE, sorted: 'ascending' },
  { label: 'Échéance', sortHref: HERE, wide: true },
  { label: 'État' },
  { label: 'Total', num: true },
] as const;

interface Row {
  readonly id: string;
  readonly client: string;
  readonly due: string;
  readonly tone: Tone;
  readonly state: string;
  readonly amount: bigint;
}

const ROWS: readonly Row[] = [
  { id: '0147', client: 'Maison Vocale', due: '8 nov.', tone: 'bad', state: 'En retard', amount: 144000n },
  { id: '0151', client: 'Noé Carlier', due: '2 déc.', tone: 'info', state: 'Envoyée', amount: 41280n },
  { id: '0152', client: 'Label Papier Mâché <&>', due: '9 déc.', tone: 'ok', state: 'Réglée', amount: 1234567n },
];

export function DataSamples({ ui }: Props): JSX.Element {
  return (
    <>
      <Sample name="Table · Pager">
        <Card title="Factures" note="3">
          <Table ui={ui} caption="Factures" columns={COLUMNS} select>
            {ROWS.map((row) => (
              <InvoiceSample ui={ui} row={row} />
            ))}
            <Pager ui={ui} href={HERE} columns={5} />
          </Table>
        </Card>
      </Sample>
      <Sample name="Figures">
        <Figures
          items={[
            { label: 'À encaisser', value: '4 860,00 €', note: '5 factures' },
            { label: 'Dont en retard', value: '1 320,00 €', note: '2 factures', tone: 'bad' },
            { label: 'Ce mois-ci', value: '21 940 €', note: '+8 %', tone: 'ok' },
          ]}
        />
      </Sample>
      <Sample name="Kv · Avatar · Kbd">
        <Kv>
          <KvRow label="Contact" value="Inès Morel" />
          <KvRow label="Téléphone" value="" />
          <KvRow label="Suivi par">
            <span class="row">
              <Avatar name="Hugo Petit" /> Hugo Petit
            </span>
          </KvRow>
          <KvRow label="Raccourci">
            <Kbd keys={['g', 't']} />
          </KvRow>
        </Kv>
      </Sample>
    </>
  );
}

function InvoiceSample({ ui, row }: Props & { readonly row: Row }): JSX.Element {
  return (
    <tr>
      <SelectCell name="id" value={row.id} label={row.client} />
      <td>
        <a class="what" href={HERE} safe>
          {row.client}
        </a>
      </td>
      <td class="wide" safe>
        {row.due}
      </td>
      <td>
        <StatusChip tone={row.tone} label={row.state} />
      </td>
      <td class="num">
        <Money ui={ui} money={{ amount: row.amount, currency: 'EUR' }} />
      </td>
    </tr>
  );
}

export function SurfaceSamples({ ui }: Props): JSX.Element {
  return (
    <>
      <Sample name="Card · RoomLine">
        <Card title="Dans les salles" action={{ label: 'Ouvrir le calendrier', href: HERE }}>
          <RoomList>
            <RoomLine
              name="Grande salle"
              color="1"
              state={{ label: 'Enregistrement', tone: 'live' }}
              title="Mona Vasseur — voix, titre 4"
              href={HERE}
              detail="10:00 – 18:00 · Inès Morel, ingénieure"
              over={{ label: 'Séance écoulée', percent: 46 }}
              note="reste 4 h 18"
            >
              <ButtonLink ui={ui} href={HERE} label="Feuille" />
            </RoomLine>
            <RoomLine name="Mastering" color="3" state={{ label: 'Libre' }} title="Rien avant demain 9:00">
              <ButtonLink ui={ui} href={HERE} variant="plain" icon="plus" label="Réserver" />
            </RoomLine>
          </RoomList>
        </Card>
      </Sample>
      <Sample name="List · Timeline">
        <Card title="À faire" note="2" tools={<Button ui={ui} type="button" small label="Tout voir" />}>
          <List>
            <ListItem title="Facture FAC-2026-0147 en retard" href={HERE} detail="Maison Vocale · 960,00 €">
              <Button ui={ui} type="button" label="Relancer" />
            </ListItem>
            <ListItem title="Appel manqué du 06 12 44 81 09" detail="11:42 · inconnu" />
          </List>
        </Card>
        <Card title="Historique">
          <Timeline
            ui={ui}
            items={[
              { at: new Date('2026-11-15T08:00:00Z'), title: '1re relance envoyée', detail: 'ouverte 3 fois' },
              { at: new Date('2026-10-09T16:21:00Z'), title: 'Émise par Inès Morel', href: HERE },
            ]}
          />
        </Card>
      </Sample>
      <Sample name="Empty · pages d’erreur">
        <Empty
          ui={ui}
          icon="clients"
          title="Aucun client pour l’instant"
          text="Ajoutez le premier, ou importez vos contacts."
        >
          <ButtonLink ui={ui} href={HERE} icon="import" label="Importer" />
        </Empty>
        <MessagePage ui={ui} nested icon="lock" title={ui.t('ui.denied.title')} text={ui.t('ui.denied.text')} />
        <MessagePage
          ui={ui}
          nested
          icon="alert"
          title={ui.t('ui.error.title')}
          text={ui.t('ui.error.text')}
          requestId="req_7f3a"
        >
          <ButtonLink ui={ui} label={ui.t('ui.home')} href={HERE} />
        </MessagePage>
      </Sample>
    </>
  );
}
