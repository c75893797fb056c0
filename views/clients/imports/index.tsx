import { CLIENTS, IMPORTS, importPath } from '#clients/paths.ts';
import type { Ui } from '#platform/http/ui.ts';
import type { ImportLine } from '#platform/imports/queries.ts';
import { ImportStatus } from '#views/clients/imports/status.tsx';
import { Button } from '#views/ui/button.tsx';
import { Card } from '#views/ui/card.tsx';
import { FileField } from '#views/ui/file-field.tsx';
import { Form, FormActions } from '#views/ui/form.tsx';
import type { FormState } from '#views/ui/form-state.ts';
import { List, ListItem } from '#views/ui/list.tsx';
import { PageHead } from '#views/ui/page-head.tsx';

interface Props {
  readonly ui: Ui;
  readonly form: FormState;
  readonly imports: readonly ImportLine[];
}

export function ImportsIndex({ ui, form, imports }: Props): JSX.Element {
  const { t } = ui;
  return (
    <>
      <PageHead
        ui={ui}
        title={t('clients.import')}
        lead={t('clients.import.lead')}
        crumbs={[{ label: t('clients.title'), href: CLIENTS }]}
      />
      <div class="card pad narrow">
        <Form ui={ui} action={IMPORTS} form={form} multipart>
          <FileField
            form={form}
            name="file"
            label={t('clients.import.file')}
            help={t('clients.import.fileHelp')}
            accept=".csv,.txt,.tsv,.vcf,text/csv,text/vcard"
            required
          />
          <FormActions>
            <Button ui={ui} label={t('clients.import.upload')} icon="upload" variant="main" />
          </FormActions>
        </Form>
      </div>
      {imports.length > 0 && (
        <Card title={t('clients.import.earlier')}>
          <List>
            {imports.map((line) => (
              <ListItem
                title={line.fileName || t('clients.import.unnamed')}
                href={importPath(line.id)}
                detail={`${ui.format.dateTime(line.createdAt)} · ${line.createdBy}`}
              >
                <ImportStatus ui={ui} status={line.status} />
              </ListItem>
            ))}
          </List>
        </Card>
      )}
    </>
  );
}
