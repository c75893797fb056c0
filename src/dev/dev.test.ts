import { beforeAll, describe, expect, it } from 'vitest';
import { createLocalCarrier } from '#platform/mail/local.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';
import { createVisitor } from '#testing/visit.ts';

let studio: TestStudio;
let other: TestStudio;

beforeAll(async () => {
  [studio, other] = [await testStudio(), await testStudio()];
  const carrier = createLocalCarrier(studio.installation.dataDir);
  for (const [index, one] of [studio, other].entries())
    await carrier.send({
      from: 'regie@regie.test',
      fromName: `Studio ${index}`,
      to: `client${index}@nowhere.example`,
      subject: `Facture <b>${index}</b>`,
      text: `Bonjour,\n\n${one.origin}/portal/x?a=1&b=2.`,
      html: '<script>alert(1)</script>',
      messageId: `m${index}`,
      studioId: one.studio.id,
      attachments: [{ filename: 'été "1".pdf', contentType: 'text/html', content: Buffer.from('<script>') }],
    });
});

describe('/dev/mail', () => {
  it('shows a studio its own mails and the main host all of them', async () => {
    const main = createVisitor({ app: studio.installation.app, origin: 'http://regie.test' });
    const subjects = async (visitor: typeof main) =>
      (await visitor.get('/dev/mail')).all('.list a.what').map((a) => a.text);
    expect(await subjects(studio.anonymous)).toEqual(['Facture <b>0</b>']);
    expect(await subjects(main)).toEqual(['Facture <b>1</b>', 'Facture <b>0</b>']);
  });

  it('shows a mail with its links and attachments, and runs nothing of it', async () => {
    const list = await studio.anonymous.get('/dev/mail');
    const path = list.one('.list a.what').getAttribute('href') ?? '';
    const page = await studio.anonymous.get(path);
    expect(page.all('a.link').map((a) => a.getAttribute('href'))).toContain(`${studio.origin}/portal/x?a=1&b=2`);
    expect(page.all('main script')).toEqual([]);
    const file = await studio.anonymous.request(page.one('a[download]').getAttribute('href') ?? '', {});
    expect([file.status, file.headers.get('content-type')]).toEqual([200, 'application/octet-stream']);
    expect(file.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''%C3%A9t%C3%A9%20%221%22.pdf");
    expect((await other.anonymous.get(path)).status).toBe(404);
    expect((await studio.anonymous.get(`${path}/attachments/1`)).status).toBe(404);
    expect((await studio.anonymous.get('/dev/mail/..%2F..%2Fetc')).status).toBe(404);
  });
});

it('/dev/ui shows the design system', async () => {
  const page = await studio.anonymous.get('/dev/ui');
  expect([page.status, page.all('[data-theme]').length]).toEqual([200, 2]);
});
