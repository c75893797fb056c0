import { type SQL, sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { createClient } from '#clients/service.ts';
import { createDraft, saveDraft } from '#invoicing/drafts/service.ts';
import { issueInvoice } from '#invoicing/issuance/service.ts';
import type { InvoiceId, Line } from '#invoicing/model.ts';
import { postgresFault } from '#platform/db/errors.ts';
import { readRows } from '#platform/db/raw.ts';
import { accepted } from '#platform/refusal.ts';
import type { Scope } from '#platform/scope.ts';
import { mayIssue } from '#testing/fixtures.ts';
import { rawWrite } from '#testing/raw-write.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';

interface Issued {
  readonly number: string;
  readonly issued_at: string;
  readonly issue_date: string;
}

const LINE: Line = {
  ...{ description: 'x', detail: '', quantity: '1', unit: 'piece', unitPrice: 1_000n },
  ...{ vatRate: 2000, vatCategory: 'S' },
};

let studio: TestStudio;

beforeAll(async () => {
  studio = await testStudio();
  await mayIssue(studio);
});

async function drafts(where: TestStudio, count: number): Promise<InvoiceId[]> {
  const scope = await where.scope('owner');
  const clientId = await accepted(createClient(scope, { name: 'Mona' }));
  const ids: InvoiceId[] = [];
  for (let made = 0; made < count; made += 1) {
    const id = await accepted(createDraft(scope, { clientId }));
    await accepted(saveDraft(scope, id, { lines: [LINE] }));
    ids.push(id);
  }
  return ids;
}

/** A clock that jumps about, as those of several machines do. */
async function jittery(where: TestStudio): Promise<Scope> {
  const scope = await where.scope('owner');
  return { ...scope, now: new Date(scope.now.getTime() + Math.round((Math.random() - 0.5) * 4_000)) };
}

async function query<T>(where: TestStudio, statement: SQL): Promise<T[]> {
  return (await readRows((await where.scope()).db, statement)) as unknown as T[];
}

class Injected extends Error {}

/** As many at once as `lanes`; those that roll back come back and try again later. */
async function issueAll(where: TestStudio, ids: readonly InvoiceId[], lanes: number): Promise<number> {
  const queue = [...ids];
  let rollbacks = 0;
  const lane = async () => {
    for (let id = queue.shift(); id; id = queue.shift()) {
      const scope = await jittery(where);
      const fails = Math.random() < 0.3;
      try {
        await scope.write('invoicing.issue', async (w) => {
          w.unchanged();
          await issueInvoice({ ...w, now: scope.now }, id as InvoiceId);
          if (fails) throw new Injected();
        });
      } catch (error) {
        if (!(error instanceof Injected)) throw error;
        rollbacks += 1;
        queue.push(id);
      }
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return rollbacks;
}

describe('numbers', () => {
  it('have no gap and no double under 16 at once with rollbacks, and dates never go back', async () => {
    const ids = await drafts(studio, 96);
    const rollbacks = await issueAll(studio, ids, 16);
    expect(rollbacks).toBeGreaterThan(5);
    const issued = await query<Issued>(
      studio,
      sql`select number, issued_at, issue_date from invoices where number is not null order by number`,
    );
    const year = issued[0]?.number.slice(4, 8);
    expect(issued.map(({ number }) => number)).toEqual(
      ids.map((_, index) => `FAC-${year}-${String(index + 1).padStart(4, '0')}`),
    );
    const times = issued.map(({ issued_at }) => new Date(issued_at).getTime());
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(new Set(times).size, 'the clocks did jump').toBeGreaterThan(1);
  });

  it('would have gaps if they came from a sequence', async () => {
    const scope = await studio.scope();
    await admin(studio, sql`create sequence legal_numbers`);
    await admin(studio, sql`grant usage on sequence legal_numbers to public`);
    const taken: number[] = [];
    for (let index = 0; index < 40; index += 1)
      await rawWrite(scope, async (tx) => {
        const [row] = (await tx.execute(sql`select nextval('legal_numbers')::int as n`)) as unknown as {
          n: number;
        }[];
        if (index % 4 === 3) throw new Injected();
        taken.push(row?.n ?? 0);
      }).catch((error: unknown) => {
        if (!(error instanceof Injected)) throw error;
      });
    expect(taken).toHaveLength(30);
    expect(Math.max(...taken)).toBeGreaterThan(30);
  });

  it('are taken once by many clicks on one draft', async () => {
    const [id] = await drafts(studio, 1);
    const before = await lastNumber();
    const owner = await studio.as('owner');
    const pages = await Promise.all(Array.from({ length: 12 }, () => owner.post(`/invoices/${id}/issuance`)));
    expect(pages.map(({ status }) => status).sort()).toEqual([303, ...Array.from({ length: 11 }, () => 409)]);
    expect(await lastNumber()).toBe(before + 1);
  });
});

async function lastNumber(): Promise<number> {
  const [row] = await query<{ n: number }>(
    studio,
    sql`select max(last_number) as n from invoice_series where prefix = 'FAC'`,
  );
  return row?.n ?? 0;
}

/** As the owner of the tables: what the product itself is not allowed to do. */
async function admin(where: TestStudio, statement: SQL): Promise<unknown> {
  const { cluster } = where.installation;
  const { connect } = await import('#platform/db/client.ts');
  const connected = connect(cluster.admin(where.studio.database), { max: 1, name: 'regie test' });
  try {
    return await connected.db.execute(statement);
  } finally {
    await connected.sql.end({ timeout: 5 });
  }
}

describe('an issued document', () => {
  let id: InvoiceId;
  let draft: InvoiceId;

  beforeAll(async () => {
    [id, draft] = (await drafts(studio, 2)) as [InvoiceId, InvoiceId];
    await issueInvoice(await studio.scope('owner'), id);
  });

  const ATTACKS: [string, (ids: { id: string; draft: string }) => SQL][] = [
    ['its number', ({ id }) => sql`update invoices set number = 'FAC-2026-9999' where id = ${id}`],
    ['its sum', ({ id }) => sql`update invoices set gross = 1 where id = ${id}`],
    ['its date', ({ id }) => sql`update invoices set issue_date = '2020-01-01' where id = ${id}`],
    ['its buyer', ({ id }) => sql`update invoices set buyer = '{}' where id = ${id}`],
    ['its client', ({ id }) => sql`update invoices set client_id = client_id, currency = 'USD' where id = ${id}`],
    ['back to a draft', ({ id }) => sql`update invoices set number = null, issued_at = null where id = ${id}`],
    ['its author', ({ id }) => sql`update invoices set created_by = gen_random_uuid() where id = ${id}`],
    ['itself', ({ id }) => sql`delete from invoices where id = ${id}`],
    ['a line', ({ id }) => sql`update invoice_lines set unit_price = 1 where invoice_id = ${id}`],
    ['a line less', ({ id }) => sql`delete from invoice_lines where invoice_id = ${id}`],
    [
      'a line moved away',
      ({ id, draft }) => sql`update invoice_lines set invoice_id = ${draft}, position = 9 where invoice_id = ${id}`,
    ],
    [
      'a line moved in',
      ({ id, draft }) => sql`update invoice_lines set invoice_id = ${id}, position = 9 where invoice_id = ${draft}`,
    ],
    ['its VAT', ({ id }) => sql`update invoice_taxes set tax = 0 where invoice_id = ${id}`],
    ['the counter back', () => sql`update invoice_series set last_number = last_number - 1`],
    ['the counter on', () => sql`update invoice_series set last_number = last_number + 2`],
    ['no counter', () => sql`delete from invoice_series`],
    ['a new counter', () => sql`insert into invoice_series values ('XX', 2026, 7, now())`],
  ];

  it.each(ATTACKS)('cannot be changed by SQL: %s', async (_, attack) => {
    const scope = await studio.scope('owner');
    const tried = rawWrite(scope, (tx) => tx.execute(attack({ id, draft })));
    const fault = postgresFault(
      await tried.then(
        () => null,
        (error: unknown) => error,
      ),
    );
    expect(fault?.code).toMatch(/^23000$|^23514$/);
  });

  it('cannot even be truncated by the owner of the tables', async () => {
    for (const table of ['invoices', 'invoice_lines', 'invoice_taxes', 'invoice_series', 'payments'])
      await expect(admin(studio, sql.raw(`truncate ${table} cascade`)), table).rejects.toThrow();
  });

  it('takes no line while it is being issued', async () => {
    const [racing] = (await drafts(studio, 1)) as [InvoiceId];
    const scope = await studio.scope('owner');
    let late: Promise<unknown> = Promise.resolve();
    await scope.write('invoicing.issue', async (w) => {
      w.unchanged();
      await issueInvoice(w, racing);
      const other = await studio.scope('owner');
      late = rawWrite(other, (tx) =>
        tx.execute(sql`insert into invoice_lines (id, invoice_id, position, description, quantity, unit, unit_price, vat_rate, vat_category, net)
            values (gen_random_uuid(), ${racing}, 9, 'late', 1, 'piece', 1, 2000, 'S', 1)`),
      ).catch((error: unknown) => error);
      await new Promise((resolve) => setTimeout(resolve, 100));
    });
    expect(postgresFault(await late)?.code).toBe('23000');
  });
});
