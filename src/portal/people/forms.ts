import { z } from 'zod';
import { tick } from '#platform/format/fields.ts';
import type { PortalRight } from '#platform/scope.ts';
import type { ClientPerson } from '#portal/people/queries.ts';

/** Paying means seeing what is paid. */
export const accessForm = z
  .object({ isOpen: tick, see: tick, pay: tick })
  .refine(({ see, pay }) => see || !pay, { path: ['pay'], message: 'portal.people.payNeedsSee' });

type Typed = z.output<typeof accessForm>;

/** Those that something asks for today. The others are kept as they are stored. */
const ASKED = ['see', 'pay'] as const satisfies readonly PortalRight[];

export function rightsOf(typed: Typed, before: readonly PortalRight[]): readonly PortalRight[] {
  const kept = before.filter((right) => !ASKED.some((asked) => asked === right));
  return [...ASKED.filter((right) => typed[right]), ...kept];
}

export function accessValues({ isOpen, rights }: ClientPerson): Record<string, string> {
  const value = (is: boolean) => (is ? 'on' : '');
  return { isOpen: value(isOpen), see: value(rights.includes('see')), pay: value(rights.includes('pay')) };
}
