import { expect, it } from 'vitest';
import { defineSettings } from '#platform/contributions/contributions.ts';
import { defineModule } from '#platform/module.ts';
import { testStudio } from '#testing/studio.ts';
import { withModules } from '#testing/with-modules.ts';

let loads = 0;
const count = async () => (loads += 1);
const failing = async (): Promise<number> => {
  throw new Error('the key service does not answer');
};
const common = { group: 'studio', title: 'ui.home', permission: 'studios.update' } as const;
const card = (href: string, rank: number, load: () => Promise<number>) =>
  defineSettings({ ...common, href, rank, load, status: ({ data }) => ({ detail: `detail ${data}` }) });

const invented = defineModule({
  name: 'keys',
  settings: [card('/keys/broken', 0, failing), card('/keys/last', 99, count), card('/keys/first', -1, count)],
});

it('are in order of rank, loaded once, and one that fails has no detail', async () => {
  const studio = await testStudio();
  const browser = await withModules(studio, [invented]);
  const page = await browser(await studio.as('owner')).get('/settings');
  const [group] = page.all('main .card');
  const lines = (group?.querySelectorAll('li') ?? []).map((line) => [
    line.querySelector('a')?.getAttribute('href'),
    line.querySelector('.quiet')?.text,
  ]);
  expect(lines.slice(0, 2)).toEqual([
    ['/keys/first', 'detail 1'],
    ['/keys/broken', undefined],
  ]);
  expect(lines.at(-1)).toEqual(['/keys/last', 'detail 1']);
  expect(loads).toBe(1);

  const user = await browser(await studio.as('user')).get('/settings');
  expect(user.text).not.toContain('/keys/');
  expect(loads).toBe(1);
});
