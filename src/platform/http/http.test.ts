import { expect, test } from 'vitest';
import { testStudio } from '#testing/studio.ts';

test('health answers on every host, by address too', async () => {
  const studio = await testStudio();
  for (const host of [studio.studio.host, 'regie.test', '127.0.0.1:3000']) {
    const live = await studio.anonymous.get('/health/live', { headers: { host } });
    expect([live.status, live.text]).toEqual([200, 'live']);
    expect((await studio.anonymous.get('/health/ready', { headers: { host } })).status).toBe(200);
  }
});

test('an unknown host gets a page that says what to do', async () => {
  const studio = await testStudio();
  const page = await studio.anonymous.get('/', { headers: { host: 'unknown.regie.test' } });
  expect(page.status).toBe(404);
  expect(page.one('h1').text).toBe('Studio inconnu');
});
