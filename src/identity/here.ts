/** A studio and the main host are entered in the same way; what was made at one host counts there alone. */
import { eq, isNull, type SQL } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import { PRODUCT } from '#identity/model.ts';
import type { Id } from '#platform/db/ids.ts';
import type { ControlScope } from '#platform/scope.ts';

type Here = Pick<ControlScope, 'studio'>;

/** Null on the main host. */
export function studioIdOf({ studio }: Here): Id<'studio'> | null {
  return studio && (studio.id as Id<'studio'>);
}

/** @param column names a studio, or with null the main host */
export function isHere(column: AnyPgColumn, { studio }: Here): SQL {
  return studio ? eq(column, studio.id) : isNull(column);
}

export function nameOf({ studio }: Here): string {
  return studio?.name ?? PRODUCT;
}
