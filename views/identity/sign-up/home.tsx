import { FIND_STUDIO, LOGIN, ME, SIGN_UP } from '#identity/paths.ts';
import type { Ui } from '#platform/http/ui.ts';
import { Button } from '#views/ui/button.tsx';
import { ButtonLink } from '#views/ui/button-link.tsx';
import { Form } from '#views/ui/form.tsx';
import type { FormState } from '#views/ui/form-state.ts';
import { Icon } from '#views/ui/icon.tsx';
import { TextField } from '#views/ui/text-field.tsx';

interface Props {
  readonly ui: Ui;
  readonly form: FormState;
  /** Of the main host, with its port: studios live below it. */
  readonly host: string;
}

const POINTS = [
  { icon: 'calendar', title: 'identity.home.calendar', text: 'identity.home.calendarText' },
  { icon: 'invoices', title: 'identity.home.invoices', text: 'identity.home.invoicesText' },
  { icon: 'clients', title: 'identity.home.portal', text: 'identity.home.portalText' },
  { icon: 'lock', title: 'identity.home.data', text: 'identity.home.dataText' },
] as const;

/** The main host's first page: what this is, how to begin, and the way to one's own studio. */
export function HomePage({ ui, form, host }: Props): JSX.Element {
  return (
    <div class="home stack">
      <div class="pitch">
        <h1 safe>{ui.t('identity.home.heading')}</h1>
        <p class="lead" safe>
          {ui.t('identity.home.lead')}
        </p>
        <div class="row wrap">
          <Ways ui={ui} />
        </div>
      </div>
      <ul class="points">
        {POINTS.map(({ icon, title, text }) => (
          <li>
            <Icon ui={ui} name={icon} />
            <h2 safe>{ui.t(title)}</h2>
            <p class="quiet" safe>
              {ui.t(text)}
            </p>
          </li>
        ))}
      </ul>
      <section class="card pad stack-s" id="find" aria-labelledby="find-title">
        <h2 id="find-title" safe>
          {ui.t('identity.home.find')}
        </h2>
        <p class="quiet" safe>
          {ui.t('identity.home.findText')}
        </p>
        <Form ui={ui} action={FIND_STUDIO} method="get" inline>
          <TextField
            form={form}
            name="slug"
            label={ui.t('identity.field.slug')}
            suffix={`.${host}`}
            autocomplete="on"
            attrs={{ autocapitalize: 'none', spellcheck: 'false' }}
          />
          <Button ui={ui} label={ui.t('identity.home.go')} />
        </Form>
      </section>
    </div>
  );
}

function Ways({ ui }: { readonly ui: Ui }): JSX.Element {
  if (ui.actor.kind === 'self')
    return <ButtonLink ui={ui} variant="main" label={ui.t('identity.me.title')} href={ME} />;
  return (
    <>
      <ButtonLink ui={ui} variant="main" label={ui.t('identity.home.begin')} href={SIGN_UP} />
      <ButtonLink ui={ui} label={ui.t('identity.login.enter')} href={LOGIN} />
      <ButtonLink ui={ui} variant="plain" label={ui.t('identity.home.enter')} href="#find" />
    </>
  );
}
