import { type Finding, inFile } from './law.ts';

export interface Exception {
  /** Part of the check. */
  readonly law: string;
  /** One file, or the beginning of a path followed by `*`. */
  readonly file: string;
  /** Words of the finding that is let through. */
  readonly about: string;
  readonly why: string;
}

/** An entry that lets nothing through any more is itself a finding. */
export const EXCEPTIONS: readonly Exception[] = [
  {
    law: 'environment',
    file: 'src/platform/runtime/postgres-process.ts',
    about: 'reads the environment',
    why: 'hands PATH and library paths down to the server that it starts; they are the machine’s, not configuration',
  },
  {
    law: 'markup',
    file: 'views/layouts/staff.tsx',
    about: 'hx-get without href',
    why: 'the room status in the header: it shows nothing that the Today page does not, and has nothing to click',
  },
  {
    law: 'modules',
    file: 'src/activations/',
    about: 'has no seed.ts',
    why: 'what is activated belongs to other modules, whose seeds give and withdraw its activations',
  },
  {
    law: 'squawk',
    file: 'migrations/*',
    about: 'require-lock-timeout',
    why: 'the runner sets lock_timeout 3 s for every migration',
  },
  {
    law: 'squawk',
    file: 'migrations/*',
    about: 'require-statement-timeout',
    why: 'the runner sets statement_timeout for every migration',
  },
  {
    law: 'squawk',
    file: 'migrations/*',
    about: 'prefer-bigint-over-int',
    why: 'counts of minutes, days and revisions; ids are uuid and money is bigint',
  },
  {
    law: 'squawk',
    file: 'migrations/*',
    about: 'prefer-bigint-over-smallint',
    why: 'degrees of hue and days of a week',
  },
  {
    law: 'squawk',
    file: 'migrations/tenant/0009_search_words.sql',
    about: 'require-concurrent-index-creation',
    why: 'belongs to the first release: there is no studio whose tables it could lock',
  },
  {
    law: 'squawk',
    file: 'migrations/tenant/0027_clients_portal_people.sql',
    about: 'constraint-missing-not-valid',
    why: 'belongs to the first release: there is no studio whose tables it could lock',
  },
  {
    law: 'squawk',
    file: 'migrations/tenant/0027_clients_portal_people.sql',
    about: 'require-concurrent-index-deletion',
    why: 'belongs to the first release: there is no studio whose tables it could lock',
  },
  {
    law: 'squawk',
    file: 'migrations/tenant/0027_clients_portal_people.sql',
    about: 'require-concurrent-index-creation',
    why: 'belongs to the first release: there is no studio whose tables it could lock',
  },
  {
    law: 'squawk',
    file: 'migrations/tenant/0028_portal_people.sql',
    about: 'require-concurrent-index-creation',
    why: 'belongs to the first release: there is no studio whose tables it could lock',
  },
  {
    law: 'squawk',
    file: 'migrations/tenant/0028_portal_people.sql',
    about: 'adding-foreign-key-constraint',
    why: 'belongs to the first release: there is no studio whose tables it could lock',
  },
  {
    law: 'squawk',
    file: 'migrations/tenant/0028_portal_people.sql',
    about: 'adding-field-with-default',
    why: 'belongs to the first release: there is no studio whose tables it could lock',
  },
  {
    law: 'squawk',
    file: 'migrations/tenant/0031_lists.sql',
    about: 'require-concurrent-index-creation',
    why: 'a migration is one transaction, and a studio has some thousands of invoices and some ten thousand sessions',
  },
  {
    law: 'squawk',
    file: 'migrations/control/0006_identity_confirmation.sql',
    about: 'require-concurrent-index-creation',
    why: 'a migration is one transaction, and a service has some thousands of users',
  },
  {
    law: 'squawk',
    file: 'migrations/control/0010_identity_main_host.sql',
    about: 'ban-drop-not-null',
    why: 'rows without a studio are made by this release alone; the one before looks rows up by their studio and does not meet them',
  },
  {
    law: 'squawk',
    file: 'migrations/control/0016_identity_main_recoveries.sql',
    about: 'ban-drop-not-null',
    why: 'rows without a studio are made by this release alone; the one before finds one by its user and does without the studio',
  },
  {
    law: 'squawk',
    file: 'migrations/tenant/0022_sessions_untitled.sql',
    about: 'ban-drop-not-null',
    why: 'sessions without a title are made by this release alone; the one before shows them nameless while it is rolled out',
  },
  {
    law: 'squawk',
    file: 'migrations/tenant/0011_platform_audit_client.sql',
    about: 'require-concurrent-index-creation',
    why: 'a migration is one transaction; indexing the trail of the largest demo studio takes milliseconds',
  },
  {
    law: 'squawk',
    file: 'migrations/tenant/0012_payments_client.sql',
    about: 'require-concurrent-index-creation',
    why: 'a migration is one transaction, and a studio has some thousands of payments',
  },
  {
    law: 'squawk',
    file: 'migrations/tenant/0032_platform_effects_done_at.sql',
    about: 'require-concurrent-index-creation',
    why: 'a migration is one transaction, and a studio has a mark for each mail that left',
  },
  {
    law: 'squawk',
    file: 'migrations/tenant/0015_clients_recent.sql',
    about: 'require-concurrent-index-creation',
    why: 'a migration is one transaction, and a large studio has some ten thousand clients',
  },
  {
    law: 'squawk',
    file: 'migrations/tenant/0020_growth.sql',
    about: 'require-concurrent-index-creation',
    why: 'a migration is one transaction; with 100,000 sessions these indexes take a second or two, within the lock timeout of writers',
  },
  {
    law: 'squawk',
    file: 'migrations/tenant/0020_growth.sql',
    about: 'require-concurrent-index-deletion',
    why: 'its successor is made in the same transaction, so that no statement is without one',
  },
  {
    law: 'squawk',
    file: 'migrations/tenant/0025_audit_words.sql',
    about: 'require-concurrent-index-creation',
    why: 'a migration is one transaction, and a log of 100,000 rows is indexed in a few seconds',
  },
  {
    law: 'squawk',
    file: 'migrations/*',
    about: 'ban-char-field',
    why: 'ISO 4217 codes have three letters and never will have more',
  },
];

