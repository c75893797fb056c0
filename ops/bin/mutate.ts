/**
 * `npm run mutate [name…]`: makes one mistake after another in a copy of the checkout, and runs the test that is to notice it: first
 * without the mistake, then with it. Ends with 1 when one survives, or when its test proves nothing.
 */
import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { copyCheckout, findStaleness, type Mutation } from './mutations/mutation.ts';
import { openTrials, type Trials, type Verdict } from './mutations/trials.ts';

const checkout = resolve(import.meta.dirname, '../..');

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { list: { type: 'string', default: `${import.meta.dirname}/mutations/list.ts` } },
});
const { MUTATIONS } = (await import(pathToFileURL(resolve(values.list)).href)) as { MUTATIONS: readonly Mutation[] };
const chosen = MUTATIONS.filter(({ name }) => positionals.length === 0 || positionals.includes(name));

/** @returns why the mutation says nothing: its text is gone, its test does not run, or fails without it */
function findVoid(root: string, mutation: Mutation, control: Verdict): string | null {
  const stale = findStaleness(root, mutation);
  if (stale !== null) return stale;
  if (control === 'failed') return 'its test fails without it';
  return control === 'not run' ? 'its test does not run' : null;
}

async function judge(trials: Trials, mutation: Mutation): Promise<string> {
  const verdict = await trials.run(mutation).catch((error: Error) => error.message);
  const { file, title } = mutation.test;
  if (verdict === 'failed') return `killed by ${file}, "${title}"`;
  return verdict === 'passed' ? `SURVIVED ${file}, "${title}"` : `PROVES NOTHING, ${verdict}`;
}

const copy = copyCheckout(checkout);
const remove = () => rmSync(copy, { recursive: true, force: true });
process.once('exit', remove);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
process.chdir(copy);
const trials = await openTrials(copy);
const controls = await trials.controls(chosen);
let killed = 0;
for (const [index, mutation] of chosen.entries()) {
  const reason = findVoid(copy, mutation, controls[index] ?? 'not run');
  const said = reason === null ? await judge(trials, mutation) : `PROVES NOTHING, ${reason}`;
  if (said.startsWith('killed')) killed += 1;
  process.stdout.write(`${mutation.name}: ${said}\n`);
}
await trials.close();
process.stdout.write(`${killed} of ${chosen.length} killed\n`);
process.exit(killed === chosen.length && killed > 0 ? 0 : 1);
