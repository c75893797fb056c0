/**
 * No table grows for ever without a reason: each of both databases says what becomes of its rows, and what is said of jobs and of
 * foreign keys is looked at.
 */
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Connected, connect } from '#platform/db/client.ts';
import { MAIN_HOST } from '#platform/jobs/queue.ts';
import { rawWrite } from '#testing/raw-write.ts';
import { runJobs } from '#testing/run-jobs.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';
import { tablesWritten, unwatchWrites, watchWrites } from '#testing/watch-writes.ts';

type Fate =
  /** By the job of that name, every night. */
  | { readonly sweptBy: string }
  /** With the row of that table to which it belongs: a foreign key sees to it. */
  | { readonly goesWith: string }
  /** Otherwise; says when. */
  | { readonly goes: string }
  /** Says with what it grows. */
  | { readonly stays: string };

const WORK = { stays: 'what the studio has written down' } as const;
const BOOKS = { stays: 'the studio’s books, which the law has it keep' } as const;
const ONE = { stays: 'a single row' } as const;
const MIGRATIONS = { stays: 'a row a migration' } as const;
const KEYS = { goes: 'each new key takes up to ten away that are older than a day' } as const;

const FATES: Readonly<Record<'control' | 'studio', Readonly<Record<string, Fate>>>> = {
  control: {
    audit: { stays: 'the platform’s log' },
    audit_anchors: {
      stays: 'a row a studio and a day on which something was done: with them a log that was cut is found out',
    },
    audit_head: ONE,
    backup_codes: { goesWith: 'two_factors' },
    deliveries: { goes: 'once the studio knows, at the latest by the sweep of every half minute' },
    factor_recoveries: { sweptBy: 'identity.sweep' },
    half_logins: { sweptBy: 'identity.sweep' },
    hostnames: { goesWith: 'studios' },
    invitation_links: { goesWith: 'invitations' },
    invitations: { sweptBy: 'identity.sweep' },
    known_browsers: { sweptBy: 'identity.sweep' },
    logins: { sweptBy: 'identity.sweep' },
    members: { goesWith: 'studios' },
    migrations: MIGRATIONS,
    outbox_hints: { goesWith: 'studios' },
    passkeys: { goesWith: 'users' },
    password_resets: { sweptBy: 'identity.sweep' },
    pending_requests: { sweptBy: 'identity.sweep' },
    provisioning_steps: { goesWith: 'studios' },
    remembered_devices: { sweptBy: 'identity.sweep' },
    request_keys: KEYS,
    spent_challenges: { sweptBy: 'identity.sweep' },
    studio_schemas: { goesWith: 'studios' },
    studios: { stays: 'a row a studio' },
    throttles: { goes: 'every hour, those of the day before' },
    two_factors: { goesWith: 'users' },
    users: { stays: 'a row a person' },
    welcomes: { sweptBy: 'identity.sweep' },
  },
  studio: {
    activations: { stays: 'who let a room be used, and when' },
    audit: { goes: 'by identity.cut-audit, where the studio has said for how many years it keeps its log' },
    audit_cuts: { stays: 'a row a cut of the log, by which the rest proves itself' },
    audit_head: ONE,
    audit_retention: ONE,
    checkouts: BOOKS,
    client_contacts: { goesWith: 'clients' },
    client_import_rows: { goes: 'when the import ends, or begins again' },
    client_imports: { stays: 'a row an upload, whose file is swept by clients.sweep-imports' },
    client_notes: { goesWith: 'clients' },
    clients: WORK,
    company_members: WORK,
    deleted_drafts: { sweptBy: 'invoicing.purge-drafts' },
    effects: { sweptBy: 'studios.sweep' },
    invoice_lines: { goesWith: 'invoices' },
    invoice_links: { stays: 'a row a mail with a document' },
    invoice_mails: { stays: 'a row a mail with a document' },
    invoice_series: { stays: 'a row a year and kind of document' },
    invoice_sources: { goesWith: 'invoices' },
    invoice_taxes: { goesWith: 'invoices' },
    invoices: BOOKS,
    local_charges: { stays: 'a row a card given to the test gateway: its own book' },
    mail_days: { sweptBy: 'studios.sweep' },
    migrations: MIGRATIONS,
    outbox: { goes: 'when the queue has taken it, or done it' },
    payments: BOOKS,
    portal_links: { sweptBy: 'portal.sweep' },
    portal_logins: { sweptBy: 'portal.sweep' },
    request_keys: KEYS,
    room_activations: { stays: 'nothing more is written' },
    room_hours: { goesWith: 'rooms' },
    rooms: WORK,
    session_changes: { stays: 'nothing more is written' },
    sessions: WORK,
    studio_profile: ONE,
  },
};

