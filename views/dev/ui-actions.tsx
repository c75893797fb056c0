import type { Ui } from '#platform/http/ui.ts';
import { Sample } from '#views/dev/sample.tsx';
import { Badge } from '#views/ui/badge.tsx';
import { Breadcrumb } from '#views/ui/breadcrumb.tsx';
import { Button } from '#views/ui/button.tsx';
import { ButtonLink } from '#views/ui/button-link.tsx';
import { Chip, StatusChip } from '#views/ui/chip.tsx';
import { CopyButton } from '#views/ui/copy-button.tsx';
import { Dialog } from '#views/ui/dialog.tsx';
import { FlashMessage } from '#views/ui/flash-message.tsx';
import { Menu, MenuAction, MenuLink } from '#views/ui/menu.tsx';
import { Notice } from '#views/ui/notice.tsx';
import { Meter, Progress } from '#views/ui/progress.tsx';
import { RoomStatusBar } from '#views/ui/room-status.tsx';
import { Seg, Tabs } from '#views/ui/seg.tsx';
import { Skeleton } from '#views/ui/skeleton.tsx';
import { Steps } from '#views/ui/steps.tsx';

interface Props {
  readonly ui: Ui;
  readonly scope: string;
}

const HERE = '#main';

export function ActionSamples({ ui, scope }: Props): JSX.Element {
  return (
    <>
      <Sample name="Button · ButtonLink">
        <div class="row wrap">
          <ButtonLink ui={ui} href={HERE} variant="main" icon="plus" label="Nouvelle séance" />
          <Button ui={ui} type="button" icon="mail" label="Relancer" />
          <Button ui={ui} type="button" variant="danger" icon="trash" label="Supprimer" />
          <Button ui={ui} type="button" variant="plain" icon="close" label="Annuler" />
          <Button ui={ui} type="button" icon="more" iconOnly label="Autres actions" />
        </div>
        <div class="row wrap">
          <Button ui={ui} type="button" variant="main" label="En cours" attrs={{ 'aria-busy': 'true' }} />
          <Button ui={ui} type="button" label="Désactivé" disabled />
          <Button ui={ui} type="button" small label="Petit" />
          <Button ui={ui} type="button" small variant="plain" icon="edit" iconOnly label="Modifier" />
          <span class="mono">FR76 3000 6000</span>
          <CopyButton ui={ui} text="FR76 3000 6000" />
        </div>
      </Sample>
      <Sample name="Menu · Dialog">
        <div class="row wrap">
          <Menu ui={ui} label="Actions">
            <MenuLink ui={ui} label="Télécharger le PDF" icon="download" href={HERE} />
            <MenuLink ui={ui} label="Dupliquer" icon="copy" href={HERE} />
            <MenuAction ui={ui} label="Supprimer" icon="trash" action={HERE} danger />
          </Menu>
          <ButtonLink
            ui={ui}
            href={HERE}
            label="Ouvrir un dialogue"
            attrs={{ 'data-dialog-open': `dialog-${scope}` }}
          />
        </div>
        <Dialog ui={ui} id={`dialog-${scope}`} title="Annuler la séance">
          <p>Mona Vasseur et Inès Morel seront prévenues par e-mail. La salle redevient libre aussitôt.</p>
        </Dialog>
      </Sample>
      <Sample name="Seg · Tabs · Breadcrumb">
        <Seg label={`Vue (${scope})`} items={VIEWS} />
        <Tabs label={`Client (${scope})`} items={TABS} />
        <Breadcrumb
          ui={ui}
          items={[{ label: 'Factures', href: HERE }]}
          current="FAC-2026-0147"
          label={`Fil (${scope})`}
        />
      </Sample>
    </>
  );
}

const VIEWS = [
  { label: 'Jour', href: HERE, current: true },
  { label: 'Semaine', href: HERE, current: false },
  { label: 'Liste', href: HERE, current: false, count: 12 },
];

const TABS = [
  { label: 'Fiche', href: HERE, current: true },
  { label: 'Séances', href: HERE, current: false, count: 8 },
  { label: 'Factures', href: HERE, current: false, count: 3 },
];

export function FeedbackSamples({ ui }: { readonly ui: Ui }): JSX.Element {
  return (
    <>
      <Sample name="StatusChip · Chip · Badge · RoomStatusBar">
        <div class="row wrap">
          <StatusChip tone="live" label="Enregistrement" />
          <StatusChip tone="ok" label="Confirmée" />
          <StatusChip tone="warn" label="Dans 48 min" />
          <StatusChip tone="bad" label="En retard de 12 jours" />
          <StatusChip tone="info" label="Envoyée" />
          <StatusChip label="Libre" />
        </div>
        <div class="row wrap">
          <Chip label="Label" />
          <Chip tone="info" label="Artiste" />
          <Badge label="TEST" />
          <Badge label="E-mails gardés ici" href="/dev/mail" />
        </div>
        <div class="row wrap">
          <RoomStatusBar items={ROOM_STATUS_ITEMS} />
        </div>
      </Sample>
      <Sample name="FlashMessage · Notice">
        <FlashMessage ui={ui} flash={{ tone: 'ok', text: 'Facture FAC-2026-0147 envoyée à Maison Vocale.' }} />
        <FlashMessage ui={ui} flash={{ tone: 'bad', text: 'L’e-mail n’est pas parti : adresse refusée.' }} />
        <FlashMessage ui={ui} flash={{ tone: 'info', text: 'Import en cours : la page se met à jour seule.' }} />
        <Notice
          tone="bad"
          title="Grande salle est prise de 10 h à 18 h"
          text="Mona Vasseur — voix, titre 4. Le prochain créneau libre commence à 18:30."
        >
          <div class="row wrap">
            <ButtonLink ui={ui} href={HERE} label="Prendre 18:30 – 21:30" />
          </div>
        </Notice>
        <Notice tone="warn" title="Ce client a deux factures en retard" />
        <Notice tone="info" title="L’heure d’été commence cette nuit" text="La séance dure 7 h, pas 8." />
        <Notice tone="ok" title="Tout est à jour" />
      </Sample>
      <Sample name="Progress · Meter · Steps · Skeleton">
        <Progress label="Import" value={42} text="4 200 lignes sur 10 000" />
        <Progress label="Sauvegarde" value={null} />
        <Meter label="Séance écoulée" value={46} room="1" />
        <Steps items={STEPS} />
        <Skeleton ui={ui} />
      </Sample>
    </>
  );
}

const ROOM_STATUS_ITEMS = [
  { label: 'Grande salle · Mona Vasseur', state: 'live' },
  { label: 'Cabine · 14:30', state: 'next' },
  { label: 'Mastering · libre', state: 'free' },
] as const;

const STEPS = [
  { label: 'Adresse réservée', state: 'done', stateLabel: 'fait' },
  { label: 'Base de données', state: 'now', stateLabel: 'en cours', detail: 'copie du modèle' },
  { label: 'Premier compte', state: 'todo', stateLabel: 'à venir' },
  { label: 'E-mail de bienvenue', state: 'failed', stateLabel: 'échec', detail: 'nouvel essai dans 1 min' },
] as const;