/** Beginnings of message keys that are put together at run time; the types see to it that every end exists. */
export const DYNAMIC_KEYS: readonly string[] = [
  'clients.field.',
  'clients.gender.',
  'clients.import.status.',
  'clients.kind.',
  'identity.audit.category.',
  'identity.audit.severity.',
  'identity.factor.mail.',
  'identity.invitation.lead.',
  'identity.members.guide.',
  'identity.notice.',
  'invoicing.portal.status.',
  'pdf.operation.',
  'pdf.vat.',
  'platform.error.',
  'sessions.kind.',
  'sessions.portal.status.',
  'ui.nav.',
  'ui.role.',
  'ui.theme.',
];

export interface Judgement {
  readonly findings: readonly Finding[];
  readonly used: ReadonlySet<Exception>;
}

/** What remains of a law's findings once its exceptions are taken off. */
export function judge(
  law: string,
  findings: readonly Finding[],
  exceptions: readonly Exception[] = EXCEPTIONS,
): Judgement {
  const own = exceptions.filter((exception) => exception.law === law);
  const used = new Set<Exception>();
  const remaining = findings.filter((finding) => {
    const exception = own.find((candidate) => covers(candidate, finding));
    if (exception) used.add(exception);
    return !exception;
  });
  return { findings: remaining, used };
}

export function deadExceptions(used: ReadonlySet<Exception>, exceptions: readonly Exception[] = EXCEPTIONS): Finding[] {
  return exceptions
    .filter((exception) => !used.has(exception))
    .map(({ law, file, about }) =>
      inFile('ops/bin/check/exceptions.ts', `${law}, ${file}, “${about}” lets nothing through any more`),
    );
}

function covers(exception: Exception, { file, message }: Finding): boolean {
  const { file: pattern } = exception;
  const fits = pattern.endsWith('*') ? file.startsWith(pattern.slice(0, -1)) : file === pattern;
  return fits && message.includes(exception.about);
}
