import type { ClientSample } from '#clients/imports/model.ts';
import { clientPath, importMappingPath, importRemovalPath, importRunPath } from '#clients/paths.ts';
import type { Ui } from '#platform/http/ui.ts';
import type { MessageKey } from '#platform/i18n/translate.ts';
import type { DuplicateChoice, Fault, Forecast, ImportReport, SampleRow } from '#platform/imports/model.ts';
import type { ImportRecord } from '#platform/imports/queries.ts';
import { Button } from '#views/ui/button.tsx';
import { ButtonLink } from '#views/ui/button-link.tsx';
import { Card } from '#views/ui/card.tsx';
import { Checkbox } from '#views/ui/checkbox.tsx';
import { StatusChip } from '#views/ui/chip.tsx';
import { Figures } from '#views/ui/figures.tsx';
import { Form, FormActions } from '#views/ui/form.tsx';
import type { FormState } from '#views/ui/form-state.ts';
import { RadioField } from '#views/ui/radio-field.tsx';
import { RequestKey } from '#views/ui/request-key.tsx';
import type { Option } from '#views/ui/select.tsx';
import { Table } from '#views/ui/table.tsx';

export interface ImportShowProps {
  readonly ui: Ui;
  readonly found: ImportRecord<ClientSample>;
  readonly form: FormState;
  readonly forecasts: Readonly<Record<DuplicateChoice, Forecast>> | null;
  /** What a row can say; errors name them. */
  readonly fields: readonly Option[];
}

/** What would happen, before anything does. */
export function ImportPreview(props: ImportShowProps): JSX.Element {
  const { ui, found } = props;
  const { report } = found;
  if (!report) return '';
  const { t, format } = ui;
  const figures = [
    { label: t('clients.import.total'), value: format.number(report.total) },
    { label: t('clients.import.fresh'), value: format.number(report.fresh) },
    { label: t('clients.import.repeated'), value: format.number(report.repeated) },
    {
      label: t('clients.import.faulty'),
      value: format.number(report.faulty),
      tone: report.faulty > 0 ? ('bad' as const) : undefined,
    },
  ];
  return (
    <>
      <Figures items={figures} />
      {report.faults.length > 0 && <Faults {...props} report={report} />}
      {report.total > report.faulty && <RunForm {...props} report={report} />}
      <Sample ui={ui} report={report} />
      <ImportTools ui={ui} id={found.id} isCsv={found.format === 'csv'} />
    </>
  );
}

function ImportTools({
  ui,
  id,
  isCsv,
}: {
  readonly ui: Ui;
  readonly id: string;
  readonly isCsv: boolean;
}): JSX.Element {
  const { t } = ui;
  return (
    <form class="row wrap" method="post" action={importRemovalPath(id)}>
      <RequestKey ui={ui} />
      {isCsv && <ButtonLink ui={ui} label={t('clients.import.mapAgain')} href={importMappingPath(id)} />}
      <Button ui={ui} label={t('clients.import.discard')} variant="danger" icon="trash" />
    </form>
  );
}

type WithReport = Pick<ImportShowProps, 'ui'> & { readonly report: ImportReport<ClientSample> };

const CHOICES: readonly (readonly [DuplicateChoice, MessageKey])[] = [
  ['skip', 'clients.import.duplicates.skip'],
  ['update', 'clients.import.duplicates.update'],
  ['create', 'clients.import.duplicates.create'],
];

function RunForm({ ui, found, form, forecasts, report }: ImportShowProps & WithReport): JSX.Element {
  const { t } = ui;
  const options = CHOICES.map(([value, label]) => ({
    value,
    label: t(label),
    help: forecasts ? t('clients.import.forecast', { ...forecasts[value] }) : undefined,
  }));
  return (
    <Card title={t('clients.import.decide')} pad>
      <Form ui={ui} action={importRunPath(found.id)} form={form}>
        <RadioField form={form} name="duplicates" label={t('clients.import.duplicates')} options={options} />
        {report.faulty > 0 && (
          <Checkbox form={form} name="leaveOut" label={t('clients.import.leaveOut', { count: report.faulty })} />
        )}
        <FormActions>
          <Button ui={ui} label={t('clients.import.run')} icon="import" variant="main" />
        </FormActions>
      </Form>
    </Card>
  );
}

