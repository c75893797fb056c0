import type { Ui } from '#platform/http/ui.ts';
import { Sample } from '#views/dev/sample.tsx';
import { Button } from '#views/ui/button.tsx';
import { Checkbox } from '#views/ui/checkbox.tsx';
import { ColorField } from '#views/ui/color-field.tsx';
import { Fields } from '#views/ui/fields.tsx';
import { FileField } from '#views/ui/file-field.tsx';
import { Form, FormActions } from '#views/ui/form.tsx';
import type { FormState } from '#views/ui/form-state.ts';
import { DateField, DateTimeField, TimeField } from '#views/ui/moment-field.tsx';
import { MoneyField } from '#views/ui/money-field.tsx';
import { RadioField } from '#views/ui/radio-field.tsx';
import { SearchBox } from '#views/ui/search-box.tsx';
import { Select } from '#views/ui/select.tsx';
import { TextArea } from '#views/ui/text-area.tsx';
import { TextField } from '#views/ui/text-field.tsx';

interface Props {
  readonly ui: Ui;
  readonly scope: string;
}

const FORM: FormState = {
  values: {
    name: 'Orage d’Été',
    email: 'compta@orage',
    kind: 'company',
    rate: '85,00',
    startsAt: '2026-11-20T10:00',
    day: 'le 20',
    room: 'r1',
    color: '1',
    consent: 'on',
    notes: 'Préfère le lundi.\nArrive souvent avec deux guitares.',
  },
  errors: {
    email: 'Cette adresse n’est pas complète : il manque un point et une fin, comme dans compta@orage.fr.',
    day: 'Écrivez la date comme 20/11/2026.',
    color: 'La Grande salle porte déjà cette couleur.',
  },
};

const ROOMS = [
  { value: 'r1', label: 'Grande salle' },
  { label: 'Hors service', options: [{ value: 'r2', label: 'Cabine B', disabled: true }] },
];

const KINDS = [
  { value: 'person', label: 'Une personne' },
  { value: 'company', label: 'Une société', help: 'avec un SIREN' },
];

export function FieldSamples({ ui, scope }: Props): JSX.Element {
  const field = { form: FORM, scope };
  const errors = { ...FORM.errors, '': 'Enregistrez d’abord la fiche du client.' };
  return (
    <Sample name="Form · Fields · ErrorSummary">
      <Form ui={ui} action="#main" form={{ ...FORM, errors }} scope={scope}>
        <Fields>
          <TextField {...field} name="name" label="Nom" required />
          <TextField {...field} name="email" type="email" label="Adresse e-mail" help="Les factures y sont envoyées." />
          <TextField
            {...field}
            name="slug"
            label="Adresse du studio"
            suffix=".regie.example"
            placeholder="mon-studio"
          />
          <RadioField {...field} name="kind" label="Ce client est" options={KINDS} />
          <MoneyField {...field} ui={ui} name="rate" label="Tarif horaire" width="third" />
          <Select {...field} name="room" label="Salle" options={ROOMS} empty="Choisir" width="third" />
          <TextField {...field} name="code" label="Référence" width="third" mono />
          <DateTimeField {...field} name="startsAt" label="Début" width="half" step={900} />
          <DateField {...field} name="day" label="Échéance" width="half" />
          <TimeField {...field} name="opens" label="Ouverture" width="half" />
          <FileField {...field} name="file" label="Fichier" accept=".csv,.vcf" width="half" />
        </Fields>
        <Fields
          legend="Dans le calendrier"
          help="La couleur distingue la salle partout ; son nom l’accompagne toujours."
        >
          <ColorField {...field} ui={ui} name="color" label="Couleur" />
          <TextArea {...field} name="notes" label="Notes" rows={3} />
          <Checkbox
            {...field}
            name="consent"
            label="Accepte de recevoir des nouvelles"
            help="Daté et gardé avec la fiche."
          />
        </Fields>
        <FormActions>
          <Button ui={ui} variant="main" label="Enregistrer" />
          <Button ui={ui} variant="plain" type="button" label="Annuler" />
        </FormActions>
      </Form>
      <SearchBox ui={ui} action="#main" label={`Chercher un client (${scope})`} value="" />
    </Sample>
  );
}
