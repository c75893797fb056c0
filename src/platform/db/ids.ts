import { uuidv7 } from 'uuidv7';
import { z } from 'zod';

/** A UUIDv7 (RFC 9562) branded with the name of what it points to. */
export type Id<Name extends string> = string & { readonly __id: Name };

export function newId<Name extends string>(): Id<Name> {
  return uuidv7() as Id<Name>;
}

const PATTERN = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** For addresses and forms: anything that is no UUID is not found, without asking the database. */
export function parseId<Name extends string>(text: string | undefined): Id<Name> | null {
  return text !== undefined && PATTERN.test(text) ? (text as Id<Name>) : null;
}

export function idSchema<Name extends string>() {
  return z
    .string()
    .regex(PATTERN)
    .transform((text) => text as Id<Name>);
}
