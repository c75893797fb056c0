import { DEPARTURE, MEMBERS } from '#identity/paths.ts';
import type { Ui } from '#platform/http/ui.ts';
import { SETTINGS } from '#studios/paths.ts';
import { Button } from '#views/ui/button.tsx';
import { ButtonLink } from '#views/ui/button-link.tsx';
import { Card } from '#views/ui/card.tsx';
import { Form, FormActions } from '#views/ui/form.tsx';
import type { FormState } from '#views/ui/form-state.ts';
import { Notice } from '#views/ui/notice.tsx';
import { PageHead } from '#views/ui/page-head.tsx';

interface Props {
  readonly ui: Ui;
  readonly form: FormState;
  /** A studio keeps one: first another has to be named. */
  readonly lastOwner: boolean;
}

/** Leaving the studio, and what it means. */
export function DeparturePage({ ui, form, lastOwner }: Props): JSX.Element {
  const studio = ui.studio?.name ?? '';
  return (
    <>
      <PageHead
        ui={ui}
        title={ui.t('identity.departure.title')}
        crumbs={[{ label: ui.t('studios.settings'), href: SETTINGS }]}
      />
      {form.errors[''] !== undefined && <Notice title={form.errors['']} tone="bad" alert />}
      <Card pad>
        {lastOwner ? (
          <div class="stack">
            <p safe>{ui.t('identity.members.lastOwnerYou')}</p>
            <p>
              <ButtonLink ui={ui} label={ui.t('identity.members.title')} href={MEMBERS} />
            </p>
          </div>
        ) : (
          <Form ui={ui} action={DEPARTURE}>
            <p safe>{ui.t('identity.departure.effect', { studio })}</p>
            <FormActions>
              <Button ui={ui} variant="danger" label={ui.t('identity.departure.confirm', { studio })} />
              <ButtonLink ui={ui} variant="plain" label={ui.t('identity.departure.stay')} href={SETTINGS} />
            </FormActions>
          </Form>
        )}
      </Card>
    </>
  );
}