function Faults({ ui, fields, report }: Pick<ImportShowProps, 'fields'> & WithReport): JSX.Element {
  const { t } = ui;
  const columns = [
    { label: t('clients.import.line'), num: true },
    { label: t('clients.import.field') },
    { label: t('clients.import.reason') },
  ];
  const hidden = report.faultCount - report.faults.length;
  return (
    <Card title={t('clients.import.faults', { count: report.faultCount })}>
      <div class="numbered">
        <Table ui={ui} caption={t('clients.import.faults', { count: report.faultCount })} columns={columns}>
          {report.faults.map((fault) => (
            <FaultRow ui={ui} fault={fault} field={fields.find(({ value }) => value === fault.field)?.label ?? ''} />
          ))}
        </Table>
      </div>
      {hidden > 0 && (
        <p class="pad quiet" safe>
          {t('clients.import.moreFaults', { count: hidden })}
        </p>
      )}
    </Card>
  );
}

function FaultRow({
  ui,
  fault,
  field,
}: {
  readonly ui: Ui;
  readonly fault: Fault;
  readonly field: string;
}): JSX.Element {
  const { t } = ui;
  return (
    <tr>
      <td class="num">{fault.line}</td>
      <td safe>{field}</td>
      <td safe>{t(fault.message as MessageKey, fault.values)}</td>
    </tr>
  );
}

function Sample({ ui, report }: WithReport): JSX.Element {
  const { t } = ui;
  const columns = [
    { label: t('clients.import.line'), num: true },
    { label: t('clients.name') },
    { label: t('clients.field.kind'), wide: true },
    { label: t('clients.field.email'), wide: true },
    { label: t('clients.field.phone'), wide: true },
    { label: t('clients.field.city'), wide: true },
    { label: t('clients.import.outcome') },
  ];
  return (
    <Card title={t('clients.import.sample')} note={t('clients.import.sampleNote', { count: report.sample.length })}>
      <div class="numbered">
        <Table ui={ui} caption={t('clients.import.sample')} columns={columns}>
          {report.sample.map((row) => (
            <SampleLine ui={ui} row={row} />
          ))}
        </Table>
      </div>
    </Card>
  );
}

function SampleLine({ ui, row }: { readonly ui: Ui; readonly row: SampleRow<ClientSample> }): JSX.Element {
  const { t } = ui;
  return (
    <tr>
      <td class="num">{row.line}</td>
      <td safe>{row.name}</td>
      <td class="wide" safe>
        {row.kind === null ? '' : t(`clients.kind.${row.kind}`)}
      </td>
      <td class="wide" safe>
        {row.email}
      </td>
      <td class="wide" safe>
        {row.phone}
      </td>
      <td class="wide" safe>
        {row.city}
      </td>
      <td>
        <Outcome ui={ui} row={row} />
      </td>
    </tr>
  );
}

function Outcome({
  ui,
  row: { twin, isFaulty },
}: {
  readonly ui: Ui;
  readonly row: SampleRow<ClientSample>;
}): JSX.Element {
  const { t } = ui;
  if (isFaulty) return <StatusChip label={t('clients.import.outcome.faulty')} tone="bad" />;
  if (twin === null) return <StatusChip label={t('clients.import.outcome.fresh')} tone="ok" />;
  return (
    <>
      <StatusChip label={t('clients.import.outcome.repeated')} tone="warn" />{' '}
      {twin.line === null ? (
        <a class="link small" href={clientPath(twin.id)} safe>
          {twin.name}
        </a>
      ) : (
        <span class="quiet small" safe>
          {t('clients.import.ofLine', { line: twin.line })}
        </span>
      )}
    </>
  );
}
