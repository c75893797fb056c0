import { CLIENTS, IMPORTS, importPath } from '#clients/paths.ts';
import type { MessageKey } from '#platform/i18n/translate.ts';
import { ImportPreview, type ImportShowProps } from '#views/clients/imports/preview.tsx';
import { ImportStatus } from '#views/clients/imports/status.tsx';
import { ButtonLink } from '#views/ui/button-link.tsx';
import { Figures } from '#views/ui/figures.tsx';
import { Notice } from '#views/ui/notice.tsx';
import { PageHead } from '#views/ui/page-head.tsx';
import { Progress } from '#views/ui/progress.tsx';

/** One import, whatever it has come to. While it runs the whole of it is asked for again every second. */
export function ImportShow(props: ImportShowProps): JSX.Element {
  const { ui, found } = props;
  const { t } = ui;
  const crumbs = [
    { label: t('clients.title'), href: CLIENTS },
    { label: t('clients.import'), href: IMPORTS },
  ];
  return (
    <div class="stack" id={`import-${found.id}`}>
      <PageHead
        ui={ui}
        title={found.fileName || t('clients.import.unnamed')}
        crumbs={crumbs}
        chips={<ImportStatus ui={ui} status={found.status} />}
      />
      {found.status === 'running' && <Running ui={ui} found={found} />}
      {found.status === 'done' && <Result ui={ui} found={found} />}
      {found.status === 'failed' && <Failure ui={ui} found={found} />}
      {(found.status === 'ready' || found.status === 'failed') && <ImportPreview {...props} />}
      {found.status === 'discarded' && (
        <p class="quiet" safe>
          {t('clients.import.discarded')}
        </p>
      )}
    </div>
  );
}

function Running({ ui, found }: Pick<ImportShowProps, 'ui' | 'found'>): JSX.Element {
  const { t } = ui;
  const { rowsDone: done, rowsTotal: total } = found;
  const text = done === 0 ? t('clients.import.reading') : t('clients.import.progress', { done, total });
  return (
    <div class="card pad stack">
      <Progress
        label={t('clients.import.status.running')}
        value={done === 0 ? null : done}
        max={Math.max(total, 1)}
        text={text}
      />
      <p class="quiet" safe>
        {t('clients.import.mayLeave')}
      </p>
      <p>
        <a
          class="btn"
          href={importPath(found.id)}
          hx-get={importPath(found.id)}
          hx-trigger="every 1s"
          hx-target={`#import-${found.id}`}
          hx-swap="outerHTML"
          safe
        >
          {t('clients.import.refresh')}
        </a>
      </p>
    </div>
  );
}

function Result({ ui, found }: Pick<ImportShowProps, 'ui' | 'found'>): JSX.Element {
  const { t, format } = ui;
  const figures = [
    { label: t('clients.import.created'), value: format.number(found.rowsCreated) },
    { label: t('clients.import.updated'), value: format.number(found.rowsUpdated) },
    { label: t('clients.import.skipped'), value: format.number(found.rowsSkipped) },
    { label: t('clients.import.faulty'), value: format.number(found.rowsFaulty) },
  ];
  return (
    <>
      <Figures items={figures} />
      <p>
        <ButtonLink ui={ui} label={t('clients.import.toList')} href={`${CLIENTS}?sort=newest`} variant="main" />
      </p>
    </>
  );
}

/** Kept as a key: its reader may have another language than the user who began the import. */
function Failure({ ui, found }: Pick<ImportShowProps, 'ui' | 'found'>): JSX.Element {
  const { t } = ui;
  const reason = t((found.failure ?? 'platform.import.failure.unknown') as MessageKey);
  return <Notice title={t('clients.import.failure')} text={reason} tone="bad" alert />;
}
