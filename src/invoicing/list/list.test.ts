/** The list of invoices in every order: over pages, through its address, and as a file. */
import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { LIST_ORDERS } from '#invoicing/list/model.ts';
import { aClient } from '#testing/fixtures.ts';
import { rawWrite } from '#testing/raw-write.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';
import type { TestPage, Visitor } from '#testing/visit.ts';

const COUNT = 130;

let studio: TestStudio;
let owner: Visitor;

/** Many rows are alike in each order: three clients of whom two are homonyms, five sums, ten days, every state, drafts. */
beforeAll(async () => {
  studio = await testStudio();
  owner = await studio.as('owner');
  const clients = [];
  for (const name of ['Zoé', 'Élan', 'Élan']) clients.push(await aClient(owner, { name }));
  const [zoe, elan, other] = clients;
  await rawWrite(await studio.scope('owner'), (tx) =>
    tx.execute(sql`
      insert into invoices (id, kind, client_id, credited_invoice_id, number, currency, locale, issued_at, issue_date, due_date, seller, buyer,
        gross, paid, sent_at, paid_at, overdue_at, cancelled_at, created_at)
      select ('01900000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, case when n % 13 = 6 then 'credit-note' else 'invoice' end,
        (array[${zoe}::uuid, ${elan}::uuid, ${other}::uuid])[1 + n % 3],
        case when n % 13 = 6 then ('01900000-0000-7000-8000-' || lpad((n - 1)::text, 12, '0'))::uuid end,
        case when n % 13 <> 0 then 'T-' || lpad(n::text, 3, '0') end, 'EUR', 'fr',
        case when n % 13 <> 0 then day end, case when n % 13 <> 0 then day::date end, case when n % 13 <> 0 then day::date + 30 end, '{}', '{}',
        1000 * (1 + n % 5), case when n % 13 = 3 then 100 when n % 13 = 4 then 1000 * (1 + n % 5) else 0 end,
        case when n % 13 in (2, 3, 5) then day end, case when n % 13 = 4 then day end, case when n % 13 = 5 then day end,
        case when n % 13 = 7 then day end, day
      from (select n, timestamptz '2026-01-01' + (n % 10) * interval '1 day' as day from generate_series(1, ${sql.raw(String(COUNT))}) n) made`),
  );
});

const idsOf = (page: TestPage) => page.all('tbody tr[id]').map(({ id }) => id);

async function readWhole(start: string): Promise<TestPage[]> {
  const pages: TestPage[] = [];
  for (let path: string | undefined = start; path && pages.length < 5; ) {
    const page: TestPage = await owner.get(path);
    pages.push(page);
    path = page.all('.pager a')[0]?.getAttribute('href')?.replaceAll('&amp;', '&');
  }
  return pages;
}

const plain = (text: string) => text.replaceAll(/[\u00a0\u202f\s]+/g, ' ').trim();
/** @param column counted from the client's, which is the first after the number */
const cells = (pages: readonly TestPage[], column: number) =>
  pages.flatMap((page) => page.all('tbody tr[id]').map((row) => plain(row.querySelectorAll('td')[column]?.text ?? '')));

