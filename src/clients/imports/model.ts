/** What a row of a file is where rows are clients. */
import type { ClientColumn } from '#clients/import-export/columns.ts';
import type { ClientDetails, ClientKind } from '#clients/model.ts';
import type { GoodRow } from '#platform/imports/model.ts';

export interface ClientRow extends GoodRow {
  readonly details: ClientDetails;
  readonly archivedAt: string | null;
  /** Fields that the file says something about: an update changes no others. */
  readonly given: readonly ClientColumn[];
}

/** What the preview shows of a row. */
export interface ClientSample {
  readonly name: string;
  readonly kind: ClientKind | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly city: string | null;
}
