import type { Ui } from '#platform/http/ui.ts';
import type { SessionPrice } from '#sessions/model.ts';
import type { Preview } from '#sessions/preview/service.ts';
import { ConflictOthers, offerText } from '#views/sessions/conflicts/others.tsx';
import { UNITS } from '#views/sessions/labels.ts';
import { type Attrs, attr } from '#views/ui/attr.ts';
import { Money } from '#views/ui/money.tsx';
import { Notice } from '#views/ui/notice.tsx';

/** What the form would come to as it is. */
export interface Prospect {
  /** Null until room and times are there. */
  readonly preview: Preview | null;
  /** Why the times cannot be. */
  readonly errors: readonly string[];
}

export const PREVIEW_ID = 'session-preview';

interface Props {
  readonly ui: Ui;
  readonly prospect: Prospect;
}

/** Has the form ask for price and obstacles whenever a field of it has changed. @param path of the page with the form */
export function previewAttrs(path: string): Attrs {
  return {
    'hx-get': attr(path),
    'hx-trigger': 'change delay:300ms',
    'hx-target': `#${PREVIEW_ID}`,
    'hx-params': 'roomId,startsAt,endsAt,agreedPrice',
    'hx-sync': 'this:replace',
    // The form itself would show its button as busy, as if it had been sent.
    'hx-indicator': `#${PREVIEW_ID}`,
    'data-quiet': '',
  };
}

export function BookingPreview({ ui, prospect }: Props): JSX.Element {
  return (
    <div class="preview" id={PREVIEW_ID} role="status">
      <PreviewBody ui={ui} prospect={prospect} />
    </div>
  );
}

export function PreviewBody({ ui, prospect: { preview, errors } }: Props): JSX.Element {
  return (
    <>
      {preview === null ? (
        <p class="quiet" safe>
          {ui.t(ui.can('sessions.see-prices') ? 'sessions.preview.none' : 'sessions.preview.none.unpriced')}
        </p>
      ) : preview.price === null ? (
        <Free ui={ui} preview={preview} />
      ) : (
        <Price ui={ui} price={preview.price} />
      )}
      {errors.map((error) => (
        <Notice tone="warn" title={error} />
      ))}
      {preview !== null && !preview.withinHours && <Notice tone="warn" title={ui.t('sessions.outsideHours')} />}
      {preview?.conflict ? (
        <Notice tone="bad" title={ui.t('sessions.conflict.title', { room: preview.conflict.room.name })}>
          <ConflictOthers ui={ui} conflict={preview.conflict} />
          <p safe>{offerText(ui, preview.conflict)}</p>
        </Notice>
      ) : (
        ''
      )}
    </>
  );
}

/** Where there is no price to show: that nothing is in the way. */
function Free({ ui, preview: { conflict } }: { readonly ui: Ui; readonly preview: Preview }): JSX.Element {
  if (conflict !== null) return '';
  return <p safe>{ui.t('sessions.preview.free')}</p>;
}

function Price({ ui, price }: { readonly ui: Ui; readonly price: SessionPrice }): JSX.Element {
  if (price.lines.length === 0)
    return (
      <p class="quiet" safe>
        {ui.t('sessions.preview.unpriced')}
      </p>
    );
  const parts = price.lines.map(({ unit, quantity }) =>
    ui.t('sessions.preview.part', { quantity: ui.format.number(quantity), unit: ui.t(UNITS[unit]) }),
  );
  return (
    <p class="row wrap">
      <span safe>{ui.t('sessions.price')}</span>
      <strong>
        <Money ui={ui} money={price.total} />
      </strong>
      <span safe>{ui.t('sessions.preview.net')}</span>
      <span class="quiet small" safe>
        {parts.join(' + ')}
      </span>
    </p>
  );
}
