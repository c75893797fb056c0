import type { Scope } from '#platform/scope.ts';

/** The scope as it was at another time, for services that know no other; what they write carries that time. */
export function scopeAt(scope: Scope, now: Date): Scope {
  const write: Scope['write'] = (action, work) =>
    scope.write(action, (w) =>
      work({
        ...w,
        now,
        write: scopeAt(w, now).write,
        about: (subject, details, circumstances) => w.about(subject, details, { at: now, ...circumstances }),
      }),
    );
  return { ...scope, now, write };
}