describe.each(LIST_ORDERS)('by %s', (order) => {
  it('its pages are the whole list, each row once, and the file has the same order', async () => {
    const pages = await readWhole(`/invoices?order=${order}`);
    const ids = pages.flatMap(idsOf);
    expect(pages.map((page) => idsOf(page).length)).toEqual([50, 50, 30]);
    expect(new Set(ids).size).toBe(COUNT);
    const file = await owner.get(`/invoices/export.csv?order=${order}`);
    const numbers = file.text
      .split('\r\n')
      .slice(1, -1)
      .map((line) => line.split(/[";,\t]+/)[1]);
    const listed = pages.flatMap((page) => page.all('tbody tr[id] a.what').map(({ text }) => text));
    expect(numbers.filter((text) => text?.startsWith('T-'))).toEqual(listed.filter((text) => text.startsWith('T-')));
  });

  it('keeps its filters, over pages too', async () => {
    const pages = await readWhole(`/invoices?order=${order}&from=2026-01-02&to=2026-01-08`);
    expect(new Set(pages.flatMap(idsOf)).size).toBe(COUNT * 0.7);
    expect(pages.flatMap(idsOf)).toHaveLength(COUNT * 0.7);
    for (const page of pages) expect(page.one('[name=order] [selected]').getAttribute('value')).toBe(order);
  });
});

describe('what is sorted', () => {
  const by = async (order: string, column: number) => cells(await readWhole(`/invoices?order=${order}`), column);
  const distinct = (texts: readonly string[]) => texts.filter((text, index) => text !== texts[index - 1]);
  const [CLIENT, DUE_DATE, STATE, OWED, TOTAL] = [2, 4, 5, 6, 7];

  it('by name, amounts as numbers, and states as a document comes along', async () => {
    expect(distinct(await by('client', CLIENT))).toEqual(['Élan', 'Zoé']);
    expect(distinct(await by('-client', CLIENT))).toEqual(['Zoé', 'Élan']);
    const sums = distinct(await by('total', TOTAL)).map((text) => text.replace(/ reste.*/, ''));
    expect([sums[0], sums.at(-1)]).toEqual(['−50,00 €', '50,00 €']);
    expect(distinct(await by('-due', OWED)).at(0)).toBe('50,00 €');
    expect(distinct(await by('-due', OWED)).at(-1)).toBe('');
    const states = [
      'Brouillon',
      'À envoyer',
      'Envoyée',
      'Réglée en partie',
      'En retard',
      'Réglée',
      'Annulée',
      'À envoyer',
    ];
    expect(distinct(await by('status', STATE))).toEqual(states);
    expect(distinct(await by('-status', STATE))).toEqual(states.toReversed());
  });

  it('by day, with what has none at the end', async () => {
    const days = distinct(await by('due-date', DUE_DATE));
    expect(days).toHaveLength(11);
    expect([days[0], days.at(-1)]).toEqual(['31 janv. 2026', '']);
    expect(distinct(await by('-due-date', DUE_DATE))).toEqual(days.toReversed());
  });
});

describe('the head of the table', () => {
  const heads = (page: TestPage) =>
    page.all('thead th a.sort').map((link) => [link.text, link.parentNode?.getAttribute('aria-sort')]);
  const linkOf = (page: TestPage, label: string) =>
    page
      .all('thead a.sort')
      .find(({ text }) => text === label)
      ?.getAttribute('href')
      ?.replaceAll('&amp;', '&') ?? '';

  it('sorts by links, the other way round the second time, and says how', async () => {
    const page = await owner.get('/invoices?status=open');
    expect(heads(page).filter(([, sorted]) => sorted)).toEqual([['Émise le', 'descending']]);
    const total = await owner.get(linkOf(page, 'Total TTC'));
    expect(heads(total).filter(([, sorted]) => sorted)).toEqual([['Total TTC', 'descending']]);
    expect(linkOf(total, 'Total TTC')).toBe('/invoices?status=open&order=total');
    expect(heads(await owner.get(linkOf(total, 'Total TTC'))).filter(([, sorted]) => sorted)).toEqual([
      ['Total TTC', 'ascending'],
    ]);
    expect(linkOf(total, 'Émise le')).toBe('/invoices?status=open');
    expect(total.one('.seg a').getAttribute('href')).toContain('order=-total');
  });

  it('says to the file of ticked rows how they stand', async () => {
    const page = await owner.get('/invoices?order=-total');
    expect(page.one('form.selection [name=order]').getAttribute('value')).toBe('-total');
    const ids = idsOf(page)
      .slice(0, 3)
      .map((id) => id.replace('invoice-', ''));
    const file = await owner.get(
      `/invoices/export.csv?order=total&${ids
        .toReversed()
        .map((id) => `id=${id}`)
        .join('&')}`,
    );
    const listed = page.all('tbody tr[id] a.what').slice(0, 3);
    const found = listed.map(({ text }) => file.text.indexOf(text));
    expect(found).toEqual(found.toSorted((a, b) => b - a));
  });
});
