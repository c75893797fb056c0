/** Files of an allowed size that would take too long to read are refused when they are sent, with the limit that they break. */
import { beforeAll, describe, expect, it } from 'vitest';
import { HOSTILE_CARDS, HOSTILE_CSV } from '#testing/hostile-files.ts';
import { testStudio } from '#testing/studio.ts';
import type { Visitor } from '#testing/visit.ts';

let owner: Visitor;

beforeAll(async () => {
  owner = await (await testStudio()).as('owner');
});

const send = (content: string, name: string) =>
  owner.post('/clients/imports', { file: new File([content], name) }, { multipart: true });

describe('an upload of', () => {
  const refused = [...HOSTILE_CSV, ...HOSTILE_CARDS].filter(({ said }) => said !== null);

  it.each(refused)('$name is refused at its field', async ({ content, said }) => {
    const page = await send(content, 'clients.csv');
    expect(page.status).toBe(422);
    expect(page.one('#f-file-error').text.replace(/\s/gu, ' ')).toMatch(said ?? /./);
  });

  it('two hundred columns is taken, and the page that maps them opens', async () => {
    const sent = await send(`${Array.from({ length: 200 }, (_, index) => `C${index}`).join(',')}\n`, 'wide.csv');
    const page = await owner.follow(await owner.follow(sent));
    expect(page.all('select[name^="column"]')).toHaveLength(200);
  });

  it('a card with a picture of megabytes is taken', async () => {
    const photo = `PHOTO;ENCODING=b:${`${'A'.repeat(70)}\r\n `.repeat(40_000)}`;
    const sent = await send(`BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ada\r\n${photo}\r\nEND:VCARD\r\n`, 'ada.vcf');
    expect((await owner.follow(sent)).text).toContain('Ada');
  });
});

it('rows that only another delimiter makes too wide are faults of their own', async () => {
  const sent = await send(`Nom,Ville\nAda|${'|'.repeat(300)},Paris\n`, 'clients.csv');
  const mapped = await owner.post(`${sent.location}/mapping`, { encoding: 'utf-8', delimiter: '|', column0: 'name' });
  const page = await owner.follow(mapped);
  expect(page.text.replace(/\s/gu, ' ')).toContain('plus de 200 colonnes');
});
