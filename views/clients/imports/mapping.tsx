import { CLIENTS, IMPORTS, importMappingPath, importRemovalPath } from '#clients/paths.ts';
import type { Ui } from '#platform/http/ui.ts';
import type { SampleColumn } from '#platform/imports/model.ts';
import { attr } from '#views/ui/attr.ts';
import { Button } from '#views/ui/button.tsx';
import { Checkbox } from '#views/ui/checkbox.tsx';
import { FieldNotes } from '#views/ui/field.tsx';
import { Form, FormActions } from '#views/ui/form.tsx';
import { type FormState, fieldId } from '#views/ui/form-state.ts';
import { PageHead } from '#views/ui/page-head.tsx';
import { type Option, Select } from '#views/ui/select.tsx';
import { Table } from '#views/ui/table.tsx';

interface Props {
  readonly ui: Ui;
  readonly id: string;
  readonly fileName: string;
  readonly form: FormState;
  readonly columns: readonly SampleColumn[];
  readonly targets: readonly Option[];
}

/** First how the file is to be read, then what each of its columns is. */
export function ImportMapping(props: Props): JSX.Element {
  const { ui, id, fileName, form } = props;
  const { t } = ui;
  const crumbs = [
    { label: t('clients.title'), href: CLIENTS },
    { label: t('clients.import'), href: IMPORTS },
  ];
  return (
    <>
      <PageHead ui={ui} title={t('clients.import.mapping')} lead={fileName} crumbs={crumbs} />
      <div class="card pad reading">
        <Reading {...props} />
      </div>
      <div class="card">
        <Form ui={ui} action={importMappingPath(id)} form={form}>
          {['encoding', 'delimiter', 'hasHeadings'].map((name) => (
            <input type="hidden" name={name} value={attr(form.values[name] ?? '')} />
          ))}
          <ColumnTable {...props} />
          <div class="pad">
            <FormActions>
              <Button ui={ui} label={t('clients.import.preview')} variant="main" />
              <Button
                ui={ui}
                label={t('clients.import.discard')}
                variant="plain"
                attrs={{ formaction: importRemovalPath(id) }}
              />
            </FormActions>
          </div>
        </Form>
      </div>
    </>
  );
}

function Reading({ ui, id, form }: Props): JSX.Element {
  const { t } = ui;
  const delimiters = [
    { value: ';', label: t('clients.import.delimiter.semicolon') },
    { value: ',', label: t('clients.import.delimiter.comma') },
    { value: '\t', label: t('clients.import.delimiter.tab') },
    { value: '|', label: t('clients.import.delimiter.pipe') },
  ];
  const encodings = [
    { value: 'utf-8', label: 'UTF-8' },
    { value: 'windows-1252', label: 'Windows-1252 / Latin-1' },
    { value: 'utf-16le', label: 'UTF-16 LE' },
    { value: 'utf-16be', label: 'UTF-16 BE' },
  ];
  return (
    <Form ui={ui} action={importMappingPath(id)} method="get" inline>
      <Select form={form} scope="reading" name="delimiter" label={t('clients.import.delimiter')} options={delimiters} />
      <Select form={form} scope="reading" name="encoding" label={t('clients.import.encoding')} options={encodings} />
      <Checkbox form={form} scope="reading" name="hasHeadings" label={t('clients.import.hasHeadings')} />
      <Button ui={ui} label={t('clients.import.readAgain')} />
    </Form>
  );
}

function ColumnTable({ ui, form, columns, targets }: Props): JSX.Element {
  const { t } = ui;
  const heads = [{ label: t('clients.import.column') }, { label: t('clients.import.becomes') }];
  const options: Option[] = [{ value: 'custom', label: t('clients.import.asCustom') }, ...targets];
  return (
    <div class="mapping" id={fieldId('columns')}>
      {form.errors.columns !== undefined && (
        <div class="pad">
          <FieldNotes id={fieldId('columns')} help={undefined} error={form.errors.columns} />
        </div>
      )}
      <Table ui={ui} caption={t('clients.import.columns')} columns={heads}>
        {columns.map(({ heading, values }, index) => {
          const name = heading ?? t('clients.import.columnNumber', { number: index + 1 });
          return (
            <tr>
              <td>
                <div safe>{name}</div>
                <div class="quiet small as-typed" safe>
                  {values.filter((value) => value !== '').join(' · ')}
                </div>
              </td>
              <td>
                <Select
                  form={form}
                  name={`column${index}`}
                  label={t('clients.import.fieldFor', { column: name })}
                  options={options}
                  empty={t('clients.import.ignore')}
                />
              </td>
            </tr>
          );
        })}
      </Table>
    </div>
  );
}
