import type { Ui } from '#platform/http/ui.ts';
import { ButtonLink } from '#views/ui/button-link.tsx';
import { MessagePage } from '#views/ui/message-page.tsx';

interface Props {
  readonly ui: Ui;
  readonly requestId?: string | undefined;
}

/** 403: the reader is known, and may not. */
export function DeniedPage({ ui }: Props): JSX.Element {
  return (
    <MessagePage ui={ui} icon="lock" title={ui.t('ui.denied.title')} text={ui.t('ui.denied.text')}>
      <Home ui={ui} />
    </MessagePage>
  );
}

/** 404: also what is somebody else's. */
export function NotFoundPage({ ui }: Props): JSX.Element {
  return (
    <MessagePage ui={ui} icon="search" title={ui.t('ui.notFound.title')} text={ui.t('ui.notFound.text')}>
      <Home ui={ui} />
    </MessagePage>
  );
}

/** 410: it was here. */
export function GonePage({ ui }: Props): JSX.Element {
  return (
    <MessagePage ui={ui} icon="clock" title={ui.t('ui.gone.title')} text={ui.t('ui.gone.text')}>
      <Home ui={ui} />
    </MessagePage>
  );
}

/** 429: too many tries. */
export function LimitedPage({ ui }: Props): JSX.Element {
  return <MessagePage ui={ui} icon="clock" title={ui.t('ui.limited.title')} text={ui.t('ui.limited.text')} />;
}

/** 500: our fault. */
export function ErrorPage({ ui, requestId }: Props): JSX.Element {
  return (
    <MessagePage ui={ui} icon="alert" title={ui.t('ui.error.title')} text={ui.t('ui.error.text')} requestId={requestId}>
      <Home ui={ui} />
    </MessagePage>
  );
}

/** 503: suspended, or on its way. */
export function UnavailablePage({ ui, requestId }: Props): JSX.Element {
  return (
    <MessagePage
      ui={ui}
      icon="clock"
      title={ui.t('ui.unavailable.title')}
      text={ui.t('ui.unavailable.text')}
      requestId={requestId}
    />
  );
}

function Home({ ui }: Props): JSX.Element {
  return <ButtonLink ui={ui} label={ui.t('ui.home')} href={ui.actor.kind === 'client' ? '/portal' : '/'} />;
}
