/** The engine with a kind of thing that the product does not have: gear, with a name, a serial number and a price. */

import { type SQL, sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { connect } from '#platform/db/client.ts';
import { readRows } from '#platform/db/raw.ts';
import type { ReadDb } from '#platform/db/types.ts';
import type { ImportDefinition, Match } from '#platform/imports/definition.ts';
import { createMappingForm } from '#platform/imports/forms.ts';
import { fault, forecasts, type GoodRow, type ImportId, type RawRow } from '#platform/imports/model.ts';
import { joinPieces } from '#platform/imports/read-file.ts';
import { type FileReader, importTasks } from '#platform/imports/reader.ts';
import type { ImportReading } from '#platform/imports/reading.ts';
import { runImport } from '#platform/imports/run.ts';
import { discardImport, fileKeyOf, getImport, mapColumns, startImport, uploadFile } from '#platform/imports/service.ts';
import { importRowTable, importTable } from '#platform/imports/tables.ts';
import { uploadIn } from '#platform/imports/upload.ts';
import { accepted } from '#platform/refusal.ts';
import type { Scope, Write } from '#platform/scope.ts';
import { testStudio } from '#testing/studio.ts';

/** What the module's migration would make. */
const TABLES = `
  create table gear (id uuid primary key, name text not null, serial text unique, price bigint not null);
  create table gear_imports (
    id uuid primary key, file_name text not null, file_key text, format text not null,
    status text not null default 'uploaded', mapping jsonb, report jsonb, duplicates text not null default 'skip',
    leaves_out boolean not null default false, attempt int not null default 0, rows_done int not null default 0,
    rows_total int not null default 0, rows_created int not null default 0, rows_updated int not null default 0,
    rows_skipped int not null default 0, rows_faulty int not null default 0, failure text,
    created_at timestamptz not null, created_by text not null, finished_at timestamptz
  );
  create unlogged table gear_import_rows (
    import_id uuid not null references gear_imports on delete cascade, attempt int not null, position int not null,
    gear_id uuid not null, is_update boolean not null, data jsonb not null, primary key (import_id, attempt, position)
  )`;

interface GearRow extends GoodRow {
  readonly name: string;
  readonly serial: string;
  /** Cents. */
  readonly price: number;
}

interface GearSample {
  readonly name: string;
  readonly serial: string;
}

function check({ line, values, faults }: RawRow) {
  const [name, serial] = [String(values.name ?? ''), String(values.serial ?? '')];
  const price = Math.round(
    Number(
      String(values.price ?? '')
        .replace(',', '.')
        .replace(' ', ''),
    ) * 100,
  );
  const found = [
    ...faults,
    ...(name === '' ? [fault(line, 'name', 'platform.form.required')] : []),
    ...(Number.isNaN(price) ? [fault(line, 'price', 'platform.form.invalid')] : []),
  ];
  return found.length > 0 ? { faults: found } : { good: { line, name, serial, price } };
}

async function match(db: ReadDb, rows: readonly GearRow[]): Promise<Match[]> {
  const found = await readRows<{ id: string; name: string; serial: string }>(
    db,
    sql`select id, name, serial from gear`,
  );
  const bySerial = new Map(found.map((known) => [known.serial, known]));
  return rows.map(({ serial }) => ({
    known: bySerial.get(serial) ?? null,
    keys: serial === '' ? [] : [serial],
    claim: null,
  }));
}

async function writeRows(w: Write, staged: SQL): Promise<void> {
  await w.tx.execute(sql`
    insert into gear select r.target_id, r.data->>'name', r.data->>'serial', (r.data->>'price')::bigint
    from ${staged} r where not r.is_update order by r.position`);
  await w.tx.execute(sql`
    update gear g set name = r.data->>'name', price = (r.data->>'price')::bigint
    from ${staged} r where r.is_update and g.id = r.target_id`);
}

const gearReading: ImportReading<GearRow> = {
  fields: [
    { name: 'name', label: 'platform.form.required', aliases: ['nom', 'name', 'matériel'] },
    { name: 'serial', label: 'platform.form.required', aliases: ['n° de série', 'serial number', 'sn'] },
    { name: 'price', label: 'platform.form.required', aliases: ['prix', 'price', 'valeur'] },
  ],
  keepsOthers: false,
  readCells: ({ line, cells }) => ({ line, values: cells, faults: [] }),
  check,
};

const gearImport: ImportDefinition<GearRow, GearSample> = {
  ...gearReading,
  reader: readerHere(gearReading),
  match,
  nameOf: ({ name }) => name,
  show: ({ name, serial }) => ({ name, serial }),
  showRejected: ({ name, serial }) => ({ name: String(name ?? ''), serial: String(serial ?? '') }),
  imports: importTable('gear_imports'),
  rows: importRowTable('gear_import_rows', 'gear_id'),
  folder: 'gear/imports',
  write: (scope, _, work) => scope.write('clients.update', (w) => work(w, () => w.unchanged())),
  enqueue: () => {},
  dataOf: ({ name, serial, price }) => ({ name, serial, price }),
  writeRows,
};

/** What threads do, without them: they know no gear. */
function readerHere(reading: ImportReading): FileReader {
  const tasks = importTasks({ gear: async () => reading });
  const first = async <T>(pieces: AsyncIterable<T> | Iterable<T>): Promise<T> => {
    for await (const piece of pieces) return piece;
    throw new Error('no result');
  };
  return {
    inspect: (bytes) => first(tasks['imports.inspect']({ kind: 'gear', bytes })),
    guess: (bytes, known) =>
      first(tasks['imports.guess']({ kind: 'gear', bytes, ...(known ? { reading: known } : {}) })),
    sample: (bytes, mapping) => first(tasks['imports.sample']({ kind: 'gear', bytes, mapping })),
    read: (bytes, mapping) => joinPieces(tasks['imports.read']({ kind: 'gear', bytes, mapping })),
  };
}

let scope: Scope;

beforeAll(async () => {
  const { studio, installation, scope: open } = await testStudio();
  const admin = connect(installation.cluster.admin(studio.database), { max: 1, name: 'test' });
  await admin.sql.unsafe(TABLES);
  await admin.sql.end();
  scope = await open();
});

async function upload(content: string): Promise<ImportId> {
  const file = await accepted(uploadIn(new File([content], 'gear.csv')));
  return accepted(uploadFile(scope, gearImport, file));
}

/** Takes the mapping that is proposed. */
async function prepare(content: string): Promise<ImportId> {
  const id = await upload(content);
  const { mapping } = await getImport(scope, gearImport, id);
  if (!mapping) throw new Error('no mapping was proposed');
  await mapColumns(scope, gearImport, id, mapping);
  return id;
}

async function listGear(): Promise<string[]> {
  const rows = await readRows(scope.db, sql`select name, serial, price from gear order by serial`);
  return rows.map(({ name, serial, price }) => `${name} ${serial} ${price}`);
}

const state = (id: ImportId) => getImport(scope, gearImport, id);

describe('a file of gear', () => {
  it('is guessed, reported on with its bad row, and written', async () => {
    const id = await prepare(
      'N° de série;Matériel;Couleur;PRIX\r\nU87-1;Neumann U 87;gris;2 890,50\r\nSM58-1;Shure SM58;noir;cher\r\nU87-1;Neumann U 87 Ai;gris;3000\r\n',
    );
    const { mapping, report, status } = await state(id);
    expect(mapping).toEqual({
      encoding: 'utf-8',
      delimiter: ';',
      hasHeadings: true,
      columns: ['serial', 'name', '', 'price'],
    });
    expect([status, report?.faults]).toEqual(['ready', [fault(3, 'price', 'platform.form.invalid')]]);
    const first = { name: 'Neumann U 87', serial: 'U87-1', line: 2, twin: null, isFaulty: false };
    expect(report?.sample).toEqual([
      first,
      { name: 'Shure SM58', serial: 'SM58-1', line: 3, twin: null, isFaulty: true },
      { ...first, name: 'Neumann U 87 Ai', line: 4, twin: expect.objectContaining({ name: 'Neumann U 87', line: 2 }) },
    ]);
    expect(report && forecasts(report).update).toEqual({ created: 1, updated: 1, skipped: 0 });

    await startImport(scope, gearImport, id, { duplicates: 'update', leavesOut: false });
    await runImport(scope, gearImport, id);
    expect(await state(id)).toMatchObject({ status: 'failed', failure: 'platform.import.failure.faulty' });
    expect(await listGear()).toEqual([]);

    await startImport(scope, gearImport, id, { duplicates: 'update', leavesOut: true });
    await runImport(scope, gearImport, id);
    const done = await state(id);
    expect(done).toMatchObject({ status: 'done', rowsCreated: 1, rowsUpdated: 1, rowsSkipped: 0, rowsFaulty: 1 });
    expect(await listGear()).toEqual(['Neumann U 87 Ai U87-1 300000']);
    expect(await scope.files.get(fileKeyOf(gearImport, id))).toBeNull();
  });

  it('changes what is there, where that is chosen', async () => {
    const id = await prepare('serial number,name,price\nU87-1,Neumann U 87 (1967),4500\nKM84-1,Neumann KM 84,900\n');
    const { report } = await state(id);
    expect([report?.fresh, report?.repeated]).toEqual([1, 1]);
    await startImport(scope, gearImport, id, { duplicates: 'update', leavesOut: false });
    await runImport(scope, gearImport, id);
    expect(await listGear()).toEqual(['Neumann KM 84 KM84-1 90000', 'Neumann U 87 (1967) U87-1 450000']);
  });

  it('keeps no column under its own heading, and has no cards', async () => {
    const form = createMappingForm(gearImport);
    const reading = { encoding: 'utf-8', delimiter: ',', hasHeadings: 'on' };
    expect(form.safeParse({ ...reading, column0: 'serial', column1: '' }).success).toBe(true);
    expect(form.safeParse({ ...reading, column0: 'serial', column1: 'custom' }).success).toBe(false);
    const id = await upload('BEGIN:VCARD\nVERSION:4.0\nFN:Neumann\nEND:VCARD\n');
    expect(await state(id)).toMatchObject({ format: 'csv', status: 'uploaded', report: null });
    await discardImport(scope, gearImport, id);
    expect(await scope.files.get(fileKeyOf(gearImport, id))).toBeNull();
  });
});

describe('an import that is interrupted', () => {
  const FILE = `nom;sn;prix\n${Array.from({ length: 1_500 }, (_, index) => `Câble ${index};C${index};10`).join('\n')}\n`;
  const gone = () => Object.assign(new Error('the server has gone'), { code: 'ECONNREFUSED' });

  /** The database goes away once something was staged. */
  function goneAfterFirstBatch(): ImportDefinition<GearRow, GearSample> {
    let writes = 0;
    return {
      ...gearImport,
      write: async (at, id, work) => {
        writes += 1;
        // The first write begins the try, the second stages a batch.
        if (writes > 2) throw gone();
        return gearImport.write(at, id, work);
      },
    };
  }

  /** The database goes away in the transaction that writes, with some rows written. */
  function goneInTheMiddle(): ImportDefinition<GearRow, GearSample> {
    let steps = 0;
    return {
      ...gearImport,
      writeRows: async (w, staged, id) => {
        steps += 1;
        if (steps > 1) throw gone();
        await gearImport.writeRows(w, staged, id);
      },
    };
  }

  it('is resumed by the next try, and every row is written once', async () => {
    const before = (await listGear()).length;
    const id = await prepare(FILE);
    await startImport(scope, gearImport, id, { duplicates: 'create', leavesOut: false });
    await expect(runImport(scope, goneAfterFirstBatch(), id)).rejects.toThrow('the server has gone');
    expect(await state(id)).toMatchObject({ status: 'running', attempt: 1, rowsDone: 1_000, rowsTotal: 1_500 });
    await expect(runImport(scope, goneInTheMiddle(), id)).rejects.toThrow('the server has gone');
    expect(await state(id)).toMatchObject({ status: 'running', attempt: 2, rowsDone: 1_500 });
    expect(await listGear()).toHaveLength(before);

    await runImport(scope, gearImport, id);
    expect(await state(id)).toMatchObject({ status: 'done', attempt: 3, rowsCreated: 1_500 });
    expect(await listGear()).toHaveLength(before + 1_500);
    await runImport(scope, gearImport, id);
    expect(await listGear()).toHaveLength(before + 1_500);
    const [left] = await readRows(scope.db, sql`select count(*)::int as count from gear_import_rows`);
    expect(left?.count).toBe(0);
  });
});