let studio: TestStudio;
let databases: { readonly control: Connected; readonly studio: Connected };
let written: Record<'control' | 'studio', readonly string[]>;

/** All nightly jobs, on the main host and at the studio, as the schedule gives them. */
async function runNight(): Promise<void> {
  const { platform, queue } = studio.installation;
  const actor = { kind: 'system', name: 'schedule' } as const;
  for (const { job, host } of platform.registry.schedule) {
    const isOnMain = platform.registry.definitions.get(job)?.runOnMain !== undefined;
    const hosts = [...(isOnMain ? [MAIN_HOST] : []), ...(host === 'main' ? [] : [studio.studio.id])];
    for (const studioId of hosts)
      await queue.add({ id: `${job} ${studioId}`, job, studioId, payload: {}, actor, notBefore: null, attempts: 1 });
  }
  await runJobs(studio.installation);
}

beforeAll(async () => {
  studio = await testStudio();
  await rawWrite(await studio.scope(), (tx) =>
    tx.execute(sql`insert into deleted_drafts (id, draft, lines, taxes, deleted_at)
      values (gen_random_uuid(), '{"client_id": null}', '[]', '[]', now() - interval '2 days')`),
  );
  const { cluster } = studio.installation;
  const open = (database: string) => connect(cluster.admin(database), { max: 1, name: 'law', idleSeconds: 0 });
  databases = { control: open(cluster.control), studio: open(studio.studio.database) };
  await watchWrites(databases.control);
  await watchWrites(databases.studio);
  await runNight();
  written = { control: await tablesWritten(databases.control), studio: await tablesWritten(databases.studio) };
});

/** The control database is the worker's, whose other files come after this one. */
afterAll(async () => {
  await unwatchWrites(databases.control);
  for (const { sql: client } of Object.values(databases)) await client.end({ timeout: 1 });
});

describe.each(['control', 'studio'] as const)('the tables of the %s database', (database) => {
  const fates = Object.entries(FATES[database]);

  test('say what becomes of their rows, and no other table is spoken of', async () => {
    const rows = await databases[database].sql<{ name: string }[]>`
      select relname as name from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relname <> 'law_writes'`;
    expect(rows.map(({ name }) => name).sort()).toEqual(fates.map(([name]) => name).sort());
  });

  test('that a job sweeps are swept by a job of the schedule', () => {
    const { schedule } = studio.installation.platform.registry;
    const known = new Set<string>(schedule.map(({ job }) => job));
    const swept = fates.flatMap(([table, fate]) => ('sweptBy' in fate ? [{ table, job: fate.sweptBy }] : []));
    expect(swept.filter(({ job }) => !known.has(job))).toEqual([]);
    expect(swept.map(({ table }) => table).filter((table) => !written[database].includes(table))).toEqual([]);
  });

  test('that go with another have a foreign key that takes them along', async () => {
    const rows = await databases[database].sql<{ link: string }[]>`
      select conrelid::regclass || ' ' || confrelid::regclass as link from pg_constraint
      where contype = 'f' and confdeltype = 'c'`;
    const links = new Set(rows.map(({ link }) => link));
    const gone = fates.flatMap(([table, fate]) => ('goesWith' in fate ? [`${table} ${fate.goesWith}`] : []));
    expect(gone.filter((link) => !links.has(link))).toEqual([]);
  });
});
